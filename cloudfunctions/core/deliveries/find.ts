import { ageMs } from '../../../miniprogram/contract/age';
import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { USUAL_PROVIDER } from '../../../miniprogram/contract/providers';
import type { Actor } from '../access/access';
import type { Staff } from '../access/staff';
import { consumeLimit, isExhausted, lookUpsTooFrequent } from '../access/rate-limits';
import { type OrderAnswer, askOrder } from '../asking/ask-order';
import { failureToReport } from '../asking/ask-targets';
import { type OrderQuestion, visibleRecord } from '../asking/order-flight';
import { PersonLimits } from '../asking/question-limits';
import { limitsOfUnknown } from '../asking/search';
import { createTokenFetcher } from '../asking/tokens';
import { cachedAnswerOf, currentAttemptOf } from '../records/cached-answer';
import type { DeliveryRecord } from '../records/delivery-record';
import { latestOrdersAtAccounts } from '../records/known-orders';
import { DAMAGED_LOG, readRecord } from '../records/read-record';
import { CloudFailure } from '../runtime/cloud-failure';
import type { UsableAccount } from '../shop/account-book';
import { targetsOf } from '../shop/look-up-targets';
import type { Deliveries } from './deliveries';
import { type FoundDelivery, foundDelivery, foundInCache, foundMeanwhile } from './found';

interface FindManner {
  /** True to reveal a phone number: no cached answer has the full number, so WeChat is asked. */
  readonly bypassCache?: boolean;
  /** True for a label scanned on the board: an unknown id then uses the rate limit `scanned`. */
  readonly isScanned?: boolean | undefined;
}

/**
 * Finds an order by the accounts of the member's stores. Of several ids a known one is preferred;
 * otherwise all unknown ids together use the rate limit `unknown-id` once.
 *
 * @param orderIds possible ids of the order, the likeliest first; at least one
 * @throws CloudFailure `queued` for a new order when the minute has no room for a question
 */
export async function findDelivery(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
  { bypassCache = false, isScanned = false }: FindManner = {},
): Promise<FoundDelivery> {
  const { now } = deliveries;
  const { staff, call } = actor;
  if (isExhausted(staff, 'look-up', now())) throw lookUpsTooFrequent();
  const limits = new PersonLimits(deliveries, staff);
  const [records, accounts, slowedToSeconds, isCounted] = await Promise.all([
    Promise.all(orderIds.map((orderId) => readRecord(deliveries.documents, orderId))),
    accountsFor(deliveries, actor, bypassCache),
    bypassCache ? undefined : limits.slowedToSeconds(),
    consumeLimit(deliveries.staff, staff, 'look-up', now()),
  ]);
  if (!isCounted) throw lookUpsTooFrequent();
  const fetchToken = createTokenFetcher(deliveries.wechat, call);
  if (targetsOf(accounts, staff.stores).length === 0) throw missingSettings(accounts.length > 0);

  const findAmong = (some: readonly UsableAccount[]): Promise<FoundDelivery | CloudFailure> => {
    const manner = { accounts: some, actor, bypassCache, fetchToken, isScanned };
    const possible = orderIds.flatMap((orderId, index) => {
      const record = records[index];
      if (record === undefined || record instanceof CloudFailure) return [];
      return [{ question: { orderId, ...manner }, record }];
    });
    const unreadable = records.find((record) => record instanceof CloudFailure);
    return findFirst(deliveries, possible, unreadable, limits, slowedToSeconds);
  };
  const found = await findAmong(accounts);
  if (!(found instanceof CloudFailure)) return found;
  const newer = await withAddedAccount(deliveries, accounts, staff, found);
  const foundNow = newer === null ? found : await findAmong(newer);
  if (!(foundNow instanceof CloudFailure)) return foundNow;
  throw await withPossibleCause(deliveries, newer ?? accounts, staff, foundNow);
}

/** Finds the first of several possible orders; otherwise returns why none was found. */
async function findFirst(
  deliveries: Deliveries,
  possible: readonly PossibleOrder[],
  unreadable: CloudFailure | undefined,
  limits: PersonLimits,
  slowedToSeconds: number | undefined,
): Promise<FoundDelivery | CloudFailure> {
  const known = possible.find(
    ({ question, record }) =>
      currentAttemptOf(visibleRecord(question, record, deliveries.now())) !== undefined,
  );
  const orders = known === undefined ? possible : [known];
  let notFound = unreadable;
  for (const order of orders) {
    try {
      return await findOne(deliveries, order, limits, slowedToSeconds);
    } catch (error) {
      if (!(error instanceof CloudFailure)) throw error;
      if (error.code !== 'order-not-found') return error;
      notFound ??= error;
    }
  }
  return notFound ?? new CloudFailure('order-not-found');
}

/** Codes by which WeChat says that the asking mini-program does not know the order. */
const NOT_FOUND_CODES: readonly CloudErrorCode[] = ['order-not-found', 'account-not-bound'];
/** Time (ms) for which nobody can have added an account and looked up an order, too. */
const JUST_READ_MS = 2000;

/**
 * Reads the accounts again after an order was not found, because an account may have been added
 * after they were read. Returns null if none was added that can be asked.
 */
async function withAddedAccount(
  { accounts: book }: Deliveries,
  before: readonly UsableAccount[],
  { stores }: Staff,
  { code }: CloudFailure,
): Promise<readonly UsableAccount[] | null> {
  if (!NOT_FOUND_CODES.includes(code)) return null;
  const after = await book.accounts(JUST_READ_MS);
  const keys = targetsOf(before, stores).map(({ key }) => key);
  return targetsOf(after, stores).some(({ key }) => !keys.includes(key)) ? after : null;
}

/**
 * Adds to a failure why the order may still exist: an account was asked without a store number, or
 * another mini-program may have placed the order. WeChat's code for the second case is unknown
 * (docs/getorder-contract.md §10).
 */
async function withPossibleCause(
  { documents, shop }: Deliveries,
  accounts: readonly UsableAccount[],
  { stores }: Staff,
  failure: CloudFailure,
): Promise<CloudFailure> {
  if (!NOT_FOUND_CODES.includes(failure.code)) return failure;
  const [own, orders] = await Promise.all([shop(), latestOrdersAtAccounts(documents)]);
  const targets = targetsOf(accounts, stores);
  const fruitless = targets.filter(
    ({ account: { accountId }, shopNo }) =>
      !orders.some((order) => order.accountId === accountId && order.shopNo === shopNo),
  );
  const isMaybeElsewhere =
    fruitless.length === targets.length && accounts.every(({ appId }) => appId === own.appId);
  const numberless = fruitless.find(
    ({ shopNo, account }) => shopNo === null && account.provider === USUAL_PROVIDER,
  );
  return failure.with({
    ...(isMaybeElsewhere ? { isMaybeElsewhere } : {}),
    ...(failure.code === 'order-not-found' ? { withoutShopNo: numberless?.account.label } : {}),
  });
}

/** Lists the shop's accounts; reads them again for a reveal, or if none serves these stores. */
async function accountsFor(
  { accounts: book }: Deliveries,
  { staff }: Actor,
  bypassCache: boolean,
): Promise<readonly UsableAccount[]> {
  const accounts = await book.accounts(bypassCache ? 0 : undefined);
  return targetsOf(accounts, staff.stores).length > 0 ? accounts : book.accounts(0);
}

/** One of the possible order ids, with the order's record as it was first read. */
interface PossibleOrder {
  readonly question: OrderQuestion;
  readonly record: DeliveryRecord;
}

async function findOne(
  deliveries: Deliveries,
  { question, record }: PossibleOrder,
  limits: PersonLimits,
  mySlowed: number | undefined,
): Promise<FoundDelivery> {
  const { now } = deliveries;
  const { call, staff } = question.actor;
  const visible = visibleRecord(question, record, now());
  const cached = cachedAnswerOf(visible);
  const units = cached === 'none' ? limitsOfUnknown(question, visible) : [];
  if (units.some((name) => isExhausted(staff, name, now())))
    throw new CloudFailure('too-many-unknown-ids');
  const askedAt = currentAttemptOf(visible)?.askedAt;
  const slowed = askedAt === undefined ? undefined : mySlowed;
  if (slowed !== undefined && ageMs(askedAt ?? 0, visible.now) < 1000 * slowed)
    return { ...foundMeanwhile(visible), isBeingAsked: false, slowedToSeconds: slowed };
  // Starts to fetch the first access token while the flight is joined. The search awaits this token
  // before its first request, so a failure is reported there.
  const first = visible.targets.find(({ key }) => key === currentAttemptOf(visible)?.targetKey);
  const appId = (first ?? visible.targets[0])?.account.appId;
  if (cached !== 'fresh' && appId !== undefined) question.fetchToken(appId).catch(() => undefined);
  if (record.isDamaged) call.note(DAMAGED_LOG);
  const manner = { limits, isLookUp: true, keepMs: 0 };
  const answer = await askOrder(deliveries, question, record, manner);
  const waitSeconds = askedAt === undefined || question.bypassCache ? null : queuedIn(answer);
  if (waitSeconds === null) return { ...foundIn(answer, question, now()), slowedToSeconds: slowed };
  const slowedToSeconds = Math.max(waitSeconds, slowed ?? 0);
  return { ...foundMeanwhile(visible), isBeingAsked: false, slowedToSeconds, waitSeconds };
}

/** Returns in how many seconds a queued order can be asked for; null when it is not queued. */
function queuedIn(answer: OrderAnswer): number | null {
  if (answer.kind !== 'asked' || answer.answers.some((one) => 'found' in one)) return null;
  const { code, sentDetails: told } = failureToReport(answer.answers);
  return code === 'queued' ? (told.waitSeconds ?? 0) : null;
}

function foundIn(answer: OrderAnswer, question: OrderQuestion, now: number): FoundDelivery {
  switch (answer.kind) {
    case 'cached':
      return foundInCache(visibleRecord(question, answer.record, now));
    case 'being-asked':
      return foundMeanwhile(visibleRecord(question, answer.record, now));
    case 'asked': {
      const { targets } = visibleRecord(question, answer.record, now);
      return foundDelivery(answer.answers, targets, answer.record, false);
    }
    case 'late':
    case 'not-asked':
      throw new CloudFailure('upstream-timeout');
  }
}

/** Creates the failure that says what the owner still has to enter. */
function missingSettings(hasAccounts: boolean): CloudFailure {
  const message = hasAccounts
    ? '你的门店还没有绑定配送账号：请店主在“店铺”里添加。'
    : '还没有配送账号：请店主在“店铺”里添加。';
  return new CloudFailure('settings-missing', { message });
}
