import type { Board } from '../../../miniprogram/contract/board-api';
import { ageMs } from '../../../miniprogram/contract/age';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import { type Registration, isQueued, nextAskAt, registrationsIn } from '../records/registration';
import type { Asking } from '../asking/asking';
import { commonStores, targetsOf } from '../shop/look-up-targets';
import { AWAITED_AT_ONCE } from '../intake/ask-awaited';
import type { Awaited, DueOrder } from '../intake/awaited-orders';
import type { BoardOrder } from './board-orders';
import { LONGEST_WAIT_MS } from './pace';

/** Time (ms) until a board calls again after it has asked for an order that a person added. */
const PEOPLE_MS = 2000;
/** Time (ms) until a board calls again if no person brought the orders it asked for. */
const REGISTERED_MS = 5000;
/** Time (ms) without a new order. After such a gap the next order begins a new batch. */
const BATCH_GAP_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Returns the time (ms) until a phone should call again because of awaited orders. Paid orders do
 * not count, because nobody may learn of them before WeChat knows their delivery.
 *
 * @param asked orders that this call has asked for; all due orders for the opening call, which asks
 * nothing
 */
export function awaitedCallMs(
  { orders }: Awaited,
  asked: readonly DueOrder[],
  now: number,
): number {
  const kinds = asked.map(({ registration }) => registration.by.kind);
  if (kinds.includes('person')) return PEOPLE_MS;
  if (kinds.includes('key')) return REGISTERED_MS;
  const waits = orders.flatMap(({ registrations }) =>
    registrations.flatMap((one) => {
      const next = nextAskAt(one, now);
      return next === null || next <= now ? [] : [next - now];
    }),
  );
  return Math.max(REGISTERED_MS, Math.min(LONGEST_WAIT_MS, ...waits));
}

/**
 * Estimates the time (s) until WeChat has been asked once for `queued` orders of people. On average
 * an order takes questions to half of the stores' look-up targets.
 */
export async function queueSecondsFor(
  { accounts, budget }: Pick<Asking, 'accounts' | 'budget'>,
  queued: number,
  stores: StoreScope,
): Promise<number> {
  const targets = targetsOf(await accounts.accounts(), stores).length;
  const questions = Math.ceil((queued * (1 + targets)) / 2);
  const pacedSeconds = (Math.ceil(queued / AWAITED_AT_ONCE) * PEOPLE_MS) / 1000;
  return Math.max(pacedSeconds, await budget.queueSeconds('brought', questions));
}

/**
 * Returns the progress of the batch of orders that people are bringing. The batch ends with the
 * newest order that WeChat was never asked for, and begins after the latest minute without orders.
 *
 * @returns undefined when WeChat has been asked for every order
 */
export async function queueOf(
  asking: Pick<Asking, 'accounts' | 'budget'>,
  { brought }: Awaited,
  orders: readonly BoardOrder[],
  stores: StoreScope,
  now: number,
): Promise<Board['queue']> {
  const found = orders
    .flatMap(({ document }) => registrationsIn(document))
    .filter(
      ({ by, at, storeIds }) =>
        by.kind === 'person' &&
        ageMs(at, now) < HOUR_MS &&
        commonStores(storeIds, stores).length > 0,
    );
  const isWaiting = (one: Registration): boolean => brought.includes(one) && isQueued(one);
  const all = [...brought, ...found].sort(
    (one, other) => other.at - one.at || Number(isWaiting(other)) - Number(isWaiting(one)),
  );
  const newest = all.findIndex(isWaiting);
  if (newest < 0) return undefined;
  const upTo = all.slice(newest);
  const end = upTo.findIndex(({ at }, n) => (upTo[n - 1]?.at ?? at) - at >= BATCH_GAP_MS);
  const batch = end < 0 ? upTo : upTo.slice(0, end);
  const seconds = await queueSecondsFor(asking, brought.filter(isWaiting).length, stores);
  const left = batch.filter(isWaiting).length;
  return { done: batch.length - left, of: batch.length, seconds };
}
