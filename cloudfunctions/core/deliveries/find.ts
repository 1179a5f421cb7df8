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
  /** True to reveal a phone number: no cached answer has the full number, so WeChat is asked. */
  readonly bypassCache?: boolean;
  /** True for a label scanned on the board: an unknown id then uses the rate limit `scanned`. */
  readonly isScanned?: boolean | undefined;
}

/**
 * Finds an order by one of several possible ids, the likeliest first, but ids on record before
 * others. Unknown ids use a rate limit once. Throws `queued` for a new order if the minute has no
 * room.
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
    const lack = accounts.length > 0 ? '你的门店还没有绑定配送账号' : '还没有配送账号';
    throw new CloudFailure('settings-missing', { message: `${lack}：请店主在“店铺”里添加。` });
  }

  const findAmong = async (
    some: readonly UsableAccount[],
  ): Promise<FoundDelivery | CloudFailure> => {
    const options = { accounts: some, actor, bypassCache, fetchToken, isScanned };
    const possible = records.flatMap((record, n) => {
      if (record instanceof CloudFailure) return [];
      return [{ question: { orderId: orderIds[n] ?? '', ...options }, record }];
    });
    const known = possible.find(
      ({ question, record }) =>
        currentAttemptOf(visibleRecord(question, record, now())) !== undefined,
    );
    let notFound = records.find((record) => record instanceof CloudFailure);
    for (const { question, record } of known === undefined ? possible : [known]) {
      try {
        return await findById(deliveries, question, record, limits, slowedToSeconds);
      } catch (error) {
        if (!(error instanceof CloudFailure)) throw error;
        if (error.code !== 'order-not-found') return error;
        notFound ??= error;
      }
    }
    return notFound ?? new CloudFailure('order-not-found');
  };
  const found = await findAmong(accounts);
  if (!(found instanceof CloudFailure)) return found;
  const newer = await accountsIfAdded(deliveries, accounts, staff, found);
  const foundNow = newer === null ? found : await findAmong(newer);
  if (!(foundNow instanceof CloudFailure)) return foundNow;
  throw await withPossibleCause(deliveries, newer ?? accounts, staff, foundNow);
}

/** Codes by which WeChat says that the asking mini-program does not have the order. */
const NOT_FOUND_CODES: readonly CloudErrorCode[] = ['order-not-found', 'account-not-bound'];
/** Age (ms) up to which accounts need not be read again: nobody adds one and looks up so fast. */
const ACCOUNTS_JUST_READ_MS = 2000;

/** Reads the accounts again after an order was not found; null if none was added meanwhile. */
async function accountsIfAdded(
  { accounts: book }: Deliveries,
  before: readonly UsableAccount[],
  { stores }: Staff,
  { code }: CloudFailure,
): Promise<readonly UsableAccount[] | null> {
  if (!NOT_FOUND_CODES.includes(code)) return null;
  const after = await book.accounts(ACCOUNTS_JUST_READ_MS);
  const keys = targetsOf(before, stores).map(({ key }) => key);
  return targetsOf(after, stores).some(({ key }) => !keys.includes(key)) ? after : null;
}

/**
 * Adds to a failure why the order may still exist: an account was asked without a store number, or
 * another mini-program may have placed it, under a code that is unknown (docs/getorder-contract.md
 * §10).
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
  const fruitful = orders.map(({ accountId, shopNo }) => `${accountId} ${shopNo ?? ''}`);
  const fruitless = targets.filter(({ key }) => !fruitful.includes(key));
  const isMaybeElsewhere =
    fruitless.length === targets.length && accounts.every(({ appId }) => appId === own.appId);
  const numberless = fruitless.find(
    ({ shopNo, account }) => shopNo === null && account.provider === USUAL_PROVIDER,
  );
  return failure.withDetails({
    ...(isMaybeElsewhere ? { isMaybeElsewhere } : {}),
    ...(failure.code === 'order-not-found' ? { withoutShopNo: numberless?.account.label } : {}),
  });
}

/** Returns the accounts. Reads them again for a reveal, or if none serves these stores. */
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
  const cached = answerAgeOf(visible);
  const units = cached === 'none' ? limitsOfUnknownId(question, visible) : [];
  if (units.some((name) => isExhausted(staff, name, now())))
    throw new CloudFailure('too-many-unknown-ids');
  const current = currentAttemptOf(visible);
  const slowed = current && personSlowedToSeconds;
  const knownForMs = current ? ageMs(current.askedAt, visible.now) : Infinity;
  if (slowed !== undefined && knownForMs < 1000 * slowed)
    return { ...foundInRecord(visible), isBeingAsked: false, slowedToSeconds: slowed };
  // Fetches the first access token while the flight is joined; the search reports a failure.
  const currentTarget = visible.targets.find(({ key }) => key === current?.targetKey);
  const appId = (currentTarget ?? visible.targets[0])?.account.appId;
  if (cached !== 'fresh' && appId !== undefined) question.fetchToken(appId).catch(() => undefined);
  if (record.isDamaged) call.note(DAMAGED_RECORD_LOG);
  const options = { limits, isLookUp: true, keepMs: 0 };
  const answer = await askOrder(deliveries, question, record, options);
  const waitSeconds = current === undefined || question.bypassCache ? null : queueSecondsIn(answer);
  if (waitSeconds === null)
    return { ...foundDeliveryIn(answer, question, now()), slowedToSeconds: slowed };
  const slowedToSeconds = Math.max(waitSeconds, slowed ?? 0);
  return { ...foundInRecord(visible), isBeingAsked: false, slowedToSeconds, waitSeconds };
}

function queueSecondsIn(answer: OrderAnswer): number | null {
  if (answer.kind !== 'asked' || answer.answers.some((one) => 'found' in one)) return null;
  const { code, sentDetails: told } = failureToReport(answer.answers);
  return code === 'queued' ? (told.waitSeconds ?? 0) : null;
}

function foundDeliveryIn(answer: OrderAnswer, question: OrderQuestion, now: number): FoundDelivery {
  if (answer.kind === 'not-asked') throw new CloudFailure('upstream-timeout');
  const visible = visibleRecord(question, answer.record, now);
  if (answer.kind === 'being-asked') return foundInRecord(visible);
  if (answer.kind === 'cached') return foundInCache(visible);
  return pickDelivery(answer.answers, visible, false);
}
