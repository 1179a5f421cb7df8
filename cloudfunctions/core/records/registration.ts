import { enums, is, number, optional, string, type } from 'superstruct';
import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type Of, list } from '../../../miniprogram/contract/schema';
import { type StoreScope, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { Documents, Fields, Search } from '../storage/documents';

/**
 * Registration of an order that somebody brought, kept in the order's document. A paid order came
 * by itself: its mini-program brought it. It stands on no board, and no person learns of it. Once
 * WeChat knows the delivery, it bears neither the AppID nor the minute of payment any more.
 */
export type Registration = Of<typeof registration>;
const registration = type({
  /** Ids of the stores that await the order. WeChat is asked with the accounts of these stores. */
  storeIds: list(string()),
  /** Time when the order was brought (a paid order: the minute it was paid in), ms since 1970. */
  at: number(),
  /**
   * Staff member or key (of the merchant's system) that brought the order, with the name at that
   * time. For a paid order the AppID of its mini-program, without a name.
   */
  by: type({ kind: enums(['person', 'key', 'paid']), id: string(), name: string() }),
  /** Note for the board, with digits masked; missing when the system gave none. */
  note: optional(string()),
  /** Other ids that the brought text may mean. WeChat is asked for them after the document's id. */
  otherIds: optional(list(string())),
  /** Number of steps that are over, because every account said "not found"; missing at first. */
  tried: optional(number()),
  /** Time (ms since 1970) before which no question is repeated, because a question has failed. */
  retryAt: optional(number()),
});

const MINUTE = 60_000;
const BROUGHT_STEPS = [0, MINUTE, 3 * MINUTE, 10 * MINUTE, 30 * MINUTE];
/** Times (ms after an order was brought or paid) at which WeChat is asked for it. */
const STEPS = {
  person: BROUGHT_STEPS,
  key: BROUGHT_STEPS,
  // A delivery is placed after the payment.
  paid: [2 * MINUTE, 6 * MINUTE, 15 * MINUTE, 30 * MINUTE],
} as const;
/** Number of steps that are skipped when a person already has many unknown ids waiting. */
export const LEFT_OUT = 3;
/** Time (ms) for which an order is awaited, depending on who brought it. */
const AWAITED_MS = { person: 60 * MINUTE, key: 120 * MINUTE, paid: 60 * MINUTE } as const;
/** Age (ms) of a payment from which a paid order is not taken any more. */
export const PAID_TAKEN_MS = 30 * MINUTE;
/** Time (ms) for which a failure delays the next question; of a paid order only the last one. */
export const RETRY_MS = { person: MINUTE, key: MINUTE, paid: 10 * MINUTE } as const;

export function registrationsIn({ registered }: Fields): readonly Registration[] {
  if (!Array.isArray(registered)) return [];
  return registered.filter((one) => is(one, registration));
}

/** Tells whether a stored registration is a paid order that waits no longer. */
export function isOldPaid(one: unknown, now: number): boolean {
  return is(one, registration) && one.by.kind === 'paid' && !isAwaited(one, now);
}

/**
 * Returns a paid order's registration as it stays once its delivery is known, without AppID and
 * time of payment. By it the order is shown for an hour after its end, as if it was brought.
 */
export function foundPaid(attempts: MaybeAwaited['attempts'], foundAt: number): Registration {
  const storeIds = [...new Set(attempts.flatMap((one) => one.storeIds))];
  return { storeIds, at: foundAt, by: { kind: 'paid', id: '', name: '' } };
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

/**
 * Reads a document's registrations that still wait for WeChat's answer at one of `stores`. Paid
 * orders are left out, because nobody may learn of them before WeChat knows their delivery.
 */
export function awaitedIn(
  document: Fields,
  stores: StoreScope,
  now: number,
): readonly Registration[] {
  const { storeIds } = document;
  const known = Array.isArray(storeIds) ? storeIds.filter((one) => typeof one === 'string') : [];
  return awaitedRegistrations(registrationsIn(document), known, now).filter(isOneOf(stores));
}

function isOneOf(stores: StoreScope): (one: Registration) => boolean {
  return ({ storeIds, by }) =>
    by.kind !== 'paid' && storeIds.some((storeId) => isScopeWithin([storeId], stores));
}

/** Tells whether a registration waits for WeChat's first answer; false if steps were skipped. */
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
export function passedSteps(
  { at, by }: Registration,
  now: number,
): { readonly tried: number; readonly since: number } {
  const steps = STEPS[by.kind];
  const tried = Math.max(1, steps.filter((step) => at + step <= now).length);
  return { tried, since: at + (steps[tried - 1] ?? 0) };
}

/** Kinds of bringers to search for; `queued`: a person whose order waits for a first answer. */
type Bringers = readonly ('person' | 'queued' | 'key' | `key ${string}`)[];

/** Returns values of the field `awaitedFor` by which a search finds what some stores await. */
export function awaitedBy(stores: StoreScope, bringers: Bringers): readonly string[] {
  const storeIds = stores === 'all' ? ['*'] : stores;
  return storeIds.flatMap((storeId) => bringers.map((bringer) => `${storeId} ${bringer}`));
}

/** Returns the values of `awaitedFor` by which a search finds what one person has brought. */
export const broughtBy = (staffId: string): readonly string[] => [`by ${staffId}`];
/** Returns the values that find a person's orders that WeChat did not know when it was asked. */
export const unknownBy = (staffId: string): readonly string[] => [`unknown by ${staffId}`];

/** Maximum number of awaited orders that one query reads. */
export const MOST_AWAITED = 1000;

/** Counts the awaited orders with one of the values in `awaitedFor`; at most 1000 are counted. */
export async function countAwaited(
  documents: Documents,
  awaitedFor: readonly string[],
  now: number,
): Promise<number> {
  return (await documents.list({ ...awaitedSearch(awaitedFor, now), only: [] })).length;
}

/** Returns the search for orders with one of the values in `awaitedFor`; the oldest come first. */
export function awaitedSearch(awaitedFor: readonly string[], now: number): Search {
  return {
    holds: ['awaitedFor', awaitedFor],
    above: ['awaitedAt', now - AWAITED_MS.key],
    leastFirst: 'awaitedAt',
    limit: MOST_AWAITED,
    only: ['registered', 'storeIds'],
  };
}

/**
 * Returns the fields by which the board and the sweep search for an awaited order.
 *
 * @param awaited registrations that still wait
 */
export function awaitedFields(awaited: readonly Registration[]): Fields {
  const isNone = awaited.length === 0;
  return {
    awaitedFor: [...new Set(awaited.flatMap(marksOf))],
    // The latest registration counts: once it is too old, nobody awaits the order any more.
    awaitedAt: isNone ? null : Math.max(...awaited.map(({ at }) => at)),
    awaitedUntil: isNone ? null : Math.max(...awaited.map(awaitedUntil)),
  };
}

export function awaitedUntil({ at, by }: Registration): number {
  return at + AWAITED_MS[by.kind];
}

function marksOf(one: Registration): readonly string[] {
  const { storeIds, by } = one;
  if (by.kind === 'paid') return [PAID];
  const stores = [...awaitedBy('all', bringersOf(one)), ...awaitedBy(storeIds, bringersOf(one))];
  if (by.kind === 'key') return stores;
  return [...stores, ...broughtBy(by.id), ...(isQueued(one) ? [] : unknownBy(by.id))];
}

/** Value of `awaitedFor` by which a search finds the shop's paid orders. */
export const PAID = 'paid';

/** Reads a document's paid order that still waits; undefined without one. */
export function paidIn(document: Fields, now: number): Registration | undefined {
  return registrationsIn(document).find((one) => one.by.kind === 'paid' && isAwaited(one, now));
}

function bringersOf(one: Registration): Bringers {
  if (one.by.kind === 'key') return ['key', `key ${one.by.id}`];
  return isQueued(one) ? ['person', 'queued'] : ['person'];
}

/** Parts of an order's record that decide whether the order is awaited. */
interface MaybeAwaited {
  readonly registrations: readonly Registration[];
  readonly attempts: readonly { readonly storeIds: readonly string[] }[];
}

/** Tells whether one of `stores` awaits an order: it was brought there, and is not known there. */
export function isAwaitedAt(
  { registrations, attempts }: MaybeAwaited,
  stores: StoreScope,
  now: number,
): boolean {
  const known = attempts.flatMap(({ storeIds }) => storeIds);
  return awaitedRegistrations(registrations, known, now).some(isOneOf(stores));
}
