import type {
  DeliveryAnswer,
  LookUpAnswer,
  LookUpRequest,
  OrderChoices,
} from '../../../miniprogram/contract/cloud-api';
import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { unreadable } from '../storage/documents';
import type { Actor } from '../access/access';
import { consume, isExhausted, tooFrequent } from '../access/rate-limits';
import type { Deliveries } from './deliveries';
import { findDelivery } from './find';
import { knownOrdersEndingWith } from './known-orders';
import { recordedReport } from './recorded-stories';
import { reportOf } from './report';

/**
 * A text of so many characters or fewer is first taken for the end of a known order id or waybill
 * id, and only then for a whole id: few shops have ids as short, and WeChat is not asked in vain.
 */
const SHORT = 8;
const MOST_CHOICES = 8;

/**
 * Looks an order up by its id (of all that a text may mean, one that is known before the
 * likeliest), or by the end of it where the stores of whoever asks know the order; several that end
 * so are told to choose from.
 *
 * @throws CloudFailure
 */
export async function lookUp(
  deliveries: Deliveries,
  request: LookUpRequest,
  actor: Actor,
): Promise<LookUpAnswer> {
  if (actor.staff.role === 'reviewer') return recordedOrder(request, deliveries.now());
  try {
    return await lookUpMeant(deliveries, request, actor);
  } catch (error) {
    // What is not found at the accounts that can be read may be at one that cannot.
    const isNothing = isOneOf(error, ['order-not-found', 'settings-missing']);
    if (isNothing && (await deliveries.accounts.mayLack(actor.staff.stores)))
      throw unreadable(COLLECTIONS.accounts, 'bindings');
    throw error;
  }
}

/** WeChat's reviewers are shown recorded stories. */
function recordedOrder({ orderId, others = [] }: LookUpRequest, now: number): DeliveryAnswer {
  const [recorded] = [orderId, ...others].flatMap((id) => recordedReport(id, now) ?? []);
  if (recorded === undefined) throw new CloudFailure('order-not-found');
  return recorded;
}

async function lookUpMeant(
  deliveries: Deliveries,
  request: LookUpRequest,
  actor: Actor,
): Promise<LookUpAnswer> {
  const { orderId, others = [], since, exact = false } = request;
  const orderIds = [orderId, ...others];
  // Of what the phone has been told of once it knows the whole id.
  if (since !== undefined || exact) return lookUpById(deliveries, orderIds, actor, since);
  if (orderId.length <= SHORT) {
    const meant = await orderEndingWith(deliveries, orderId, actor);
    if (meant === null) return lookUpById(deliveries, orderIds, actor, since);
    return typeof meant === 'string' ? lookUpById(deliveries, [meant], actor, since) : meant;
  }
  try {
    return await lookUpById(deliveries, orderIds, actor, since);
  } catch (error) {
    // Nobody knows it as a whole id, or may be asked any more whether they do.
    if (!isOneOf(error, ['order-not-found', 'too-many-unknown-ids'])) throw error;
    const meant = await orderEndingWith(deliveries, orderId, actor);
    // An order by this very id has just been asked for.
    if (meant === null || meant === orderId) throw error;
    return typeof meant === 'string' ? lookUpById(deliveries, [meant], actor, since) : meant;
  }
}

function isOneOf(error: unknown, codes: readonly CloudErrorCode[]): boolean {
  return error instanceof CloudFailure && codes.includes(error.code);
}

/**
 * The order that is meant by the end of an id; several to choose from; null when no known order
 * ends so.
 */
async function orderEndingWith(
  deliveries: Deliveries,
  tail: string,
  { staff, call }: Actor,
): Promise<string | OrderChoices | null> {
  const { now } = deliveries;
  if (isExhausted(staff, 'look-up', now())) throw tooFrequent();
  const found = await knownOrdersEndingWith(deliveries, tail, staff);
  if (found.some(({ orderId }) => orderId === tail)) return tail;
  if (found.length < 2) return found[0]?.orderId ?? null;
  if (!(await consume(deliveries.staff, staff, 'look-up', now()))) throw tooFrequent();
  call.note({ choices: found.length });
  return { choices: found.slice(0, MOST_CHOICES), more: found.length > MOST_CHOICES };
}

/** Looks up the one of several ids that is there. */
async function lookUpById(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
  since = 0,
): Promise<DeliveryAnswer> {
  const [found, stores] = await Promise.all([
    findDelivery(deliveries, orderIds, actor),
    // A delivery is told without its store rather than not at all.
    deliveries.stores().catch(() => {
      actor.call.note({ storeList: 'failed' });
      return [];
    }),
  ]);
  actor.call.note({ status: found.delivery.status.name });
  return reportOf(found, stores, since, deliveries.now());
}
