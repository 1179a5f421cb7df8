import type { Actor } from '../access/access';
import { type AskOptions, askOrder } from '../asking/ask-order';
import type { AskContext } from '../asking/asking';
import type { OrderQuestion } from '../asking/order-flight';
import { ShopLimits } from '../asking/question-limits';
import { createTokenFetcher, failsWith } from '../asking/ask-targets';
import type { Deliveries } from '../deliveries/deliveries';
import {
  changeRegistrations,
  removePaid,
  overlaps,
  addRegistration,
} from '../records/change-registrations';
import { type DeliveryRecord, KNOWN_MISSING_MS } from '../records/delivery-record';
import { readRecord, readableRecords } from '../records/read-record';
import {
  type Registration,
  countAwaited,
  isQueued,
  SKIPPED_STEP_COUNT,
  nextAskAt,
  countPassedSteps,
  RETRY_MS,
  unknownMarksOf,
} from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { cloudFailureOf, withLessTime } from '../runtime/define-function';
import type { UsableAccount } from '../shop/account-book';
import { type LookUpTarget, targetsOf } from '../shop/look-up-targets';
import { UNLIMITED } from '../storage/counted-uses';
import type { DueOrder } from './awaited-orders';
import { paidCounterId } from './paid-reads';

/** Maximum number of awaited orders for which one call asks WeChat. */
export const MAX_ASKED_PER_CALL = 5;
/** Number of orders whose records a call reads: more than it asks for, as some may be damaged. */
const MAX_RECORDS_READ = 50;
/** Number of ids unknown to WeChat above which a person's new orders skip their first questions. */
const MAX_UNKNOWN_OF_PERSON = 60;

/**
 * Asks WeChat for awaited orders (see `AwaitedOrder`), each only at the accounts of the stores in
 * its registration; a paid one only at those of its mini-program. Counts the questions for the
 * shop, not for a person. Returns the orders for which this call need not ask again.
 */
export async function askAwaitedOrders(
  asking: Deliveries,
  dueOrders: readonly DueOrder[],
  actor: Actor,
  { keepMs, recentKeys }: Pick<AskOptions, 'keepMs' | 'recentKeys'>,
): Promise<readonly DueOrder[]> {
  if (dueOrders.length === 0) return [];
  const { call } = actor;
  const hurriedCall = withLessTime(call, keepMs);
  const fetchToken = createTokenFetcher(asking.wechat, hurriedCall);
  // A failure is only logged. The orders stay due, and the caller still gets an answer.
  const noteFailure = (error: unknown): void => {
    call.note({ awaited: cloudFailureOf(error).code });
  };
  try {
    const accounts = await asking.accounts.accounts();
    const askableOrders = dueOrders
      .filter(({ registration }) => askableTargetsOf(accounts, registration).length > 0)
      .slice(0, MAX_RECORDS_READ);
    const orderIds = askableOrders.map(({ orderId }) => orderId);
    // Orders with damaged records are left out, and stay due.
    const records = await readableRecords(asking.documents, orderIds);
    const undamagedOrders = askableOrders
      .filter(({ orderId }) => records.has(orderId))
      .slice(0, MAX_ASKED_PER_CALL);
    const ordersToAsk = await postponeExcessOrders(asking, undamagedOrders);
    const askParts = { accounts, fetchToken, recentKeys, actor: { ...actor, call: hurriedCall } };
    const askOrNote = (order: DueOrder): Promise<void> =>
      askAwaitedOrder(asking, order, records, askParts).catch(noteFailure);
    await Promise.all(ordersToAsk.map(askOrNote));
    return undamagedOrders;
  } catch (error) {
    noteFailure(error);
    return [];
  }
}

function askableTargetsOf(accounts: readonly UsableAccount[], { by, storeIds }: Registration) {
  const askableAccounts = accounts.filter(
    ({ appId, secret }) => secret !== null && (by.kind !== 'paid' || appId === by.id),
  );
  return targetsOf(askableAccounts, storeIds);
}

/** Postpones new orders of people with too many ids unknown to WeChat; returns the other orders. */
async function postponeExcessOrders(asking: AskContext, orders: readonly DueOrder[]) {
  const newOrders = orders.filter(
    ({ registration }) => registration.by.kind === 'person' && isQueued(registration),
  );
  const postponedOrders: DueOrder[] = [];
  for (const staffId of new Set(newOrders.map(({ registration }) => registration.by.id))) {
    const marks = unknownMarksOf(staffId);
    const unknownCount = await countAwaited(asking.documents, marks, asking.now());
    const ownOrders = newOrders.filter(({ registration }) => registration.by.id === staffId);
    postponedOrders.push(...ownOrders.slice(Math.max(0, MAX_UNKNOWN_OF_PERSON - unknownCount)));
  }
  await Promise.all(
    postponedOrders.map((order) =>
      changeDueRegistration(asking, order, (one) => ({ ...one, tried: SKIPPED_STEP_COUNT })),
    ),
  );
  return orders.filter((order) => !postponedOrders.includes(order));
}

async function askAwaitedOrder(
  asking: Deliveries,
  order: DueOrder,
  records: ReadonlyMap<string, DeliveryRecord>,
  {
    actor,
    recentKeys,
    ...askParts
  }: Pick<OrderQuestion, 'accounts' | 'fetchToken' | 'actor'> & Pick<AskOptions, 'recentKeys'>,
): Promise<void> {
  const { documents, now } = asking;
  const { orderId, registration } = order;
  const { storeIds, otherIds = [], by } = registration;
  const targets = askableTargetsOf(askParts.accounts, registration);
  const { passedCount, lastStepAt } = countPassedSteps(registration, now());
  // For a new order an answer of the last minute is valid, too: a look-up of the scanned order may
  // have asked WeChat before the order was stored.
  const validFrom = isQueued(registration) ? lastStepAt - KNOWN_MISSING_MS : lastStepAt;
  const storesActor = { ...actor, staff: { ...actor.staff, stores: storeIds } };
  let hasUnansweredTarget = false;
  for (const possibleId of [orderId, ...otherIds]) {
    const record = records.get(possibleId) ?? (await readRecord(documents, possibleId));
    if (record instanceof CloudFailure || record.isDamaged) continue;
    const isMissingIn =
      ({ knownMissing }: DeliveryRecord) =>
      ({ key }: LookUpTarget): boolean =>
        knownMissing.some(({ targetKey, at }) => targetKey === key && at >= validFrom);
    // After a failure only the accounts that have not answered are asked again.
    const isRetry = registration.retryAt !== undefined;
    const targetsToAsk = isRetry ? targets.filter((one) => !isMissingIn(record)(one)) : targets;
    const accounts = [...new Set(targetsToAsk.map(({ account }) => account))];
    if (accounts.length === 0) continue;
    const idParts = { orderId: possibleId, accounts, actor: storesActor, bypassCache: false };
    const limits = new ShopLimits(asking, by.kind === 'person' ? 'brought' : 'new');
    const options = { limits, recentKeys, isLookUp: false, keepMs: 0 };
    const orderAnswer = await askOrder(asking, { ...askParts, ...idParts }, record, options);
    if (orderAnswer.kind !== 'asked' && orderAnswer.kind !== 'cached') return;
    const isFoundAt = ({ key }: LookUpTarget): boolean =>
      orderAnswer.record.attempts.some(({ targetKey }) => targetKey === key);
    if (targets.some(isFoundAt))
      return possibleId === orderId ? undefined : moveRegistration(asking, possibleId, order);
    if (targetsToAsk.every(isMissingIn(orderAnswer.record))) continue;
    // If no question to WeChat is left in this minute, the order stays due.
    const answers = orderAnswer.kind === 'asked' ? orderAnswer.answers : [];
    if (answers.some((answer) => failsWith(answer, 'queued'))) return;
    hasUnansweredTarget = true;
  }
  const isLastStep = nextAskAt({ ...registration, tried: passedCount }, now()) === null;
  if (by.kind === 'paid' && isLastStep && !hasUnansweredTarget) {
    const unmatched = { by: 1, atMost: UNLIMITED };
    if (await removePaid(documents, orderId, by.id, now()))
      await asking.collections.limits.putIf(paidCounterId(by.id), {}, {}, { unmatched });
    return;
  }
  // A paid order is asked for only a few times, so only its last question is repeated.
  const isToRetry = hasUnansweredTarget && (isLastStep || by.kind !== 'paid');
  await changeDueRegistration(asking, order, ({ retryAt: _retryAt, ...one }) =>
    isToRetry ? { ...one, retryAt: now() + RETRY_MS[by.kind] } : { ...one, tried: passedCount },
  );
}

/** Changes the stored registration of a due order, unless another registration has replaced it. */
async function changeDueRegistration(
  asking: AskContext,
  { orderId, registration }: DueOrder,
  change: (registration: Registration) => Registration,
): Promise<void> {
  const isDueOne = (other: Registration): boolean =>
    overlaps(other, registration) && other.at === registration.at;
  await changeRegistrations(asking, orderId, (stored) =>
    stored.some(isDueOne) ? stored.map((one) => (isDueOne(one) ? change(one) : one)) : null,
  );
}

/** Moves a registration to the document of `knownId`, which is the order's id at WeChat. */
async function moveRegistration(
  asking: AskContext,
  knownId: string,
  { orderId, registration }: DueOrder,
): Promise<void> {
  const { otherIds: _otherIds, ...movedRegistration } = registration;
  await changeRegistrations(asking, knownId, (storedRegistrations) =>
    addRegistration(storedRegistrations, movedRegistration, asking.now()),
  );
  await changeRegistrations(asking, orderId, (storedRegistrations) =>
    storedRegistrations.filter((storedRegistration) => !overlaps(storedRegistration, registration)),
  );
}
