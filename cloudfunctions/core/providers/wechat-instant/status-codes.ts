import type { DeliveryStatus, StatusName } from '../../../../miniprogram/contract/delivery-status';
import { statusOf } from '../../../../miniprogram/contract/delivery-status';

/** `order_status` of WeChat's instant delivery (docs/getorder-contract.md §2 [O]), one name each. */
const NAMES: Readonly<Record<string, StatusName>> = {
  101: 'waiting',
  102: 'assigned',
  103: 'cancelled-by-shop',
  201: 'at-store',
  202: 'picked-up',
  203: 'pick-up-cancelled-by-shop',
  204: 'pick-up-cancelled-by-rider',
  205: 'pick-up-cancelled-shop-fault',
  301: 'delivering',
  302: 'delivered',
  303: 'returning-by-shop',
  304: 'returning-unreachable',
  305: 'returning-refused',
  401: 'returned',
  501: 'cancelled-by-courier',
  502: 'cancelled-force-majeure',
};

/** Every code that the contract lists, ascending. */
export const STATUS_CODES: readonly number[] = Object.keys(NAMES).map(Number);

/**
 * Status of a code. Unlisted codes (0 and 1 were seen [R]) are unknown and open.
 *
 * @param code `order_status`, or null when the answer held none
 */
export function statusOfCode(code: number | null): DeliveryStatus {
  const name = NAMES[String(code)];
  if (name !== undefined) return statusOf(name);
  return statusOf('unknown', code === null ? null : String(code));
}

/**
 * Something of a document that holds a status: of one that an earlier release wrote, which kept
 * `order_status` as its `code`, with the name in its place. Anything else as it is.
 */
export function withStatusName(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null || 'status' in kept || !('code' in kept))
    return kept;
  const { code } = kept;
  if (code !== null && typeof code !== 'number') return kept;
  const { name, detail } = statusOfCode(code);
  const named = Object.entries({ status: name, ...(detail === null ? {} : { detail }) });
  // Among the other fields it stands where it stood: a history knows by its text what it has twice.
  return Object.fromEntries(
    Object.entries(kept).flatMap(([field, value]: [string, unknown]) =>
      field === 'code' ? named : [[field, value]],
    ),
  );
}
