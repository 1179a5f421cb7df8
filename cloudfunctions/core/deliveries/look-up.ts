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

/** Longest text that is first tried as the last characters of an id on record. */
const LONGEST_ID_END = 8;
const MAX_CHOICES = 8;
const NOT_FOUND_OR_NOT_TRIED = [
  'order-not-found',
  'too-many-unknown-ids',
  'too-frequent',
  'queued',
  'quota-exceeded',
] as const;

/**
 * Looks an order up by its id, or by the end of an id on record; several matches become choices.
 * Ignores `others` from a different text. Throws `bad-order-id`, and what `findDelivery` throws.
 */
export async function lookUp(
  deliveries: Deliveries,
  sent: LookUpRequest,
  actor: Actor,
): Promise<LookUpAnswer> {
  const { orderId } = sent;
  if (idProblem(orderId) !== null) throw new CloudFailure('bad-order-id');
  const others = sent.others?.filter(
    (id) => idProblem(id) === null && id !== orderId && mayComeFromSameText(id, orderId),
  );
  const request = { ...sent, others };
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

/** Tells whether two ids may come from one text; else one look-up could hold several guesses. */
function mayComeFromSameText(one: string, other: string): boolean {
  const [plain, otherPlain] = [one, other].map((id) => id.normalize('NFKC').replace(/\s/g, ''));
  return plain?.includes(otherPlain ?? '') === true || otherPlain?.includes(plain ?? '') === true;
}

/** Returns a made-up delivery, because WeChat's app reviewers see no real orders. */
function recordedAnswer({ orderId, others = [] }: LookUpRequest, now: number): DeliveryAnswer {
  const [recorded] = [orderId, ...others].flatMap((id) => recordedReport(id, now) ?? []);
  if (recorded === undefined) throw new CloudFailure('order-not-found');
  return recorded;
}

async function lookUpByIdOrEnd(
  deliveries: Deliveries,
  request: LookUpRequest,
  actor: Actor,
): Promise<LookUpAnswer> {
  const { orderId, others = [], since, exact = false } = request;
  const byId = (...ids: readonly string[]) => lookUpById(deliveries, ids, actor, request);
  // A phone that sends `since` or `exact` has the whole id: it is not tried as the end of another.
  if (since !== undefined || exact) return byId(orderId, ...others);
  if (orderId.length <= LONGEST_ID_END) {
    const meant = await orderEndingWith(deliveries, orderId, actor);
    if (meant === null) return byId(orderId, ...others);
    return typeof meant === 'string' ? byId(meant) : meant;
  }
  try {
    return await byId(orderId, ...others);
  } catch (error) {
    // The text may still be the end of an id on record.
    if (!hasOneOfCodes(error, NOT_FOUND_OR_NOT_TRIED)) throw error;
    const meant = await orderEndingWith(deliveries, orderId, actor);
    // `meant === orderId` means that this very id has just been looked up.
    if (meant === null || meant === orderId) throw error;
    return typeof meant === 'string' ? byId(meant) : meant;
  }
}

function hasOneOfCodes(error: unknown, codes: readonly CloudErrorCode[]): boolean {
  return error instanceof CloudFailure && codes.includes(error.code);
}

/** Finds the orders on record that end with `tail`: the id of one, choices for several, or null. */
async function orderEndingWith(
  deliveries: Deliveries,
  tail: string,
  actor: Actor,
): Promise<string | PossibleOrders | null> {
  const { now } = deliveries;
  const { staff, call } = actor;
  if (isExhausted(staff, 'look-up', now())) throw tooManyLookUps();
  const found = await knownOrdersEndingWith(deliveries, tail, staff);
  if (found.some(({ orderId }) => orderId === tail)) return tail;
  if (found.length < 2) return found[0]?.orderId ?? null;
  if (!(await consumeLimit(deliveries.staff, staff, 'look-up', now()))) throw tooManyLookUps();
  call.note({ choices: found.length });
  const stores = await storesOfMember(deliveries, actor);
  const choices = found.slice(0, MAX_CHOICES).map((order) => describeOrder(order, stores, now()));
  return { choices, more: found.length > MAX_CHOICES };
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
