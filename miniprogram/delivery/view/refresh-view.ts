import type { DeliveryReport } from '../../contract/delivery';

const MINUTE = 60_000;

/**
 * Tells whether a look-up has brought nothing new, so that what was shown before was the latest
 * already. An arrival that differs by less than a minute is none: companies tell it in seconds.
 */
export function isLatest(before: DeliveryReport, after: DeliveryReport): boolean {
  return newsIn(before) === newsIn(after);
}

function newsIn({ status, rider, position, arrival, waybillId }: DeliveryReport): string {
  const minute = arrival === null ? null : Math.round(arrival.expectedAt / MINUTE);
  return JSON.stringify([status, rider, position, minute, waybillId]);
}
