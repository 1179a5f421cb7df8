import { ageMs } from '../../../miniprogram/contract/age';
import type { Actor } from '../access/access';
import { askOrder } from '../asking/ask-order';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import type { Asking } from '../asking/asking';
import { ShopLimits } from '../asking/question-limits';
import { type FetchToken, hasToken, createTokenFetcher } from '../asking/tokens';
import type { DeliveryRecord } from '../records/delivery-record';
import { readRecord } from '../records/read-record';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, withLessTime } from '../runtime/define-function';
import type { UsableAccount } from '../shop/account-book';
import { targetsOf } from '../shop/look-up-targets';
import type { Documents } from '../storage/documents';
import type { AwaitedOrder } from './board-orders';

const MINUTE = 60_000;
/** Times (ms) after its registration at which an order is asked for. */
const ASK_AFTER_MS = [MINUTE, 3 * MINUTE, 10 * MINUTE, 30 * MINUTE];
/** Number of awaited orders that one call asks for: each may cost a question for every account. */
const AT_ONCE = 5;

/** Lists the orders that are due: a step has passed since WeChat was last asked. */
export function dueAwaited(all: readonly AwaitedOrder[], now: number): readonly AwaitedOrder[] {
  return all.filter(({ registration: { at }, triedAt }) => {
    const tried = ageMs(triedAt, now) === Infinity ? 0 : triedAt;
    return ASK_AFTER_MS.some((step) => tried < at + step && at + step <= now);
  });
}

/**
 * Asks WeChat for registered orders, each by the accounts of its store only. The questions count
 * for the shop, not as unknown ids.
 *
 * @param keepMs time of the call that stays unused for questions
 * @returns number of orders that were asked for, also by another caller; 0 when nothing can be
 * asked
 */
export async function askAwaitedOrders(
  asking: Asking,
  due: readonly AwaitedOrder[],
  actor: Actor,
  keepMs: number,
): Promise<number> {
  if (due.length === 0) return 0;
  const hurried = withLessTime(actor.call, keepMs);
  const fetchToken = createTokenFetcher(asking.wechat, hurried);
  const accounts = await asking.accounts.accounts();
  const canBeAsked = await Promise.all(
    due.map(({ registration: { storeId } }) => canAskFor(accounts, storeId, fetchToken)),
  );
  const askable = due.filter((_order, index) => canBeAsked[index]);
  const readable = await firstReadable(asking.documents, askable, hurried);
  const answers = await Promise.all(
    readable.map(({ order: { orderId, registration }, record }) => {
      const staff = { ...actor.staff, stores: [registration.storeId] };
      const ofStore = { ...actor, staff, call: hurried };
      const question = { orderId, actor: ofStore, accounts, bypassCache: false, fetchToken };
      const limits = new ShopLimits(asking);
      return askOrder(asking, question, record, { limits, isLookUp: false, keepMs: 0 });
    }),
  );
  return answers.filter(({ kind }) => kind === 'asked' || kind === 'being-asked').length;
}

/** Tells whether the mini-program of at least one account of a store has an access token. */
async function canAskFor(
  accounts: readonly UsableAccount[],
  storeId: string,
  fetchToken: FetchToken,
): Promise<boolean> {
  const appIds = new Set(targetsOf(accounts, [storeId]).map(({ account }) => account.appId));
  return (await Promise.all([...appIds].map((appId) => hasToken(fetchToken, appId)))).includes(
    true,
  );
}

interface ReadableOrder {
  readonly order: AwaitedOrder;
  readonly record: DeliveryRecord;
}

/** Reads the first orders whose records can be read: damaged ones are due for two hours. */
async function firstReadable(
  documents: Documents,
  due: readonly AwaitedOrder[],
  { timeLeftMs }: Pick<CallContext, 'timeLeftMs'>,
): Promise<readonly ReadableOrder[]> {
  const readable: ReadableOrder[] = [];
  for (let start = 0; start < due.length && readable.length < AT_ONCE; start += AT_ONCE) {
    if (start > 0 && timeLeftMs() < LEAST_ROUND_MS) break;
    const some = due.slice(start, start + AT_ONCE);
    const records = await Promise.all(some.map(({ orderId }) => readRecord(documents, orderId)));
    for (const [index, order] of some.entries()) {
      const record = records[index];
      if (record === undefined || record instanceof CloudFailure) continue;
      if (!record.isDamaged) readable.push({ order, record });
    }
  }
  return readable.slice(0, AT_ONCE);
}
