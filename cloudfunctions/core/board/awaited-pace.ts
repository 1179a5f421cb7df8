import type { Board } from '../../../miniprogram/contract/board-api';
import { ageMs } from '../../../miniprogram/contract/age';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import { type Registration, isQueued, nextAskAt, registrationsIn } from '../records/registration';
import type { Asking } from '../asking/asking';
import { commonStores, targetsOf } from '../shop/look-up-targets';
import { AWAITED_AT_ONCE } from './ask-awaited';
import type { Awaited, DueOrder } from './awaited-orders';
import type { BoardOrder } from './board-orders';
import { LONGEST_WAIT_MS } from './pace';

/** How the intake of a store gets on, and when its boards call again. */

/** Time (ms) until a board calls again after it has asked for an order that a person added. */
const PEOPLE_MS = 2000;
/** The same for orders that the merchant's own system has registered. */
const REGISTERED_MS = 5000;
/** Time (ms) without a new order after which the next one begins another batch. */
const BATCH_GAP_MS = 60_000;
const HOUR_MS = 3_600_000;
/**
 * Returns when a phone is to call again for awaited orders.
 *
 * @param asked those that this call has asked for; at an opening, which asks nothing, all due ones
 */
export function awaitedCallMs(
  { orders }: Awaited,
  asked: readonly DueOrder[],
  now: number,
): number {
  if (asked.some(({ registration }) => registration.by.kind === 'person')) return PEOPLE_MS;
  if (asked.length > 0) return REGISTERED_MS;
  const waits = orders.flatMap(({ registrations }) =>
    registrations.flatMap((one) => {
      const next = nextAskAt(one, now);
      return next === null || next <= now ? [] : [next - now];
    }),
  );
  return Math.max(REGISTERED_MS, Math.min(LONGEST_WAIT_MS, ...waits));
}

/**
 * Estimates the time (s) after which that many orders of people were asked for once: each by half
 * the look-up targets of the stores.
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
 * Returns the progress of the batch that people are bringing: their orders up to the newest that
 * WeChat was never asked for, back to a gap of a minute.
 *
 * @returns undefined when no first question is left
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
