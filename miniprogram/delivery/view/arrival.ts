import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, firstPromiseOf } from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { minutesLate } from '../../contract/delivery/order-class';
import { expectedArrivalOf } from '../../contract/delivery/order-summary';

/** Arrival as the delivery company promises it. Times in ms on the cloud's clock. */
export interface ExpectedArrival {
  /** Time that was promised last. */
  readonly expectedAt: number;
  /** Time that was promised first in this life of the delivery. */
  readonly firstAt: number;
  /** Full minutes since the time that was promised last; 0 while it is not late. */
  readonly minutesLate: number;
  /** True when the first promise has passed, and the company has named a later time since. */
  readonly isPutOff: boolean;
}

/**
 * Finds the arrival that the delivery company promises.
 *
 * @param now ms on the cloud's clock
 * @returns null when none is known, after the end, and on the way back to the store
 */
export function expectedArrival(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): ExpectedArrival | null {
  if (report.status.stage === 'returning') return null;
  const expectedAt = expectedArrivalOf(report, history);
  if (expectedAt === null) return null;
  const firstAt = firstPromise(history) ?? expectedAt;
  const late = minutesLate(expectedAt, now);
  const isPutOff = late === 0 && minutesLate(firstAt, now) > 0;
  return { expectedAt, firstAt, minutesLate: late, isPutOff };
}

/** Returns the arrival (ms) that was promised first in this life; null when none was. */
export function firstPromise(history: DeliveryHistory): number | null {
  return firstPromiseOf(currentLife(history));
}
