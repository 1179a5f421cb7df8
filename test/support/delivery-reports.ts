import type { KnownOrder } from '../../miniprogram/contract/cloud-api';
import type { DeliveryReport, Position } from '../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  emptyHistory,
  addReport,
} from '../../miniprogram/contract/delivery/delivery-history';
import type { TrackedDelivery } from '../../miniprogram/delivery/view/delivery-view';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';

/** Returns ms of a time on 2026-11-24 in the shop's zone. */
export function at(clock: string): number {
  return Date.parse(`2026-11-24T${clock.length === 5 ? `${clock}:00` : clock}+08:00`);
}

/** Builds a report with a status and a time. Other values are unknown by default. */
export function reportOf(
  code: number | null,
  askedAt: number,
  rest: Partial<DeliveryReport> = {},
): DeliveryReport {
  const status = statusOfCode(code);
  return {
    orderId: '20261124-1288',
    status,
    waybillId: null,
    rider: null,
    position: null,
    arrival: null,
    askedAt,
    nextAskInSeconds: status.isFinal ? null : 12,
    ...rest,
  };
}

/** Builds the report of a delivery on its way that is to arrive at a clock time. */
export function arriving(expected: string, askedAt = at('12:35')): DeliveryReport {
  const expectedAt = at(expected);
  const remainingSeconds = (expectedAt - askedAt) / 1000;
  return reportOf(301, askedAt, { arrival: { expectedAt, remainingSeconds } });
}

/** Builds an order of a list. */
export function knownOrder(
  orderId: string,
  code: number | null,
  askedAt: number,
  expectedAt: number | null = null,
  more: Partial<KnownOrder> = {},
): KnownOrder {
  const { name: status, detail } = statusOfCode(code);
  return { orderId, status, detail, askedAt, expectedAt, ...more };
}

export function historyOf(...reports: readonly DeliveryReport[]): DeliveryHistory {
  return reports.reduce(addReport, emptyHistory());
}

/** Builds what the page of a delivery shows, after an answer by default. */
export function trackedDelivery(more: Partial<TrackedDelivery> = {}): TrackedDelivery {
  return {
    orderId: '20261124-1288',
    report: null,
    history: emptyHistory(),
    failure: null,
    choices: null,
    foundByEnd: '',
    listed: null,
    isUnanswered: false,
    waitedMs: 0,
    nextAskInMs: null,
    refreshing: false,
    ...more,
  };
}

/** Durations in ms. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** 12:00:00 in Shanghai on an arbitrary day. */
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');

interface Sketch {
  readonly code?: number | null;
  /** Seconds after noon. */
  readonly at?: number;
  readonly riderName?: string | null;
  readonly position?: Position | null;
  readonly remainingSeconds?: number | null;
}

/** Builds the report of a delivery with a rider. Tests name only what matters to them. */
export function report({
  code = 301,
  at = 0,
  riderName = '陈师傅',
  position = null,
  remainingSeconds = null,
}: Sketch = {}): DeliveryReport {
  const askedAt = NOON + at * 1000;
  return reportOf(code, askedAt, {
    waybillId: '3000000001',
    rider: riderName === null ? null : { name: riderName, phone: '100****0001', callable: true },
    position,
    arrival:
      remainingSeconds === null
        ? null
        : { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 },
    nextAskInSeconds: 12,
  });
}
