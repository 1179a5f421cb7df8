import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { firstPromiseOf } from '../../contract/delivery-history';
import { currentLife } from '../../contract/delivery-life';
import { minutesLate } from '../../ui/wording/lateness';

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
  const { status, arrival } = report;
  if (status.isFinal || status.stage === 'returning') return null;
  const expectedAt = arrival?.expectedAt ?? lastPromise(report, history);
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

/**
 * Finds the arrival that was promised last in the current status. Once the rider is at the door,
 * companies report 0 seconds, which means "unknown", just when the shop needs to know how late the
 * delivery is.
 */
function lastPromise({ status }: DeliveryReport, history: DeliveryHistory): number | null {
  if (status.stage !== 'delivering') return null;
  for (const { status: name, expectedAt } of [...history.sightings].reverse()) {
    if (name !== status.name) return null;
    if (expectedAt !== null) return expectedAt;
  }
  return null;
}
