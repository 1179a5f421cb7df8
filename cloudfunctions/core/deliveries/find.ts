import { ageMs } from '../../../miniprogram/contract/age';
import { CloudFailure } from '../runtime/cloud-failure';
import { once } from '../storage/held';
import type { Lease } from '../storage/single-flight';
import type { Actor } from '../access/access';
import { isExhausted, tooFrequent } from '../access/rate-limits';
import { currentToken } from '../providers/wechat/access-token';
import { cachedAnswerOf, currentAttemptOf } from '../records/cached-answer';
import type { Deliveries } from './deliveries';
import { giveBackLease, remember } from '../records/remember';
import type { DeliveryRecord } from '../records/delivery-record';
import { withAsked } from '../records/delivery-record';
import type { FoundDelivery } from './found';
import { foundDelivery, foundMeanwhile } from './found';
import { askedOf, joinOrderFlight, waitForWrites } from '../asking/order-flight';
import { DAMAGED, readRecord } from '../records/read-record';
import type { OrderQuestion, SearchResult } from '../asking/search';
import { checkUnknownIds, searchOrder, visibleTo } from '../asking/search';
import type { QuestionLimits } from '../asking/question-limits';
import { questionLimits } from '../asking/question-limits';
import { rememberFound } from '../shop/look-up-targets';

/**
 * Finds an order for a staff member, by the accounts of the member's stores: an order of another
 * store is not found. A fresh cached answer is used again; otherwise one caller asks WeChat for
 * all. A known order costs one request, an unknown one at most one for each target that the member
 * may ask. Of several possible ids a known one is preferred; unknown ones use the rate limit
 * `unknown-id` together once, unless one of them is found (question-limits.ts).
 *
 * @param orderIds possible ids, the likeliest first; at least one
 * @param bypassCache asks WeChat whatever is cached, by accounts that are read anew, for a reveal:
 *   a cached answer never contains `contact`, the rider's full phone number. Then every question
 *   may be refused, and the first one uses the rate limit `reveal`
 * @throws CloudFailure
 */
export async function findDelivery(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
  { bypassCache = false } = {},
): Promise<FoundDelivery> {
  const { accounts: book, now } = deliveries;
  const limits = questionLimits(deliveries, actor);
  if (isExhausted(actor.staff, 'look-up', now())) throw tooFrequent();
  const [records, accounts] = await Promise.all([
    Promise.all(orderIds.map((orderId) => readRecord(deliveries.documents, orderId))),
    book.accounts(bypassCache ? 0 : undefined),
    limits.consumeLookUp(),
  ]);

  const token = once(() => currentToken(deliveries.wechat(), actor.call));
  const possible = orderIds.flatMap((orderId, index) => {
    const record = records[index];
    if (record === undefined || record instanceof CloudFailure) return [];
    return [{ question: { orderId, actor, accounts, bypassCache, token }, record }];
  });
  const known = possible.find(({ question, record }) => isKnown(question, record, now()));
  if (known !== undefined) return findOne(deliveries, known, limits);
  const unreadable = records.find((record) => record instanceof CloudFailure);
  try {
    return await findFirst(deliveries, possible, unreadable, limits);
  } finally {
    await waitForWrites(actor.call, limits.giveBackUnlessKept());
  }
}

function isKnown(question: OrderQuestion, record: DeliveryRecord, now: number): boolean {
  return currentAttemptOf(visibleTo(question, record, now)) !== undefined;
}

/** One of the possible order ids, with its record as it was first read. */
interface PossibleOrder {
  readonly question: OrderQuestion;
  readonly record: DeliveryRecord;
}

/** Tries the possible order ids one after the other, and returns the first that exists. */
async function findFirst(
  deliveries: Deliveries,
  possible: readonly PossibleOrder[],
  unreadable: CloudFailure | undefined,
  limits: QuestionLimits,
): Promise<FoundDelivery> {
  let notFound = new CloudFailure('order-not-found');
  for (const order of possible) {
    try {
      return await findOne(deliveries, order, limits);
    } catch (error) {
      if (!(error instanceof CloudFailure && error.code === 'order-not-found')) throw error;
      notFound = error;
    }
  }
  throw unreadable ?? notFound;
}

async function findOne(
  deliveries: Deliveries,
  { question, record }: PossibleOrder,
  limits: QuestionLimits,
): Promise<FoundDelivery> {
  const { call } = question.actor;
  const visible = visibleTo(question, record, deliveries.now());
  const answer = cachedAnswerOf(visible);
  if (answer === 'none') checkUnknownIds(question, deliveries.now());
  const askedAt = question.bypassCache ? undefined : currentAttemptOf(visible)?.askedAt;
  const slowedToSeconds = askedAt === undefined ? undefined : limits.slowedToSeconds();
  if (ageMs(askedAt ?? 0, visible.now) < 1000 * (slowedToSeconds ?? 0))
    return { ...foundMeanwhile(visible), isBeingAsked: false, slowedToSeconds };
  // Starts to fetch the access token and to read the budget while the flight is joined. The search
  // awaits both before its first request, so a failure is reported there.
  if (answer !== 'fresh' || visible.targets.length === 0) {
    question.token().catch(() => undefined);
    deliveries.budget.bounds().catch(() => undefined);
  }
  if (record.isDamaged) call.note(DAMAGED);
  const flight = await joinOrderFlight(deliveries, question, record);
  if (flight.role === 'late') throw new CloudFailure('upstream-timeout');
  const lease = 'lease' in flight ? flight.lease : null;
  const found =
    flight.role === 'follower'
      ? foundMeanwhile(visibleTo(question, flight.known, deliveries.now()))
      : await askAndStore(deliveries, question, flight.known, lease, limits);
  return { ...found, slowedToSeconds };
}

/** Asks WeChat for what the record does not contain, and stores the answers. */
async function askAndStore(
  deliveries: Deliveries,
  question: OrderQuestion,
  record: DeliveryRecord,
  lease: Lease | null,
  limits: QuestionLimits,
): Promise<FoundDelivery> {
  const { documents, now } = deliveries;
  const { orderId, actor, token } = question;
  let result: SearchResult;
  try {
    result = await searchOrder(deliveries, question, record, limits, lease);
  } catch (error) {
    await waitForWrites(actor.call, giveBackLease(documents, orderId, lease), limits.counted());
    throw error;
  }

  const at = now();
  const asked = result.asked.flatMap((answer) => askedOf(answer, actor, at));
  const found = asked.filter((one) => 'found' in one);
  for (const { targetKey } of found) rememberFound(deliveries.lastFound, targetKey);
  if (asked.length > 0 && found.length === 0) limits.keepUnknownId();
  await waitForWrites(
    actor.call,
    remember(documents, orderId, record, asked, at, lease),
    limits.counted(),
    found.length > 0 ? limits.giveBackUnknownId() : null,
  );
  if (result.targets.length === 0) throw await missingSettings(result, token());
  return foundDelivery(result.answers, result.targets, withAsked(record, asked, at), false);
}

/** Creates one failure that names everything that the owner still has to enter. */
async function missingSettings(
  { hasAccounts }: SearchResult,
  token: Promise<unknown>,
): Promise<CloudFailure> {
  const missing = hasAccounts
    ? '你的门店还没有绑定配送账号：请店主在“店铺”里添加。'
    : '还没有配送账号：请店主在“店铺”里添加。';
  const failure = await token.then(
    () => null,
    (error: unknown) => error,
  );
  const isSecretMissing = failure instanceof CloudFailure && failure.code === 'settings-missing';
  const message = missing + (isSecretMissing ? (failure.userMessage ?? '') : '');
  return new CloudFailure('settings-missing', { message });
}
