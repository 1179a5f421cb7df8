import {
  type DeliveryStatus,
  type StatusName,
  statusOf,
} from '../../../../miniprogram/contract/delivery-status';

/** Status names by `order_status` of 同城配送 (docs/intracity-contract.md §2 [O]). */
const NAMES: Readonly<Record<string, StatusName>> = {
  '10000': 'waiting',
  '20000': 'cancelled-by-shop',
  '20001': 'cancelled-by-courier',
  '30000': 'assigned',
  '40000': 'at-store',
  '50000': 'delivering',
  '60000': 'rider-withdrew',
  '70000': 'delivered',
  '90000': 'exception',
};

/** All documented `order_status` codes, ascending. */
export const STATUS_CODES: readonly number[] = Object.keys(NAMES).map(Number);

/**
 * Returns the status of a code. An undocumented code gives `unknown`, which is not final.
 *
 * @param code `order_status`, or null when the answer held none
 */
export function statusOfCode(code: number | null): DeliveryStatus {
  const name = NAMES[String(code)];
  if (name !== undefined) return statusOf(name);
  return statusOf('unknown', code === null ? null : String(code));
}
