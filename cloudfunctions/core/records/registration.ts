import { enums, is, number, optional, string, type } from 'superstruct';
import { MINUTE_MS, ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type Of, list } from '../../../miniprogram/contract/schema';
import { type StoreScope, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { Documents, Fields, Search } from '../storage/documents';

/** Registration of an awaited order: one whose delivery WeChat does not have yet. */
export type Registration = Of<typeof registration>;
const registration = type({
  /** Ids of the stores that await the order. WeChat is asked with the accounts of these stores. */
  storeIds: list(string()),
  /** Time when the order was registered (a paid order: minute of payment), ms since 1970. */
  at: number(),
  /** Who registered it: a person, a key of the merchant's system, or (paid) a mini-program. */
  by: type({ kind: enums(['person', 'key', 'paid']), id: string(), name: string() }),
  note: optional(string()),
  /** Other ids that may be meant by the text that a person typed. */
  otherIds: optional(list(string())),
  /** Number of questions to WeChat (ASK_STEPS_MS) asked or skipped; missing before the first. */
  tried: optional(number()),
  /** Time (ms since 1970) from which a failed question may be repeated. */
  retryAt: optional(number()),
});

const BROUGHT_STEPS_MS = [0, MINUTE_MS, 3 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
/** Times (ms after an order was registered or paid) at which WeChat is asked for the order. */
const ASK_STEPS_MS = {
  person: BROUGHT_STEPS_MS,
  key: BROUGHT_STEPS_MS,
  // Times of paid orders are later, because deliveries are placed some time after the payment.
  paid: [2 * MINUTE_MS, 6 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS],
} as const;
/** Number of first questions to WeChat skipped for a person with many orders that WeChat lacks. */
export const SKIPPED_STEP_COUNT = 3;
/** Time (ms) for which an order is awaited, depending on who registered it. */
const AWAITED_MS = { person: 60 * MINUTE_MS, key: 120 * MINUTE_MS, paid: 60 * MINUTE_MS } as const;
/** Age (ms) of a payment from which a paid order is not registered any more. */
export const MAX_PAID_AGE_MS = 30 * MINUTE_MS;
/** Time (ms) before a failed question to WeChat is repeated; for `paid`, only the last one is. */
export const RETRY_MS = { person: MINUTE_MS, key: MINUTE_MS, paid: 10 * MINUTE_MS } as const;

export function registrationsIn({ registered }: Fields): readonly Registration[] {
  if (!Array.isArray(registered)) return [];
  return registered.filter((entry) => is(entry, registration));
}

/** Tells whether a stored registration is of a paid order, and not awaited any more. */
export function isExpiredPaid(entry: unknown, now: number): boolean {
  return is(entry, registration) && entry.by.kind === 'paid' && !isAwaited(entry, now);
}

export function isAwaited({ at, by }: Registration, now: number): boolean {
  return ageMs(at, now) < AWAITED_MS[by.kind];
}

/** Lists the unexpired registrations none of whose stores is in `knownStoreIds` (has the order). */
export function awaitedRegistrations(
  registrations: readonly Registration[],
  knownStoreIds: readonly unknown[],
  now: number,
): readonly Registration[] {
  return registrations.filter(
    (one) => isAwaited(one, now) && !one.storeIds.some((id) => knownStoreIds.includes(id)),
  );
}

/** Reads the registrations by people and keys for which one of `stores` still awaits the order. */
export function awaitedIn(
  document: Fields,
  stores: StoreScope,
  now: number,
): readonly Registration[] {
  const { storeIds } = document;
  return awaitedRegistrations(registrationsIn(document), [storeIds].flat(), now).filter(
    (entry) => entry.by.kind !== 'paid' && entry.storeIds.some((id) => isScopeWithin([id], stores)),
  );
}

/** Tells whether the first question for the order is still to come: neither asked nor skipped. */
export function isQueued({ tried }: Registration): boolean {
  return tried === undefined;
}

/** Returns when to ask WeChat next (ms since 1970); null if no more questions are scheduled. */
export function nextAskAt(
  { at, by, tried = 0, retryAt = 0 }: Registration,
  now: number,
): number | null {
  const step = ASK_STEPS_MS[by.kind][tried];
  if (step === undefined) return null;
  return isAheadOfNow(retryAt, now + RETRY_MS[by.kind]) ? at + step : Math.max(at + step, retryAt);
}

/**
 * Returns how many of the scheduled times for asking WeChat have passed (at least 1), and when the
 * last of these was (ms since 1970).
 */
export function countPassedSteps({ at, by }: Registration, now: number) {
  const steps = ASK_STEPS_MS[by.kind];
  const passedCount = Math.max(1, steps.filter((step) => at + step <= now).length);
  return { passedCount, lastStepAt: at + (steps[passedCount - 1] ?? 0) };
}

/** Who registered the orders to find. `queued`: people, and WeChat was not asked for them yet. */
export type RegisteredBy = readonly ('person' | 'queued' | 'key' | `key ${string}`)[];

/** Returns the values of `awaitedFor` by which a search finds the orders that stores await. */
export function searchMarksFor(stores: StoreScope, registeredBy: RegisteredBy): readonly string[] {
  const storeIds = stores === 'all' ? ['*'] : stores;
  return storeIds.flatMap((storeId) => registeredBy.map((mark) => `${storeId} ${mark}`));
}

/** Search marks: a person's awaited orders, and those that WeChat lacked when it was asked. */
export const marksOfPerson = (staffId: string): readonly string[] => [`by ${staffId}`];
export const unknownMarksOf = (staffId: string): readonly string[] => [`unknown by ${staffId}`];

export const MAX_AWAITED_READ = 1000;

/** Counts the awaited orders that have one of these search marks, up to 1000. */
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
    ascendingBy: 'awaitedAt',
    limit: MAX_AWAITED_READ,
    only: ['registered', 'storeIds'],
  };
}

/** Returns the stored fields by which the board and the sweep find awaited orders. */
export function awaitedFields(awaited: readonly Registration[]): Fields {
  const latestOf = (times: readonly number[]): number | null =>
    times.length === 0 ? null : Math.max(...times);
  return {
    awaitedFor: [...new Set(awaited.flatMap(searchMarksOf))],
    awaitedAt: latestOf(awaited.map(({ at }) => at)),
    awaitedUntil: latestOf(awaited.map(awaitedUntil)),
  };
}

export function awaitedUntil({ at, by }: Registration): number {
  return at + AWAITED_MS[by.kind];
}

function searchMarksOf(registration: Registration): readonly string[] {
  const { storeIds, by } = registration;
  const marksOf = (...registeredBy: RegisteredBy): readonly string[] =>
    searchMarksFor(['*', ...storeIds], registeredBy);
  if (by.kind === 'paid') return [PAID_MARK];
  if (by.kind === 'key') return marksOf('key', `key ${by.id}`);
  if (isQueued(registration)) return [...marksOf('person', 'queued'), ...marksOfPerson(by.id)];
  return [...marksOf('person'), ...marksOfPerson(by.id), ...unknownMarksOf(by.id)];
}

/** Search mark (value of `awaitedFor`) of the shop's paid orders. */
export const PAID_MARK = 'paid';

/** Reads an awaited order's registration as a paid order; undefined if there is none. */
export function paidIn(document: Fields, now: number): Registration | undefined {
  return registrationsIn(document).find((one) => one.by.kind === 'paid' && isAwaited(one, now));
}
