import type { Board } from '../../../miniprogram/contract/board-api';
import { HOUR_MS, ageMs } from '../../../miniprogram/contract/age';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import { type Registration, isQueued, nextAskAt, registrationsIn } from '../records/registration';
import type { AskContext } from '../asking/asking';
import { commonStoreIds, targetsOf } from '../shop/look-up-targets';
import { AWAITED_AT_ONCE } from '../intake/ask-awaited';
import type { AwaitedOrders, DueOrder } from '../intake/awaited-orders';
import type { BoardOrder } from './board-orders';
import { LONGEST_CALL_MS } from './pace';

/** Time (ms) until a board calls again after it has asked for an order that a person added. */
const CALL_AFTER_PERSON_MS = 2000;
/** Time (ms) until a board calls again if it has asked for other awaited orders only. */
const CALL_OTHERWISE_MS = 5000;
/** Time (ms) without a new order after which the next one begins a new batch. */
const BATCH_GAP_MS = 60_000;

/** Returns the time (ms) until a phone calls again for awaited orders, paid ones left out. */
export function msUntilAwaitedCall(
  { orders }: AwaitedOrders,
  asked: readonly DueOrder[],
  now: number,
): number {
  const kinds = asked.map(({ registration }) => registration.by.kind);
  if (kinds.includes('person')) return CALL_AFTER_PERSON_MS;
  if (kinds.includes('key')) return CALL_OTHERWISE_MS;
  const waits = orders
    .flatMap(({ registrations }) => registrations)
    .map((one) => (nextAskAt(one, now) ?? Infinity) - now)
    .filter((ms) => ms > 0);
  return Math.max(CALL_OTHERWISE_MS, Math.min(LONGEST_CALL_MS, ...waits));
}

/** Estimates the time (s) until all queued orders are asked for, each at half of the targets. */
export async function queueSecondsFor(
  { accounts, budget }: Pick<AskContext, 'accounts' | 'budget'>,
  queued: number,
  stores: StoreScope,
): Promise<number> {
  const targets = targetsOf(await accounts.accounts(), stores).length;
  const questions = Math.ceil((queued * (1 + targets)) / 2);
  const pacedSeconds = (Math.ceil(queued / AWAITED_AT_ONCE) * CALL_AFTER_PERSON_MS) / 1000;
  return Math.max(pacedSeconds, await budget.queueSeconds('brought', questions));
}

/**
 * Returns the progress of the current batch: people's orders up to the newest that waits for its
 * first question. A minute without new orders separates batches. Undefined when none waits.
 */
export async function queueProgressOf(
  asking: Pick<AskContext, 'accounts' | 'budget'>,
  { broughtByPeople }: AwaitedOrders,
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
        commonStoreIds(storeIds, stores).length > 0,
    );
  const isWaiting = (one: Registration): boolean => broughtByPeople.includes(one) && isQueued(one);
  const all = [...broughtByPeople, ...found].sort(
    (one, other) => other.at - one.at || Number(isWaiting(other)) - Number(isWaiting(one)),
  );
  const newest = all.findIndex(isWaiting);
  if (newest < 0) return undefined;
  const upTo = all.slice(newest);
  const end = upTo.findIndex(({ at }, n) => (upTo[n - 1]?.at ?? at) - at >= BATCH_GAP_MS);
  const batch = end < 0 ? upTo : upTo.slice(0, end);
  const seconds = await queueSecondsFor(asking, broughtByPeople.filter(isWaiting).length, stores);
  const left = batch.filter(isWaiting).length;
  return { done: batch.length - left, of: batch.length, seconds };
}
