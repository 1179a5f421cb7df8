import { enums, is, number, optional, string, type } from 'superstruct';
import { MINUTE_MS, ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type Of, list } from '../../../miniprogram/contract/schema';
import { type StoreScope, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { Documents, Fields, Search } from '../storage/documents';

/** A paid order came by itself: no person learns of it before WeChat knows its delivery. */
export type Registration = Of<typeof registration>;
const registration = type({
  /** Ids of the stores that await the order. WeChat is asked with the accounts of these stores. */
  storeIds: list(string()),
  /** Time when the order was brought (a paid order: the minute it was paid in), ms since 1970. */
  at: number(),
  /** Who brought it, with the name at that time; of a paid order the AppID, without a name. */
  by: type({ kind: enums(['person', 'key', 'paid']), id: string(), name: string() }),
  note: optional(string()),
  /** Other ids that the brought text may mean. */
  otherIds: optional(list(string())),
  /** Number of steps that are over, because every account said "not found"; missing at first. */
  tried: optional(number()),
  /** Time (ms since 1970) before which no question that failed is repeated. */
  retryAt: optional(number()),
});

const BROUGHT_STEPS = [0, MINUTE_MS, 3 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
/** Times (ms after an order was brought or paid) at which WeChat is asked for it. */
const STEPS = {
  person: BROUGHT_STEPS,
  key: BROUGHT_STEPS,
  // A delivery is placed after the payment.
  paid: [2 * MINUTE_MS, 6 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS],
} as const;
/** Number of steps that are skipped when a person already has many unknown ids waiting. */
export const LEFT_OUT = 3;
/** Time (ms) for which an order is awaited, depending on who brought it. */
const AWAITED_MS = { person: 60 * MINUTE_MS, key: 120 * MINUTE_MS, paid: 60 * MINUTE_MS } as const;
/** Age (ms) of a payment from which a paid order is not taken any more. */
export const PAID_TAKEN_MS = 30 * MINUTE_MS;
/** Time (ms) for which a failure delays the next question; of a paid order only the last one. */
export const RETRY_MS = { person: MINUTE_MS, key: MINUTE_MS, paid: 10 * MINUTE_MS } as const;

export function registrationsIn({ registered }: Fields): readonly Registration[] {
  if (!Array.isArray(registered)) return [];
  return registered.filter((one) => is(one, registration));
}

/** Tells whether a stored registration is a paid order that waits no longer. */
export function isOldPaid(one: unknown, now: number): boolean {
  return is(one, registration) && one.by.kind === 'paid' && !isAwaited(one, now);
}

export function isAwaited({ at, by }: Registration, now: number): boolean {
  return ageMs(at, now) < AWAITED_MS[by.kind];
}

/** Lists the registrations that still wait, because none of their stores knows the order. */
export function awaitedRegistrations(
  registrations: readonly Registration[],
  knownStoreIds: readonly string[],
  now: number,
): readonly Registration[] {
  return registrations.filter(
    (one) => isAwaited(one, now) && !one.storeIds.some((id) => knownStoreIds.includes(id)),
  );
}

/** Reads the registrations that still wait at one of `stores`, without paid orders. */
export function awaitedIn(
  document: Fields,
  stores: StoreScope,
  now: number,
): readonly Registration[] {
  const { storeIds } = document;
  const known = Array.isArray(storeIds) ? storeIds.filter((one) => typeof one === 'string') : [];
  return awaitedRegistrations(registrationsIn(document), known, now).filter(
    (one) => one.by.kind !== 'paid' && one.storeIds.some((id) => isScopeWithin([id], stores)),
  );
}

export function isQueued({ tried }: Registration): boolean {
  return tried === undefined;
}

/** Returns the time of the next question, ms since 1970; null after the last step. */
export function nextAskAt(
  { at, by, tried = 0, retryAt = 0 }: Registration,
  now: number,
): number | null {
  const step = STEPS[by.kind][tried];
  if (step === undefined) return null;
  return isAheadOfNow(retryAt, now + RETRY_MS[by.kind]) ? at + step : Math.max(at + step, retryAt);
}

/** Returns how many steps have passed (`tried`, at least 1), and the time of the last (`since`). */
export function passedSteps({ at, by }: Registration, now: number) {
  const steps = STEPS[by.kind];
  const tried = Math.max(1, steps.filter((step) => at + step <= now).length);
  return { tried, since: at + (steps[tried - 1] ?? 0) };
}

/** Bringers to search for; `queued`: people whose orders wait for a first answer. */
export type Bringers = readonly ('person' | 'queued' | 'key' | `key ${string}`)[];

/** Returns the values of `awaitedFor` by which a search finds what some stores await. */
export function awaitedBy(stores: StoreScope, bringers: Bringers): readonly string[] {
  const storeIds = stores === 'all' ? ['*'] : stores;
  return storeIds.flatMap((storeId) => bringers.map((bringer) => `${storeId} ${bringer}`));
}

/** The same for what one person has brought, and for what of it WeChat did not know when asked. */
export const broughtBy = (staffId: string): readonly string[] => [`by ${staffId}`];
export const unknownBy = (staffId: string): readonly string[] => [`unknown by ${staffId}`];

/** Maximum number of awaited orders that one query reads. */
export const MOST_AWAITED = 1000;

/** Counts the awaited orders with one of the values in `awaitedFor`, up to 1000. */
export async function countAwaited(
  documents: Documents,
  awaitedFor: readonly string[],
  now: number,
): Promise<number> {
  return (await documents.list({ ...awaitedSearch(awaitedFor, now), only: [] })).length;
}

export function awaitedSearch(awaitedFor: readonly string[], now: number): Search {
  return {
    holds: ['awaitedFor', awaitedFor],
    above: ['awaitedAt', now - AWAITED_MS.key],
    leastFirst: 'awaitedAt',
    limit: MOST_AWAITED,
    only: ['registered', 'storeIds'],
  };
}

/** Returns the fields by which the board and the sweep search for what still waits. */
export function awaitedFields(awaited: readonly Registration[]): Fields {
  const latest = (times: readonly number[]): number | null =>
    times.length === 0 ? null : Math.max(...times);
  return {
    awaitedFor: [...new Set(awaited.flatMap(marksOf))],
    awaitedAt: latest(awaited.map(({ at }) => at)),
    awaitedUntil: latest(awaited.map(awaitedUntil)),
  };
}

export function awaitedUntil({ at, by }: Registration): number {
  return at + AWAITED_MS[by.kind];
}

function marksOf(one: Registration): readonly string[] {
  const { storeIds, by } = one;
  const at = (...bringers: Bringers): readonly string[] => awaitedBy(['*', ...storeIds], bringers);
  if (by.kind === 'paid') return [PAID];
  if (by.kind === 'key') return at('key', `key ${by.id}`);
  if (isQueued(one)) return [...at('person', 'queued'), ...broughtBy(by.id)];
  return [...at('person'), ...broughtBy(by.id), ...unknownBy(by.id)];
}

/** Value of `awaitedFor` by which a search finds the shop's paid orders. */
export const PAID = 'paid';

export function paidIn(document: Fields, now: number): Registration | undefined {
  return registrationsIn(document).find((one) => one.by.kind === 'paid' && isAwaited(one, now));
}
