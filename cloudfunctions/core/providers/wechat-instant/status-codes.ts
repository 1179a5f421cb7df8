import type { DeliveryStatus, StatusName } from '../../../../miniprogram/contract/delivery-status';
import { statusOf } from '../../../../miniprogram/contract/delivery-status';

/** Names by `order_status` of WeChat's instant delivery (docs/getorder-contract.md §2 [O]). */
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

/** Codes that the contract lists, ascending. */
export const STATUS_CODES: readonly number[] = Object.keys(NAMES).map(Number);

/**
 * Finds the status of a code. Unlisted codes (0 and 1 were seen [R]) are unknown and not final.
 *
 * @param code `order_status`, or null when the answer held none
 */
export function statusOfCode(code: number | null): DeliveryStatus {
  const name = NAMES[String(code)];
  if (name !== undefined) return statusOf(name);
  return statusOf('unknown', code === null ? null : String(code));
}

/**
 * Replaces the code of a status by its name in a part of a document. Earlier releases stored
 * `order_status` as `code`.
 *
 * @returns the same value when it holds no code
 */
export function withStatusName(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || 'status' in stored || !('code' in stored))
    return stored;
  const { code } = stored;
  if (code !== null && typeof code !== 'number') return stored;
  const { name, detail } = statusOfCode(code);
  const named = Object.entries({ status: name, ...(detail === null ? {} : { detail }) });
  // The name takes the place of the code, since a history compares its entries as JSON text.
  return Object.fromEntries(
    Object.entries(stored).flatMap(([field, value]: [string, unknown]) =>
      field === 'code' ? named : [[field, value]],
    ),
  );
}
