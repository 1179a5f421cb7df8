import type { DeliveryStatus, StatusName } from '../../../../miniprogram/contract/delivery-status';
import { statusOf } from '../../../../miniprogram/contract/delivery-status';

/** Status names by WeChat's `order_status` code (docs/getorder-contract.md §2 [O]). */
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

/** All documented `order_status` codes, ascending. */
export const STATUS_CODES: readonly number[] = Object.keys(NAMES).map(Number);

/**
 * Returns the status of a code. Undocumented codes give `unknown`, which is not final.
 *
 * @param code `order_status` (0 and 1 were also seen [R]), or null when the answer held none
 */
export function statusOfCode(code: number | null): DeliveryStatus {
  const name = NAMES[String(code)];
  if (name !== undefined) return statusOf(name);
  return statusOf('unknown', code === null ? null : String(code));
}

/**
 * Converts a stored object of an earlier release, which held the code `order_status` as `code`, by
 * replacing that field with the status name.
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
  // The name takes the place of `code`: histories compare entries as JSON, where order matters.
  return Object.fromEntries(
    Object.entries(stored).flatMap(([field, value]: [string, unknown]) =>
      field === 'code' ? named : [[field, value]],
    ),
  );
}
