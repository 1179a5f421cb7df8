import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import type { Documents } from '../runtime/documents';
import { isUnreadable } from '../runtime/documents';
import { inTime } from '../runtime/in-time';
import { once } from '../runtime/once';
import type { AccountBook, UsableAccount } from '../shop/account-book';
import { countOne, isUsedUp } from '../shop/rate-limits';
import type { Staff } from '../shop/staff';
import type { WeChat } from '../wechat/connect-wechat';
import type { Outcome } from './ask-pairs';
import { askPairs } from './ask-pairs';
import { giveBackLease, remember } from './delivery-memory';
import type { Asked, DeliveryRecord } from './delivery-record';
import { EVERY_STORE, NO_RECORD, withAsked } from './delivery-record';
import type { FoundDelivery } from './found-delivery';
import { foundDelivery, foundMeanwhile } from './found-delivery';
import type { Pair } from './pairs';
import { pairsOf, storesOf } from './pairs';
import { DAMAGED, recordOf } from './read-record';
import type { Searched } from './search-order';
import { searchOrder } from './search-order';
import type { Sight } from './sight';
import { knowledgeOf, leadingOf } from './sight';
import type { Turn } from './take-turn';
import { takeTurn } from './take-turn';

export type FindDelivery = (
  orderId: string,
  member: Staff,
  call: Call,
  options?: FindOptions,
) => Promise<FoundDelivery>;

export interface FindOptions {
  /** Other order ids that may be meant instead, the likelier first. */
  readonly others?: readonly string[];
  /** Asks WeChat whatever is known, by the accounts as they are now; only such an answer is sure to have a `contact`. */
  readonly afresh?: boolean;
}

interface FinderParts {
  readonly deliveries: Documents;
  readonly staff: Documents;
  readonly book: AccountBook;
  readonly wechat: Pick<WeChat, 'getOrder' | 'prepare'>;
  readonly now: () => number;
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Accounts that were read longer ago are read again before somebody is told that an order is not found, or that the owner has something to mend. */
const FRESH_MS = 5000;
/** An answer does not wait longer for what is written down beside it. */
const WRITTEN_MS = 1000;

/**
 * Finds an order for a member of the staff, by the accounts of their own stores only: another store's order is not found. What somebody was told a
 * moment ago is told again; of all who ask after that, one asks WeChat for all. A known order costs one question, another at most one for each pair
 * that the member may see. Of several ids that may be meant a known one is found before all others, and all that nobody knows count as one.
 */
export function createFindDelivery(parts: FinderParts): FindDelivery {
  const { deliveries, staff, book, wechat, now } = parts;
  return async (orderId, member, call, { others = [], afresh = false } = {}) => {
    if (isUsedUp(member, 'look-up', now())) throw tooFrequent();
    const orderIds = [orderId, ...others];
    const [records, accounts, isCounted] = await Promise.all([
      Promise.all(orderIds.map((id) => readRecord(deliveries, id))),
      book.accounts(afresh ? 0 : undefined),
      countOne(staff, member, 'look-up', now()),
    ]);
    if (!isCounted) throw tooFrequent();

    const pairs = pairsOf(accounts, member.stores);
    const token = once(() => wechat.prepare(call));
    const unknown = { wereAsked: false };
    const lastReadable = records.map(({ failure }) => failure === undefined).lastIndexOf(true);
    const readings = orderIds.map((id, index): Asking => {
      const sightOf = (record: DeliveryRecord, seen = pairs): Sight => {
        return { orderId: id, record, pairs: seen, now: now(), afresh };
      };
      const { record = NO_RECORD, failure = null } = records[index] ?? {};
      const isLast = index === lastReadable;
      const asking = { orderId: id, first: record, failure, isLast, unknown };
      return { ...asking, member, call, accounts, sightOf, token };
    });
    const known = readings.find(({ first, sightOf }) => leadingOf(sightOf(first)) !== undefined);
    return known === undefined ? findFirst(parts, readings) : find(parts, known);
  };
}

/** Of several orders that may be meant, one whose document cannot be read hides none of the others. */
async function readRecord(
  deliveries: Documents,
  orderId: string,
): Promise<{ readonly record?: DeliveryRecord; readonly failure?: CloudFailure }> {
  try {
    return { record: recordOf(await deliveries.read(orderId)) };
  } catch (error) {
    if (isUnreadable(error)) return { failure: error };
    throw error;
  }
}

/** One person's question for an order, or for one of those that they may mean. */
interface Asking {
  readonly orderId: string;
  /** What was on record of it when they asked. */
  readonly first: DeliveryRecord;
  /** Why that cannot be read; null when it can. */
  readonly failure: CloudFailure | null;
  /** No other can be asked for after it. */
  readonly isLast: boolean;
  /** Of all that they may mean together. */
  readonly unknown: { wereAsked: boolean };
  readonly member: Staff;
  readonly call: Call;
  readonly accounts: readonly UsableAccount[];
  readonly sightOf: (record: DeliveryRecord, pairs?: readonly Pair[]) => Sight;
  readonly token: () => Promise<unknown>;
}

/** The first of those that may be meant that there is. */
async function findFirst(parts: FinderParts, readings: readonly Asking[]): Promise<FoundDelivery> {
  const [unreadable] = readings.flatMap(({ failure }) => failure ?? []);
  let unknown: CloudFailure | undefined;
  for (const asking of readings.filter(({ failure }) => failure === null)) {
    try {
      return await find(parts, asking);
    } catch (error) {
      if (!(error instanceof CloudFailure && error.code === 'order-not-found')) throw error;
      unknown = error;
    }
  }
  throw unreadable ?? unknown ?? new CloudFailure('order-not-found');
}

async function find(parts: FinderParts, asking: Asking): Promise<FoundDelivery> {
  const { orderId, first, call, sightOf, token } = asking;
  const sight = sightOf(first);
  const knowledge = knowledgeOf(sight);
  if (knowledge === 'nothing') checkUnknown(asking, parts.now());
  // While it is being settled whose turn it is; waited for before anything is asked, which may be never.
  if (knowledge !== 'told' || sight.pairs.length === 0) token().catch(() => undefined);
  // What cannot be written down holds no lease either: everybody asks for themselves.
  if (first.isDamaged) call.note(DAMAGED);
  const turn: Turn =
    sight.afresh || first.isDamaged
      ? { part: 'own', record: first, lease: null }
      : await takeTurn(parts, orderId, first, (record) => knowledgeOf(sightOf(record)), call);
  return turn.part === 'others'
    ? foundMeanwhile(sightOf(turn.record))
    : search(parts, asking, turn.record, turn.part === 'own' ? turn.lease : null);
}

/** Searches as far as the record does not tell, and writes down what came of it. */
async function search(
  { deliveries, staff, book, wechat, now }: FinderParts,
  asking: Asking,
  record: DeliveryRecord,
  lease: number | null,
): Promise<FoundDelivery> {
  const { orderId, member, call, accounts, sightOf, token } = asking;
  const outcomes: Outcome[] = [];
  const giveBack = (): Promise<void> | null =>
    lease === null ? null : giveBackLease(deliveries, orderId, lease);
  const searched = await searchOrder({
    accounts,
    freshAccounts: () => book.accounts(FRESH_MS),
    pairsIn: (held) => pairsOf(held, member.stores),
    sightOf: (pairs) => sightOf(record, pairs),
    ask: async (pairs) => {
      await token();
      const answers = await askPairs(wechat.getOrder, pairs, orderId, call);
      outcomes.push(...answers);
      return answers;
    },
    checkUnknown: () => {
      checkUnknown(asking, now());
    },
  }).catch(async (error: unknown) => {
    await written(call, giveBack());
    throw error;
  });

  const at = now();
  const asked = outcomes.flatMap((outcome) => askedOf(outcome, at));
  const isUnknown = searched.known === undefined && asked.every((one) => 'missedAt' in one);
  asking.unknown.wereAsked ||= asked.length > 0;
  await written(
    call,
    asked.length === 0 ? giveBack() : remember(deliveries, orderId, record, asked, at, lease),
    isUnknown && asking.isLast && asking.unknown.wereAsked
      ? countOne(staff, member, 'unknown-id', at)
      : null,
  );
  if (searched.pairs.length === 0) throw await nothingToAsk(searched, token());
  return foundDelivery(searched.outcomes, searched.pairs, withAsked(record, asked, at), false);
}

/** What could not be written costs another question later, not this answer. */
async function written(call: Call, ...work: readonly (Promise<unknown> | null)[]): Promise<void> {
  const limitMs = Math.min(WRITTEN_MS, call.timeLeftMs());
  const begun = work.filter((one) => one !== null);
  if (!(await inTime(Promise.all(begun), limitMs))) call.note({ deliveryStore: 'failed' });
}

/** Somebody has asked more than they may in a minute. */
export function tooFrequent(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '你一分钟里查得太多，请稍等。' });
}

/** @throws CloudFailure when somebody has asked for too many orders that nobody knows */
function checkUnknown({ member }: Asking, now: number): void {
  if (isUsedUp(member, 'unknown-id', now)) throw new CloudFailure('too-many-unknown-ids');
}

function askedOf(outcome: Outcome, at: number): readonly Asked[] {
  const { pair } = outcome;
  const { key, account } = pair;
  if ('found' in outcome) {
    const storeIds = storesOf(pair) ?? [EVERY_STORE];
    return [{ pair: key, company: account.company, storeIds, found: outcome.found }];
  }
  return outcome.failure.code === 'order-not-found' ? [{ pair: key, missedAt: at }] : [];
}

/** Names all that the owner still has to fill in, in one message. */
async function nothingToAsk(
  { hasAccounts }: Searched,
  token: Promise<unknown>,
): Promise<CloudFailure> {
  const missing = hasAccounts
    ? '你的门店还没有绑定配送账号：请店主在“店铺”里添加。'
    : '还没有配送账号：请店主在“店铺”里添加。';
  const failure = await token.then(
    () => null,
    (error: unknown) => error,
  );
  const isMissingToo = failure instanceof CloudFailure && failure.code === 'settings-missing';
  const message = missing + (isMissingToo ? (failure.said ?? '') : '');
  return new CloudFailure('settings-missing', { message });
}
