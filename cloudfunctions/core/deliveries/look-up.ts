import type {
  DeliveryAnswer,
  LookUpAnswer,
  LookUpRequest,
  PossibleOrders,
} from '../../../miniprogram/contract/cloud-api';
import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { idProblem } from '../../../miniprogram/contract/order-id';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { unreadableDocument } from '../storage/read-fields';
import type { Actor } from '../access/access';
import { consumeLimit, isExhausted, tooManyLookUps } from '../access/rate-limits';
import type { Deliveries } from './deliveries';
import { storesIfReadable, storesOfMember } from '../records/records';
import { findDelivery } from './find';
import { knownOrdersEndingWith } from '../records/known-orders';
import { describeOrder } from '../records/describe-order';
import { recordedReport } from './recorded-stories';
import { deliveryAnswerOf } from './report';

/** Maximum length of a text that is first looked up as the end of an id on record. */
const MAX_ID_END_LENGTH = 8;
const MAX_CHOICES = 8;
const NOT_FOUND_OR_NOT_TRIED = [
  'order-not-found',
  'too-many-unknown-ids',
  'too-frequent',
  'queued',
  'quota-exceeded',
] as const;

/**
 * Looks an order up by its id, or by the end of an id on record; returns choices for several.
 * Ignores `others` that come from a different text. Throws `bad-order-id`, and like `findDelivery`.
 */
export async function lookUp(
  deliveries: Deliveries,
  sentRequest: LookUpRequest,
  actor: Actor,
): Promise<LookUpAnswer> {
  const { orderId } = sentRequest;
  if (idProblem(orderId) !== null) throw new CloudFailure('bad-order-id');
  const otherIds = sentRequest.others?.filter(
    (id) => idProblem(id) === null && id !== orderId && mayComeFromSameText(id, orderId),
  );
  const request = { ...sentRequest, others: otherIds };
  if (actor.staff.role === 'reviewer') return recordedAnswer(request, deliveries.now());
  try {
    return await lookUpByIdOrEnd(deliveries, request, actor);
  } catch (error) {
    // The order may belong to an account whose document is unreadable.
    const isNotFound = hasOneOfCodes(error, ['order-not-found', 'settings-missing']);
    if (isNotFound && (await deliveries.accounts.mayLackAccountOf(actor.staff.stores)))
      throw unreadableDocument(COLLECTIONS.accounts, 'bindings');
    throw error;
  }
}

/** Tells whether two ids may come from one text. Otherwise one call could guess several ids. */
function mayComeFromSameText(id: string, otherId: string): boolean {
  const [text, otherText] = [id, otherId].map((id) => id.normalize('NFKC').replace(/\s/g, ''));
  return text?.includes(otherText ?? '') === true || otherText?.includes(text ?? '') === true;
}

/** Returns a made-up delivery, because WeChat's app reviewers see no real orders. */
function recordedAnswer({ orderId, others = [] }: LookUpRequest, now: number): DeliveryAnswer {
  const [report] = [orderId, ...others].flatMap((id) => recordedReport(id, now) ?? []);
  if (report === undefined) throw new CloudFailure('order-not-found');
  return report;
}

async function lookUpByIdOrEnd(
  deliveries: Deliveries,
  request: LookUpRequest,
  actor: Actor,
): Promise<LookUpAnswer> {
  const { orderId, others = [], since, exact = false } = request;
  const byId = (...ids: readonly string[]) => lookUpById(deliveries, ids, actor, request);
  // A phone that sends `since` or `exact` has a whole id, which is not the end of another id.
  if (since !== undefined || exact) return byId(orderId, ...others);
  if (orderId.length <= MAX_ID_END_LENGTH) {
    const match = await orderEndingWith(deliveries, orderId, actor);
    if (match === null) return byId(orderId, ...others);
    return typeof match === 'string' ? byId(match) : match;
  }
  try {
    return await byId(orderId, ...others);
  } catch (error) {
    // If no id is found, the text may still be the end of an id on record.
    if (!hasOneOfCodes(error, NOT_FOUND_OR_NOT_TRIED)) throw error;
    const match = await orderEndingWith(deliveries, orderId, actor);
    // If the match is `orderId` itself, this id has just been looked up.
    if (match === null || match === orderId) throw error;
    return typeof match === 'string' ? byId(match) : match;
  }
}

function hasOneOfCodes(error: unknown, codes: readonly CloudErrorCode[]): boolean {
  return error instanceof CloudFailure && codes.includes(error.code);
}

/** Finds orders on record whose id ends with `tail`: one id, choices for several, or null. */
async function orderEndingWith(
  deliveries: Deliveries,
  tail: string,
  actor: Actor,
): Promise<string | PossibleOrders | null> {
  const { now } = deliveries;
  const { staff, call } = actor;
  if (isExhausted(staff, 'look-up', now())) throw tooManyLookUps();
  const matches = await knownOrdersEndingWith(deliveries, tail, staff);
  if (matches.some(({ orderId }) => orderId === tail)) return tail;
  if (matches.length < 2) return matches[0]?.orderId ?? null;
  if (!(await consumeLimit(deliveries.staff, staff, 'look-up', now()))) throw tooManyLookUps();
  call.note({ choices: matches.length });
  const stores = await storesOfMember(deliveries, actor);
  const choices = matches.slice(0, MAX_CHOICES).map((order) => describeOrder(order, stores, now()));
  return { choices, more: matches.length > MAX_CHOICES };
}

async function lookUpById(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
  { since = 0, isScanned }: LookUpRequest,
): Promise<DeliveryAnswer> {
  const [found, stores, darkMap] = await Promise.all([
    findDelivery(deliveries, orderIds, actor, { isScanned }),
    storesIfReadable(deliveries, actor.call),
    since === 0 ? deliveries.darkMap(actor.call) : undefined,
  ]);
  actor.call.note({ status: found.delivery.status.name });
  const report = deliveryAnswerOf(found, stores, since, deliveries.now());
  return { ...report, ...(darkMap === undefined ? {} : { darkMap }) };
}
