import { enums, is, number, optional, string, type } from 'superstruct';
import { MINUTE_MS, ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type Of, list } from '../../../miniprogram/contract/schema';
import { type StoreScope, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { Documents, Fields, Search } from '../storage/documents';

/** Registration of an awaited order. A paid one is shown only once WeChat has its delivery. */
export type Registration = Of<typeof registration>;
const registration = type({
  /** Ids of the stores that await the order. WeChat is asked with the accounts of these stores. */
  storeIds: list(string()),
  /** Time when the order was registered (a paid order: minute of payment), ms since 1970. */
  at: number(),
  /** Who registered the order, with the name at that time; for a paid order the AppID, no name. */
  by: type({ kind: enums(['person', 'key', 'paid']), id: string(), name: string() }),
  note: optional(string()),
  /** Other ids that the registered text may mean. */
  otherIds: optional(list(string())),
  /** Number of steps that are over: every account said "not found". Missing before the first. */
  tried: optional(number()),
  /** Time (ms since 1970) before which no question that failed is repeated. */
  retryAt: optional(number()),
});

const BROUGHT_STEPS_MS = [0, MINUTE_MS, 3 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
/** Times (ms after an order was registered or paid) at which WeChat is asked for the order. */
const ASK_STEPS_MS = {
  person: BROUGHT_STEPS_MS,
  key: BROUGHT_STEPS_MS,
  // These times are later, because the delivery is placed after the payment.
  paid: [2 * MINUTE_MS, 6 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS],
} as const;
/** Number of steps that are skipped when a person already has many unknown ids waiting. */
export const SKIPPED_STEPS = 3;
/** Time (ms) for which an order is awaited, depending on who registered it. */
const AWAITED_MS = { person: 60 * MINUTE_MS, key: 120 * MINUTE_MS, paid: 60 * MINUTE_MS } as const;
/** Age (ms) of a payment from which a paid order is not taken any more. */
export const PAID_TAKEN_MS = 30 * MINUTE_MS;
/** Time (ms) until a failed question is repeated; for a paid order only the last one is. */
export const RETRY_MS = { person: MINUTE_MS, key: MINUTE_MS, paid: 10 * MINUTE_MS } as const;

export function registrationsIn({ registered }: Fields): readonly Registration[] {
  if (!Array.isArray(registered)) return [];
  return registered.filter((one) => is(one, registration));
}

/** Tells whether a stored registration is a paid order that is not awaited any more. */
export function isExpiredPaid(one: unknown, now: number): boolean {
  return is(one, registration) && one.by.kind === 'paid' && !isAwaited(one, now);
}

export function isAwaited({ at, by }: Registration, now: number): boolean {
  return ageMs(at, now) < AWAITED_MS[by.kind];
}

/** Lists the registrations that still wait, because none of their stores has the order. */
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
  const step = ASK_STEPS_MS[by.kind][tried];
  if (step === undefined) return null;
  return isAheadOfNow(retryAt, now + RETRY_MS[by.kind]) ? at + step : Math.max(at + step, retryAt);
}

/** Returns how many steps have passed (`tried`, at least 1), and the time of the last (`since`). */
export function passedSteps({ at, by }: Registration, now: number) {
  const steps = ASK_STEPS_MS[by.kind];
  const tried = Math.max(1, steps.filter((step) => at + step <= now).length);
  return { tried, since: at + (steps[tried - 1] ?? 0) };
}

/** Who registered the orders to find; `queued`: people, for orders never asked for yet. */
export type RegisteredBy = readonly ('person' | 'queued' | 'key' | `key ${string}`)[];

/** Returns the values of `awaitedFor` by which a search finds what some stores await. */
export function searchMarksFor(stores: StoreScope, registeredBy: RegisteredBy): readonly string[] {
  const storeIds = stores === 'all' ? ['*'] : stores;
  return storeIds.flatMap((storeId) => registeredBy.map((one) => `${storeId} ${one}`));
}

/** Search marks of a person's awaited orders, and of those that WeChat did not have. */
export const broughtByMarks = (staffId: string): readonly string[] => [`by ${staffId}`];
export const unknownByMarks = (staffId: string): readonly string[] => [`unknown by ${staffId}`];

/** Maximum number of awaited orders that one query reads. */
export const MAX_AWAITED_READ = 1000;

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
    limit: MAX_AWAITED_READ,
    only: ['registered', 'storeIds'],
  };
}

/** Returns the stored fields by which the board and the sweep find awaited orders. */
export function awaitedFields(awaited: readonly Registration[]): Fields {
  const latest = (times: readonly number[]): number | null =>
    times.length === 0 ? null : Math.max(...times);
  return {
    awaitedFor: [...new Set(awaited.flatMap(searchMarksOf))],
    awaitedAt: latest(awaited.map(({ at }) => at)),
    awaitedUntil: latest(awaited.map(awaitedUntil)),
  };
}

export function awaitedUntil({ at, by }: Registration): number {
  return at + AWAITED_MS[by.kind];
}

function searchMarksOf(one: Registration): readonly string[] {
  const { storeIds, by } = one;
  const at = (...registeredBy: RegisteredBy): readonly string[] =>
    searchMarksFor(['*', ...storeIds], registeredBy);
  if (by.kind === 'paid') return [PAID_MARK];
  if (by.kind === 'key') return at('key', `key ${by.id}`);
  if (isQueued(one)) return [...at('person', 'queued'), ...broughtByMarks(by.id)];
  return [...at('person'), ...broughtByMarks(by.id), ...unknownByMarks(by.id)];
}

/** Value of `awaitedFor` by which a search finds the shop's paid orders. */
export const PAID_MARK = 'paid';

export function paidIn(document: Fields, now: number): Registration | undefined {
  return registrationsIn(document).find((one) => one.by.kind === 'paid' && isAwaited(one, now));
}
