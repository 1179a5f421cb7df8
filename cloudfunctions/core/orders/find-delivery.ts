import type { EarlierAttempt } from '../../../miniprogram/shared/delivery';
import { statusOf } from '../../../miniprogram/shared/delivery-status';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import type { Documents } from '../runtime/documents';
import { inTime } from '../runtime/in-time';
import type { AccountBook } from '../shop/account-book';
import { countOne, isUsedUp } from '../shop/rate-limits';
import type { Staff } from '../shop/staff';
import type { WeChat } from '../wechat/connect-wechat';
import type { LookedUp } from '../wechat/get-order';
import type { Outcome } from './ask-pairs';
import { askPairs, tellingFailure } from './ask-pairs';
import type { Asked, Attempt, DeliveryRecord } from './delivery-records';
import { recordOf, remember, withAsked } from './delivery-records';
import { accountIn, pairsOf } from './pairs';
import type { Searched } from './search-order';
import { searchOrder } from './search-order';

/** A delivery that somebody of its store has asked for. */
export interface FoundDelivery extends LookedUp {
  /** Empty where the shop has not said. */
  readonly company: string;
  /** The stores that its account serves by this number: it is one's of them. Empty for the environment's account. */
  readonly storeIds: readonly string[];
  /** The same order at other accounts, the latest first. */
  readonly earlier: readonly EarlierAttempt[];
  /** What is known of it at the account that leads, this answer included. */
  readonly attempt: Attempt;
}

/** @param maxAgeMs how old what is known of the accounts may be; a minute when left out */
export type FindDelivery = (
  orderId: string,
  member: Staff,
  call: Call,
  maxAgeMs?: number,
) => Promise<FoundDelivery>;

interface FinderParts {
  readonly deliveries: Documents;
  readonly staff: Documents;
  readonly book: AccountBook;
  readonly wechat: WeChat;
  readonly now: () => number;
}

type Found = Extract<Outcome, { readonly found: LookedUp }>;

/** Accounts that were read longer ago are read again before somebody is told that an order is not found, or that the owner has something to mend. */
const FRESH_MS = 5000;
/** An answer does not wait longer for what is written down beside it. */
const WRITTEN_MS = 1000;

/**
 * Finds an order for a member of the staff, by the accounts of their own stores only: another store's order is not found. Known orders cost one question
 * to WeChat, others at most one for each pair that the member may see.
 */
export function createFindDelivery(parts: FinderParts): FindDelivery {
  const { deliveries, staff, book, wechat, now } = parts;
  return async (orderId, member, call, maxAgeMs) => {
    if (isUsedUp(member, 'look-up', now())) throw tooFrequent();
    const token = wechat.prepare(call);
    // Waited for before anything is asked, which may be never.
    token.catch(() => undefined);
    const [document, accounts, isCounted] = await Promise.all([
      deliveries.read(orderId),
      book.accounts(maxAgeMs),
      countOne(staff, member, 'look-up', now()),
    ]);
    if (!isCounted) throw tooFrequent();

    const record = recordOf(document);
    const searched = await searchOrder({
      record,
      accounts,
      freshAccounts: () => book.accounts(FRESH_MS),
      pairsIn: (held) => pairsOf(held, member.stores),
      ask: async (pairs) => {
        if (pairs.length === 0) return [];
        await token;
        return askPairs(wechat.getOrder, pairs, orderId, call);
      },
      checkUnknown: () => {
        if (isUsedUp(member, 'unknown-id', now())) throw new CloudFailure('too-many-unknown-ids');
      },
      now: now(),
    });

    const at = now();
    const asked = searched.outcomes.flatMap((outcome) => askedOf(outcome, at));
    const isUnknown = searched.known === undefined && asked.every((one) => 'missedAt' in one);
    const written = Promise.all([
      asked.length > 0 && remember(deliveries, orderId, record, asked, at),
      isUnknown && asked.length > 0 && countOne(staff, member, 'unknown-id', at),
    ]);
    // What could not be written costs another question later, not this answer.
    if (!(await inTime(written, Math.min(WRITTEN_MS, call.timeLeftMs()))))
      call.note({ deliveryStore: 'failed' });
    if (searched.pairs.length === 0) throw await nothingToAsk(searched, token);
    return told(searched, withAsked(record, asked, at));
  };
}

function tooFrequent(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '你一分钟里查得太多，请稍等。' });
}

function askedOf(outcome: Outcome, at: number): readonly Asked[] {
  const { key: pair, account } = outcome.pair;
  if ('found' in outcome) return [{ pair, company: account.company, found: outcome.found }];
  return outcome.failure.code === 'order-not-found' ? [{ pair, missedAt: at }] : [];
}

/** @throws CloudFailure that says most of why there is nothing to tell */
function told(searched: Searched, record: DeliveryRecord): FoundDelivery {
  const lead = leadOf(searched.outcomes);
  if (lead === undefined) throw tellingFailure(searched.outcomes);
  const keys = new Set(searched.pairs.map(({ key }) => key));
  const visible = record.attempts.filter(({ pair }) => keys.has(pair));
  const attempt = visible.find(({ pair }) => pair === lead.pair.key);
  // It has just been put there.
  if (attempt === undefined) throw new CloudFailure('unexpected');
  const { account, shopNo } = lead.pair;
  return {
    ...lead.found,
    company: account.company,
    storeIds: (account.bindings ?? [])
      .filter((binding) => binding.shopNo === shopNo)
      .map(({ storeId }) => storeId),
    attempt,
    earlier: visible
      .filter(({ pair }) => accountIn(pair) !== accountIn(attempt.pair))
      .map(({ company, code, endedAt }) => ({ company, status: statusOf(code), endedAt })),
  };
}

/** The live attempt before one that has failed, however many accounts know the order. */
function leadOf(outcomes: readonly Outcome[]): Found | undefined {
  const found = outcomes.filter((one): one is Found => 'found' in one);
  return found.find((one) => one.found.delivery.status.outcome !== 'failed') ?? found[0];
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
