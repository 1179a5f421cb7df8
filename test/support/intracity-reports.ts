import type { DeliveryReport, Position } from '../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  emptyHistory,
  addReport,
} from '../../miniprogram/contract/delivery/delivery-history';
import { type StatusName, statusOf } from '../../miniprogram/contract/delivery-status';
import { at, reportOf } from './delivery-reports';

export const STORE: Position = { longitude: 113.33, latitude: 23.13 };
/** Some 1.6 km to the north-east of the store. */
export const RECEIVER: Position = { longitude: 113.341, latitude: 23.141 };

export const HANDOVER = { code: '4827', serial: '16' };

/** Builds the report of a delivery of 同城配送. Tests name only what matters to them. */
export function intracity(
  name: StatusName,
  clock: string,
  more: Partial<DeliveryReport> = {},
): DeliveryReport {
  const status = statusOf(name);
  return { ...reportOf(null, at(clock)), provider: 'wechat-intracity', status, ...more };
}

/** Builds a history of answers, each with the times of events that it tells. */
export function toldHistory(
  ...answers: readonly (readonly [DeliveryReport, Partial<Record<StatusName, string>>])[]
): DeliveryHistory {
  return answers.reduce((history, [report, times]) => {
    const eventTimes = Object.entries(times).map(([status, clock]) => ({
      status: status as StatusName,
      at: at(clock),
    }));
    return addReport(history, { ...report, eventTimes });
  }, emptyHistory());
}
