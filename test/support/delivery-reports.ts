import type { DeliveryReport } from '../../miniprogram/shared/delivery';
import type { DeliveryHistory } from '../../miniprogram/shared/delivery-history';
import { emptyHistory, observe } from '../../miniprogram/shared/delivery-history';
import { statusOf } from '../../miniprogram/shared/delivery-status';

/** 2026-11-24 at a clock time in the shop's zone, in ms. */
export function at(clock: string): number {
  return Date.parse(`2026-11-24T${clock.length === 5 ? `${clock}:00` : clock}+08:00`);
}

/** A report with a status and a time of asking; everything else is unknown unless it is given. */
export function reportOf(
  code: number | null,
  askedAt: number,
  rest: Partial<DeliveryReport> = {},
): DeliveryReport {
  const status = statusOf(code);
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

export function historyOf(...reports: readonly DeliveryReport[]): DeliveryHistory {
  return reports.reduce(observe, emptyHistory());
}
