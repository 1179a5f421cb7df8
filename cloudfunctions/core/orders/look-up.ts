import type {
  DeliveryAnswer,
  LookUpAnswer,
  LookUpRequest,
  OrderChoices,
} from '../../../miniprogram/shared/cloud-api';
import type { CloudErrorCode } from '../../../miniprogram/shared/cloud-error';
import { seenAfter } from '../../../miniprogram/shared/delivery-history';
import type { Store } from '../../../miniprogram/shared/shop';
import { DEFAULT_THRESHOLDS } from '../../../miniprogram/shared/shop';
import { COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents } from '../runtime/documents';
import { unreadable } from '../runtime/documents';
import type { Asker } from '../shop/access';
import type { AccountBook } from '../shop/account-book';
import { countOne, isUsedUp } from '../shop/rate-limits';
import { mayBeCalled } from './callable';
import type { FindDelivery } from './find-delivery';
import { tooFrequent } from './find-delivery';
import type { FoundDelivery } from './found-delivery';
import type { KnownOrders } from './known-orders';
import { NEWER_SOON_SECONDS, nextAskInSeconds } from './next-ask';
import { recordedReport } from './recorded-stories';
import { stuckOf } from './stuck';

interface LookUpParts {
  readonly findDelivery: FindDelivery;
  readonly knownOrders: KnownOrders;
  readonly staff: Documents;
  readonly book: Pick<AccountBook, 'mayLack'>;
  /** The shop's stores, as they were at most a minute ago. */
  readonly stores: () => Promise<readonly Store[]>;
  readonly now: () => number;
}

/** An answer that another instance got may be written down so much later. */
const WRITTEN_WITHIN_MS = 60_000;
/** What is no longer is first looked for among the ends of known ids: few shops have ids as short, and WeChat is not asked in vain. */
const SHORT = 8;
const MOST_CHOICES = 8;

/**
 * Looks an order up by its id (of all that a text may mean, one that is known before the likeliest),
 * or by the end of it where the stores of whoever asks know the order; several that end so are told
 * to choose from.
 *
 * @throws CloudFailure
 */
export async function lookUp(
  parts: LookUpParts,
  request: LookUpRequest,
  asker: Asker,
): Promise<LookUpAnswer> {
  try {
    return await lookUpMeant(parts, request, asker);
  } catch (error) {
    // What is not found at the accounts that can be read may be at one that cannot.
    const isNothing = isOneOf(error, ['order-not-found', 'settings-missing']);
    if (isNothing && (await parts.book.mayLack(asker.staff.stores)))
      throw unreadable(COLLECTIONS.accounts, 'bindings');
    throw error;
  }
}

async function lookUpMeant(
  parts: LookUpParts,
  { orderId, others = [], since, exact = false }: LookUpRequest,
  asker: Asker,
): Promise<LookUpAnswer> {
  if (asker.staff.role === 'reviewer') {
    const [recorded] = [orderId, ...others].flatMap((id) => recordedReport(id, parts.now()) ?? []);
    if (recorded === undefined) throw new CloudFailure('order-not-found');
    return recorded;
  }
  const look = (id: string, instead: readonly string[] = []): Promise<DeliveryAnswer> =>
    lookUpById(parts, id, instead, since ?? 0, asker);
  const lookMeant = (meant: string | OrderChoices): Promise<DeliveryAnswer> | OrderChoices =>
    typeof meant === 'string' ? look(meant) : meant;
  // Of what the phone has been told of once it knows the whole id.
  const mayBeTail = since === undefined && !exact;
  if (!mayBeTail) return look(orderId, others);
  if (orderId.length <= SHORT) {
    const meant = await orderEndingWith(parts, orderId, asker);
    return meant === null ? look(orderId, others) : lookMeant(meant);
  }
  return look(orderId, others).catch(async (error: unknown) => {
    if (!isNoWholeId(error)) throw error;
    const meant = await orderEndingWith(parts, orderId, asker);
    // An order by this very id has just been asked for.
    if (meant === null || meant === orderId) throw error;
    return lookMeant(meant);
  });
}

/** Nobody knows it as a whole id, or may be asked any more whether they do. */
function isNoWholeId(error: unknown): boolean {
  return isOneOf(error, ['order-not-found', 'too-many-unknown-ids']);
}

function isOneOf(error: unknown, codes: readonly CloudErrorCode[]): boolean {
  return error instanceof CloudFailure && codes.includes(error.code);
}

/** The order that is meant by the end of an id; several to choose from; null when no known order ends so. */
async function orderEndingWith(
  { knownOrders, staff: documents, now }: LookUpParts,
  tail: string,
  { staff, call }: Asker,
): Promise<string | OrderChoices | null> {
  if (isUsedUp(staff, 'look-up', now())) throw tooFrequent();
  const found = await knownOrders.endingWith(tail, staff);
  if (found.some(({ orderId }) => orderId === tail)) return tail;
  if (found.length < 2) return found[0]?.orderId ?? null;
  if (!(await countOne(documents, staff, 'look-up', now()))) throw tooFrequent();
  call.note({ choices: found.length });
  return { choices: found.slice(0, MOST_CHOICES), more: found.length > MOST_CHOICES };
}

async function lookUpById(
  { findDelivery, stores, now }: LookUpParts,
  id: string,
  others: readonly string[],
  since: number,
  { staff, call }: Asker,
): Promise<DeliveryAnswer> {
  const [found, known] = await Promise.all([
    findDelivery(id, staff, call, { others }),
    // A delivery is told without its store rather than not at all.
    stores().catch(() => {
      call.note({ storeList: 'failed' });
      return [];
    }),
  ]);
  const { delivery, askedAt, company, storeIds, earlier, attempt, isBeingAsked } = found;
  // Of one that may be of several stores nobody knows where it began, and how patient they are.
  const [store] =
    storeIds.length === 1 ? known.filter(({ storeId }) => storeId === storeIds[0]) : [];
  const { history } = attempt;
  const stuck = stuckOf(delivery, history, store?.thresholds ?? DEFAULT_THRESHOLDS, now());
  call.note({ status: delivery.status.name });
  return {
    ...delivery,
    rider: riderOf(found, now()),
    askedAt,
    nextAskInSeconds: isBeingAsked ? NEWER_SOON_SECONDS : nextAskInSeconds(delivery),
    ...(isBeingAsked ? { isBeingAsked } : {}),
    ...(company === '' ? {} : { company }),
    ...(store?.position ? { storePosition: store.position } : {}),
    ...(stuck === null ? {} : { stuck }),
    ...(earlier.length === 0 ? {} : { earlier }),
    history: seenAfter(history, since - WRITTEN_WITHIN_MS),
  };
}

function riderOf(found: FoundDelivery, now: number): DeliveryAnswer['rider'] {
  const { rider } = found.delivery;
  if (rider === null) return null;
  return { ...rider, callable: rider.callable && mayBeCalled(found, now) };
}
