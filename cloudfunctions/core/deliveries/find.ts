import { ageMs } from '../../../miniprogram/contract/age';
import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { USUAL_PROVIDER } from '../../../miniprogram/contract/providers';
import type { Actor } from '../access/access';
import type { Staff } from '../access/staff';
import { consumeLimit, isExhausted, tooManyLookUps } from '../access/rate-limits';
import { type OrderAnswer, askOrder } from '../asking/ask-order';
import { createTokenFetcher, failureToReport } from '../asking/ask-targets';
import { type OrderQuestion, visibleRecord } from '../asking/order-flight';
import { PersonLimits } from '../asking/question-limits';
import { limitsOfUnknownId } from '../asking/search';
import { answerAgeOf, currentAttemptOf } from '../records/cached-answer';
import type { DeliveryRecord } from '../records/delivery-record';
import { latestOrdersAtAccounts } from '../records/known-orders';
import { DAMAGED_RECORD_LOG, readRecord } from '../records/read-record';
import { CloudFailure } from '../runtime/cloud-failure';
import type { UsableAccount } from '../shop/account-book';
import { targetsOf } from '../shop/look-up-targets';
import type { Deliveries } from './deliveries';
import { type FoundDelivery, pickDelivery, foundInCache, foundInRecord } from './found';

interface FindOptions {
  /** True to reveal a phone number. No cached answer has it, so WeChat is always asked. */
  readonly bypassCache?: boolean;
  /** True if a label was scanned, so that an unknown id counts for the limit `scanned`. */
  readonly isScanned?: boolean | undefined;
}

/**
 * Finds an order by several possible ids: by one on record, else by each, the likeliest first. All
 * count as one unknown id. Throws `queued` for a new order if no question is left in this minute.
 */
export async function findDelivery(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
  { bypassCache = false, isScanned = false }: FindOptions = {},
): Promise<FoundDelivery> {
  const { now } = deliveries;
  const { staff, call } = actor;
  if (isExhausted(staff, 'look-up', now())) throw tooManyLookUps();
  const limits = new PersonLimits(deliveries, staff);
  const [records, accounts, slowedToSeconds, isCounted] = await Promise.all([
    Promise.all(orderIds.map((orderId) => readRecord(deliveries.documents, orderId))),
    accountsFor(deliveries, actor, bypassCache),
    bypassCache ? undefined : limits.slowedToSeconds(),
    consumeLimit(deliveries.staff, staff, 'look-up', now()),
  ]);
  if (!isCounted) throw tooManyLookUps();
  const fetchToken = createTokenFetcher(deliveries.wechat, call);
  if (targetsOf(accounts, staff.stores).length === 0) {
    const missing = accounts.length > 0 ? '你的门店还没有绑定配送账号' : '还没有配送账号';
    throw new CloudFailure('settings-missing', { message: `${missing}：请店主在“店铺”里添加。` });
  }

  const findAmong = async (
    someAccounts: readonly UsableAccount[],
  ): Promise<FoundDelivery | CloudFailure> => {
    const options = { accounts: someAccounts, actor, bypassCache, fetchToken, isScanned };
    const candidates = records.flatMap((record, n) => {
      if (record instanceof CloudFailure) return [];
      return [{ question: { orderId: orderIds[n] ?? '', ...options }, record }];
    });
    const orderOnRecord = candidates.find(
      ({ question, record }) =>
        currentAttemptOf(visibleRecord(question, record, now())) !== undefined,
    );
    let notFoundFailure = records.find((record) => record instanceof CloudFailure);
    for (const { question, record } of orderOnRecord === undefined ? candidates : [orderOnRecord]) {
      try {
        return await findById(deliveries, question, record, limits, slowedToSeconds);
      } catch (error) {
        if (!(error instanceof CloudFailure)) throw error;
        if (error.code !== 'order-not-found') return error;
        notFoundFailure ??= error;
      }
    }
    return notFoundFailure ?? new CloudFailure('order-not-found');
  };
  const result = await findAmong(accounts);
  if (!(result instanceof CloudFailure)) return result;
  const newAccounts = await accountsIfAdded(deliveries, accounts, staff, result);
  const secondResult = newAccounts === null ? result : await findAmong(newAccounts);
  if (!(secondResult instanceof CloudFailure)) return secondResult;
  throw await withPossibleCause(deliveries, newAccounts ?? accounts, staff, secondResult);
}

/** Failures that mean that the mini-program with whose token WeChat was asked lacks the order. */
const NOT_FOUND_CODES: readonly CloudErrorCode[] = ['order-not-found', 'account-not-bound'];
/** Age (ms) up to which known accounts are not read again, because nobody adds one so fast. */
const ACCOUNTS_JUST_READ_MS = 2000;

/** Reads the accounts again after an order was not found; null if no new one serves the stores. */
async function accountsIfAdded(
  { accounts: book }: Deliveries,
  oldAccounts: readonly UsableAccount[],
  { stores }: Staff,
  { code }: CloudFailure,
): Promise<readonly UsableAccount[] | null> {
  if (!NOT_FOUND_CODES.includes(code)) return null;
  const accounts = await book.accounts(ACCOUNTS_JUST_READ_MS);
  const oldKeys = targetsOf(oldAccounts, stores).map(({ key }) => key);
  return targetsOf(accounts, stores).some(({ key }) => !oldKeys.includes(key)) ? accounts : null;
}

/**
 * Adds to a failure why the order may still exist: an account was asked without a store number, or
 * another mini-program may have placed the order (docs/getorder-contract.md §10).
 */
async function withPossibleCause(
  { documents, shop }: Deliveries,
  accounts: readonly UsableAccount[],
  { stores }: Staff,
  failure: CloudFailure,
): Promise<CloudFailure> {
  if (!NOT_FOUND_CODES.includes(failure.code)) return failure;
  const [own, latestOrders] = await Promise.all([shop(), latestOrdersAtAccounts(documents)]);
  const targets = targetsOf(accounts, stores);
  const fruitfulKeys = latestOrders.map(({ accountId, shopNo }) => `${accountId} ${shopNo ?? ''}`);
  const idleTargets = targets.filter(({ key }) => !fruitfulKeys.includes(key));
  const isMaybeElsewhere =
    idleTargets.length === targets.length && accounts.every(({ appId }) => appId === own.appId);
  const noNumberTarget = idleTargets.find(
    ({ shopNo, account }) => shopNo === null && account.provider === USUAL_PROVIDER,
  );
  return failure.withDetails({
    ...(isMaybeElsewhere ? { isMaybeElsewhere } : {}),
    ...(failure.code === 'order-not-found' ? { withoutShopNo: noNumberTarget?.account.label } : {}),
  });
}

/** Returns all accounts; reads them again for `bypassCache`, or if none serves the person. */
async function accountsFor(
  { accounts: book }: Deliveries,
  { staff }: Actor,
  bypassCache: boolean,
): Promise<readonly UsableAccount[]> {
  const accounts = await book.accounts(bypassCache ? 0 : undefined);
  return targetsOf(accounts, staff.stores).length > 0 ? accounts : book.accounts(0);
}

async function findById(
  deliveries: Deliveries,
  question: OrderQuestion,
  record: DeliveryRecord,
  limits: PersonLimits,
  personSlowedToSeconds: number | undefined,
): Promise<FoundDelivery> {
  const { now } = deliveries;
  const { call, staff } = question.actor;
  const visible = visibleRecord(question, record, now());
  const age = answerAgeOf(visible);
  const idLimits = age === 'none' ? limitsOfUnknownId(question, visible) : [];
  if (idLimits.some((name) => isExhausted(staff, name, now())))
    throw new CloudFailure('too-many-unknown-ids');
  const current = currentAttemptOf(visible);
  const minSeconds = current && personSlowedToSeconds;
  const answerAgeMs = current ? ageMs(current.askedAt, visible.now) : Infinity;
  if (minSeconds !== undefined && answerAgeMs < 1000 * minSeconds)
    return { ...foundInRecord(visible), isBeingAsked: false, slowedToSeconds: minSeconds };
  // The first access token is fetched while the database is read; the search reports its failure.
  const currentTarget = visible.targets.find(({ key }) => key === current?.targetKey);
  const appId = (currentTarget ?? visible.targets[0])?.account.appId;
  if (age !== 'fresh' && appId !== undefined) question.fetchToken(appId).catch(() => undefined);
  if (record.isDamaged) call.note(DAMAGED_RECORD_LOG);
  const options = { limits, isLookUp: true, keepMs: 0 };
  const reply = await askOrder(deliveries, question, record, options);
  const waitSeconds = current === undefined || question.bypassCache ? null : queueSecondsIn(reply);
  if (waitSeconds === null)
    return { ...foundDeliveryIn(reply, question, now()), slowedToSeconds: minSeconds };
  const slowedToSeconds = Math.max(waitSeconds, minSeconds ?? 0);
  return { ...foundInRecord(visible), isBeingAsked: false, slowedToSeconds, waitSeconds };
}

function queueSecondsIn(reply: OrderAnswer): number | null {
  if (reply.kind !== 'asked' || reply.answers.some((answer) => 'found' in answer)) return null;
  const { code, sentDetails: details } = failureToReport(reply.answers);
  return code === 'queued' ? (details.waitSeconds ?? 0) : null;
}

function foundDeliveryIn(answer: OrderAnswer, question: OrderQuestion, now: number): FoundDelivery {
  if (answer.kind === 'not-asked') throw new CloudFailure('upstream-timeout');
  const visible = visibleRecord(question, answer.record, now);
  if (answer.kind === 'being-asked') return foundInRecord(visible);
  if (answer.kind === 'cached') return foundInCache(visible);
  return pickDelivery(answer.answers, visible, false);
}
