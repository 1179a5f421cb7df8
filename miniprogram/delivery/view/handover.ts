import type { DeliveryReport } from '../../contract/delivery';

/**
 * Returns 取货码, by which the shop checks the rider of 同城配送, while he is on his way to the
 * store or there.
 *
 * @returns null when the company has given none, and in every other status
 */
export function handoverCode({ status, handover }: DeliveryReport): string | null {
  const isAhead = status.name === 'assigned' || status.name === 'at-store';
  return isAhead ? (handover?.code ?? null) : null;
}
