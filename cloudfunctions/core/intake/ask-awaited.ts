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
  SKIPPED_STEPS,
  nextAskAt,
  passedSteps,
  RETRY_MS,
  unknownByMarks,
} from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { cloudFailureOf, withLessTime } from '../runtime/define-function';
import type { UsableAccount } from '../shop/account-book';
import { type LookUpTarget, targetsOf } from '../shop/look-up-targets';
import { UNLIMITED } from '../storage/counted-uses';
import type { DueOrder } from './awaited-orders';
import { paidCounterId } from './paid-reads';

export const AWAITED_AT_ONCE = 5;
/** Number of due orders that one call reads: more than it asks for, as records may be damaged. */
const MAX_ORDERS_READ = 50;
/** Maximum number of a person's unknown ids that are asked for often; further ids wait longer. */
const MAX_UNKNOWN_OF_PERSON = 60;

/**
 * Asks WeChat for awaited orders, each only at the accounts of the stores in its registration, a
 * paid one only at those of its mini-program. The questions count for the shop, not as unknown ids.
 *
 * @returns orders that need no second try in this call: asked for, or queued, or another caller
 * asks
 */
export async function askAwaited(
  asking: Deliveries,
  due: readonly DueOrder[],
  actor: Actor,
  { keepMs, recentKeys }: Pick<AskOptions, 'keepMs' | 'recentKeys'>,
): Promise<readonly DueOrder[]> {
  if (due.length === 0) return [];
  const { call } = actor;
  const hurried = withLessTime(call, keepMs);
  const fetchToken = createTokenFetcher(asking.wechat, hurried);
  // A failure is only noted. The orders stay due, and the caller still gets an answer.
  const failed = (error: unknown): void => {
    call.note({ awaited: cloudFailureOf(error).code });
  };
  try {
    const accounts = await asking.accounts.accounts();
    const askable = due.filter(
      ({ registration }) => askableTargets(accounts, registration).length > 0,
    );
    const some = askable.slice(0, MAX_ORDERS_READ);
    const ids = some.map(({ orderId }) => orderId);
    // Orders with damaged records stay due.
    const records = await readableRecords(asking.documents, ids);
    const readable = some.filter(({ orderId }) => records.has(orderId)).slice(0, AWAITED_AT_ONCE);
    const timely = await withoutPostponed(asking, readable);
    const parts = { accounts, fetchToken, recentKeys, actor: { ...actor, call: hurried } };
    await Promise.all(
      timely.map((one) => askAwaitedOrder(asking, one, records, parts).catch(failed)),
    );
    return readable;
  } catch (error) {
    failed(error);
    return [];
  }
}

function askableTargets(
  accounts: readonly UsableAccount[],
  { by, storeIds }: Registration,
): readonly LookUpTarget[] {
  const own = accounts.filter(
    ({ appId, secret }) => secret !== null && (by.kind !== 'paid' || appId === by.id),
  );
  return targetsOf(own, storeIds);
}

/** Postpones new orders of a person who has too many unknown ids; returns the other orders. */
async function withoutPostponed(
  asking: AskContext,
  readable: readonly DueOrder[],
): Promise<readonly DueOrder[]> {
  const first = readable.filter(
    ({ registration: one }) => one.by.kind === 'person' && isQueued(one),
  );
  const postponed: DueOrder[] = [];
  for (const id of new Set(first.map(({ registration }) => registration.by.id))) {
    const unknown = await countAwaited(asking.documents, unknownByMarks(id), asking.now());
    const own = first.filter(({ registration }) => registration.by.id === id);
    postponed.push(...own.slice(Math.max(0, MAX_UNKNOWN_OF_PERSON - unknown)));
  }
  await Promise.all(
    postponed.map((one) =>
      changeDueRegistration(asking, one, (of) => ({ ...of, tried: SKIPPED_STEPS })),
    ),
  );
  return readable.filter((one) => !postponed.includes(one));
}

async function askAwaitedOrder(
  asking: Deliveries,
  order: DueOrder,
  records: ReadonlyMap<string, DeliveryRecord>,
  {
    actor,
    recentKeys,
    ...parts
  }: Pick<OrderQuestion, 'accounts' | 'fetchToken' | 'actor'> & Pick<AskOptions, 'recentKeys'>,
): Promise<void> {
  const { documents, now } = asking;
  const { orderId, registration } = order;
  const { storeIds, otherIds = [], by } = registration;
  const targets = askableTargets(parts.accounts, registration);
  const { tried, since: stepAt } = passedSteps(registration, now());
  // For a new order an answer of the minute before is valid, too: the card of a scanned order may
  // have asked before the order was stored.
  const since = isQueued(registration) ? stepAt - KNOWN_MISSING_MS : stepAt;
  const ofStores = { ...actor, staff: { ...actor.staff, stores: storeIds } };
  let hasFailed = false;
  for (const id of [orderId, ...otherIds]) {
    const record = records.get(id) ?? (await readRecord(documents, id));
    if (record instanceof CloudFailure || record.isDamaged) continue;
    const isMissingIn =
      ({ knownMissing }: DeliveryRecord) =>
      ({ key }: LookUpTarget): boolean =>
        knownMissing.some(({ targetKey, at }) => targetKey === key && at >= since);
    // After a failure only the accounts that have not answered are asked again.
    const isRetry = registration.retryAt !== undefined;
    const unanswered = isRetry ? targets.filter((one) => !isMissingIn(record)(one)) : targets;
    const asked = parts.accounts.filter((one) => unanswered.some(({ account }) => account === one));
    if (asked.length === 0) continue;
    const of = { orderId: id, accounts: asked, actor: ofStores, bypassCache: false };
    const limits = new ShopLimits(asking, by.kind === 'person' ? 'brought' : 'new');
    const options = { limits, recentKeys, isLookUp: false, keepMs: 0 };
    const answer = await askOrder(asking, { ...parts, ...of }, record, options);
    if (answer.kind !== 'asked' && answer.kind !== 'cached') return;
    const isFoundAt = ({ key }: LookUpTarget): boolean =>
      answer.record.attempts.some(({ targetKey }) => targetKey === key);
    if (targets.some(isFoundAt))
      return id === orderId ? undefined : moveRegistration(asking, id, order);
    if (unanswered.every(isMissingIn(answer.record))) continue;
    // If the minute has no room for all questions, the order stays due.
    const answers = answer.kind === 'asked' ? answer.answers : [];
    if (answers.some((one) => failsWith(one, 'queued'))) return;
    hasFailed = true;
  }
  const isLastStep = nextAskAt({ ...registration, tried }, now()) === null;
  if (by.kind === 'paid' && isLastStep && !hasFailed) {
    const unmatched = { by: 1, atMost: UNLIMITED };
    if (await removePaid(documents, orderId, by.id, now()))
      await asking.collections.limits.putIf(paidCounterId(by.id), {}, {}, { unmatched });
    return;
  }
  // A paid order is asked for only a few times, so only its last question is repeated.
  const isToRetry = hasFailed && (isLastStep || by.kind !== 'paid');
  await changeDueRegistration(asking, order, ({ retryAt: _over, ...one }) =>
    isToRetry ? { ...one, retryAt: now() + RETRY_MS[by.kind] } : { ...one, tried },
  );
}

/** Changes a registration, unless it has been replaced meanwhile. */
async function changeDueRegistration(
  asking: AskContext,
  { orderId, registration }: DueOrder,
  change: (one: Registration) => Registration,
): Promise<void> {
  const isMeant = (one: Registration): boolean =>
    overlaps(one, registration) && one.at === registration.at;
  await changeRegistrations(asking, orderId, (all) =>
    all.some(isMeant) ? all.map((one) => (isMeant(one) ? change(one) : one)) : null,
  );
}

/** Moves a registration to the document of the id by which WeChat has the order. */
async function moveRegistration(
  asking: AskContext,
  id: string,
  { orderId, registration }: DueOrder,
): Promise<void> {
  const { otherIds: _others, ...moved } = registration;
  await changeRegistrations(asking, id, (all) => addRegistration(all, moved, asking.now()));
  await changeRegistrations(asking, orderId, (all) =>
    all.filter((one) => !overlaps(one, registration)),
  );
}
