import type { DeliveryReport } from '../../contract/delivery';

const MINUTE = 60_000;

/**
 * Tells whether a look-up has brought nothing new, so that what was shown before was the latest
 * already. An arrival that differs by less than a minute is none: companies tell it in seconds. An
 * answer that another phone is just renewing tells nothing about the latest.
 */
export function isLatest(before: DeliveryReport, after: DeliveryReport): boolean {
  return after.isBeingAsked !== true && newsIn(before) === newsIn(after);
}

function newsIn(report: DeliveryReport): string {
  const { status, rider, position, arrival, waybillId, stuck, earlier } = report;
  const minute = arrival === null ? null : Math.round(arrival.expectedAt / MINUTE);
  return JSON.stringify([status, rider, position, minute, waybillId, stuck, earlier]);
}
