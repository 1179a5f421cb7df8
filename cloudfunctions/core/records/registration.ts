import { is, number, optional, string, type } from 'superstruct';
import { ageMs } from '../../../miniprogram/contract/age';
import type { Of } from '../../../miniprogram/contract/schema';
import type { Fields } from '../storage/documents';

/**
 * Registration of an order by the merchant's own system for one store, kept on the order's
 * document.
 */
export type Registration = Of<typeof registration>;
const registration = type({
  storeId: string(),
  /** Time when the order was registered, ms since 1970. */
  at: number(),
  /** Note for the board, digits masked; missing where the system gave none. */
  note: optional(string()),
});

/** Time (ms) for which WeChat is expected to come to know a registered order. */
export const AWAITED_MS = 2 * 60 * 60_000;

export function registrationsIn({ registered }: Fields): readonly Registration[] {
  if (!Array.isArray(registered)) return [];
  return registered.filter((one) => is(one, registration));
}

/** Lists the registrations of stores that do not know the order yet: those not in `storeIds`. */
export function awaitedRegistrations(
  registrations: readonly Registration[],
  storeIds: readonly string[],
  now: number,
): readonly Registration[] {
  return registrations.filter(
    ({ storeId, at }) => !storeIds.includes(storeId) && ageMs(at, now) < AWAITED_MS,
  );
}
