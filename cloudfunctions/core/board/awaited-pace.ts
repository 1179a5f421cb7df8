import type { Board } from '../../../miniprogram/contract/board-api';
import { HOUR_MS, ageMs } from '../../../miniprogram/contract/age';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import { type Registration, isQueued, nextAskAt, registrationsIn } from '../records/registration';
import type { AskContext } from '../asking/asking';
import { commonStoreIds, targetsOf } from '../shop/look-up-targets';
import { MAX_ASKED_PER_CALL } from '../intake/ask-awaited';
import type { AwaitedOrders, DueOrder } from '../intake/awaited-orders';
import type { BoardOrder } from './board-orders';
import { MAX_CALL_GAP_MS } from './pace';

/** Time (ms) until a board calls again if WeChat was asked for an order that a person added. */
const CALL_AFTER_PERSON_MS = 2000;
/** Least time (ms) until a board calls again if WeChat was asked for no order that people added. */
const CALL_AFTER_OTHERS_MS = 5000;
/** Time (ms) without a new order after which the next new order begins a new batch. */
const BATCH_GAP_MS = 60_000;

/** Returns the time (ms) until a board calls again because of its awaited orders. */
export function msUntilAwaitedCall(
  { orders }: AwaitedOrders,
  asked: readonly DueOrder[],
  now: number,
): number {
  const sources = asked.map(({ registration }) => registration.by.kind);
  if (sources.includes('person')) return CALL_AFTER_PERSON_MS;
  if (sources.includes('key')) return CALL_AFTER_OTHERS_MS;
  const waitsMs = orders
    .flatMap(({ registrations }) => registrations)
    .map((registration) => (nextAskAt(registration, now) ?? Infinity) - now)
    .filter((ms) => ms > 0);
  return Math.max(CALL_AFTER_OTHERS_MS, Math.min(MAX_CALL_GAP_MS, ...waitsMs));
}

/** Estimates the seconds until WeChat is asked for all queued orders, at half the accounts each. */
export async function queueSecondsFor(
  { accounts, budget }: Pick<AskContext, 'accounts' | 'budget'>,
  queuedCount: number,
  stores: StoreScope,
): Promise<number> {
  const targetCount = targetsOf(await accounts.accounts(), stores).length;
  const questionCount = Math.ceil((queuedCount * (1 + targetCount)) / 2);
  const pacedSeconds = (Math.ceil(queuedCount / MAX_ASKED_PER_CALL) * CALL_AFTER_PERSON_MS) / 1000;
  return Math.max(pacedSeconds, await budget.estimateQueueSeconds('brought', questionCount));
}

/**
 * Returns the progress of the orders that people added last: how many they are, for how many of
 * them WeChat was asked, and the seconds until all are asked for; undefined when they are.
 */
export async function queueProgressOf(
  asking: Pick<AskContext, 'accounts' | 'budget'>,
  { broughtByPeople }: AwaitedOrders,
  orders: readonly BoardOrder[],
  stores: StoreScope,
  now: number,
): Promise<Board['queue']> {
  const addedByPeople = orders
    .flatMap(({ document }) => registrationsIn(document))
    .filter(
      ({ by, at, storeIds }) =>
        by.kind === 'person' &&
        ageMs(at, now) < HOUR_MS &&
        commonStoreIds(storeIds, stores).length > 0,
    );
  const isWaiting = (one: Registration): boolean => broughtByPeople.includes(one) && isQueued(one);
  const newestFirst = [...broughtByPeople, ...addedByPeople].sort(
    (one, other) => other.at - one.at || Number(isWaiting(other)) - Number(isWaiting(one)),
  );
  const newestIndex = newestFirst.findIndex(isWaiting);
  if (newestIndex < 0) return undefined;
  const latest = newestFirst.slice(newestIndex);
  const endIndex = latest.findIndex(({ at }, n) => (latest[n - 1]?.at ?? at) - at >= BATCH_GAP_MS);
  const batch = endIndex < 0 ? latest : latest.slice(0, endIndex);
  const seconds = await queueSecondsFor(asking, broughtByPeople.filter(isWaiting).length, stores);
  const leftCount = batch.filter(isWaiting).length;
  return { done: batch.length - leftCount, of: batch.length, seconds };
}
