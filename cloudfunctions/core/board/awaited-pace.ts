import type { Board } from '../../../miniprogram/contract/board-api';
import { HOUR_MS, ageMs } from '../../../miniprogram/contract/age';
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
/** Time (ms) without a new order after which the next one begins a new batch. */
const BATCH_GAP_MS = 60_000;

/** Returns when (ms) a phone calls again for awaited orders. Nobody may learn of paid ones. */
export function awaitedCallMs(
  { orders }: Awaited,
  asked: readonly DueOrder[],
  now: number,
): number {
  const kinds = asked.map(({ registration }) => registration.by.kind);
  if (kinds.includes('person')) return PEOPLE_MS;
  if (kinds.includes('key')) return REGISTERED_MS;
  const waits = orders
    .flatMap(({ registrations }) => registrations)
    .map((one) => (nextAskAt(one, now) ?? Infinity) - now)
    .filter((ms) => ms > 0);
  return Math.max(REGISTERED_MS, Math.min(LONGEST_WAIT_MS, ...waits));
}

/** Estimates the time (s) for one question about each queued order, at half of the targets. */
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
 * Returns the progress of people's orders that end with the newest one never asked for, and begin
 * after the latest minute without orders; undefined when WeChat has been asked for all.
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
