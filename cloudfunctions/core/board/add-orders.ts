import {
  type AddedOrder,
  type AddedOrders,
  type AddOrdersRequest,
} from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { isSendable, idProblem } from '../../../miniprogram/contract/order-id';
import type { Actor } from '../access/access';
import { consumeUpTo } from '../access/rate-limits';
import { KEPT_SHARE } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { knownOrdersMeant } from '../records/known-orders';
import {
  type Registration,
  awaitedBy,
  awaitedIn,
  broughtBy,
  countAwaited,
  isQueued,
  nextAskAt,
} from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { targetsOf } from '../shop/look-up-targets';
import { askAwaited } from '../intake/ask-awaited';
import { type BroughtOrder, bringOrders } from '../intake/bring-orders';
import { queueSecondsFor } from './awaited-pace';

/** Maximum number of awaited orders that one person may have brought. */
const MOST_WAITING = 200;

/**
 * Puts orders on the board of some stores, even if WeChat does not know them yet. All orders are
 * stored first. This call then asks WeChat for some of them; later calls of the board ask for the
 * rest.
 *
 * @throws CloudFailure `settings-missing` when no account serves these stores
 */
export async function addOrders(
  deliveries: Deliveries,
  { orders, storeId }: AddOrdersRequest,
  actor: Actor,
): Promise<AddedOrders> {
  const { documents, now } = deliveries;
  const { staff, call } = actor;
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const storeIds = await storesOf(deliveries, actor, storeId);
  const candidates = orders.map((ids) => ids.filter(isOrderId));
  const mains = [...new Set(candidates.flatMap(([main]) => main ?? []))];
  const [meant, found] = await Promise.all([
    knownOrdersMeant(deliveries, candidates.flat(), staff),
    documents.list({
      holds: ['_id', mains],
      limit: mains.length,
      only: ['registered', 'storeIds'],
    }),
  ]);
  const waiting = new Set(
    found
      .filter((one) => awaitedIn(one, storeIds, now()).some((other) => isInHand(other, now())))
      .map(({ _id }) => _id),
  );
  const by = { kind: 'person', id: staff.staffId, name: staff.name } as const;
  const wanted = new Map<string, BroughtOrder>();
  for (const [orderId, ...otherIds] of candidates) {
    if (orderId === undefined || waiting.has(orderId)) continue;
    if ([orderId, ...otherIds].some((id) => meant.has(id))) continue;
    const others = otherIds.length === 0 ? {} : { otherIds };
    wanted.set(orderId, { orderId, registration: { storeIds, at: now(), by, ...others } });
  }
  const fits = await consumeUpTo(deliveries.staff, staff, 'brought', wanted.size, now());
  const brought = [...wanted.values()].slice(0, fits);
  const most = async (): Promise<number> =>
    Math.max(0, MOST_WAITING - (await countAwaited(documents, broughtBy(staff.staffId), now())));
  const written = await bringOrders(deliveries, brought, { of: staff.staffId, most }, call);
  const outcomes = new Map(brought.map(({ orderId }, n) => [orderId, written[n]]));
  const due = brought.filter(({ orderId }) => outcomes.get(orderId) === 'awaited');
  const asked = await askAwaited(deliveries, due, actor, { keepMs });
  const queued = await countAwaited(documents, awaitedBy(storeIds, ['queued']), now());
  call.note({ added: due.length, asked: asked.length });
  const added = candidates.map((ids, n): AddedOrder => {
    const [orderId = orders[n]?.[0] ?? ''] = ids;
    const known = ids.flatMap((id) => meant.get(id) ?? [])[0];
    if (known !== undefined)
      return {
        orderId: known.orderId,
        outcome: statusOf(known.current.status).isFinal ? 'ended' : 'under-way',
      };
    if (ids.length === 0) return { orderId, outcome: 'malformed' };
    if (waiting.has(orderId)) return { orderId, outcome: 'awaited' };
    return { orderId, outcome: outcomes.get(orderId) ?? 'too-many' };
  });
  return { added, queueSeconds: await queueSecondsFor(deliveries, queued, storeIds) };
}

function isOrderId(text: string): boolean {
  return isSendable(text) && idProblem(text) === null;
}

/** Tells whether a person has brought an order that WeChat will still be asked for. */
function isInHand(one: Registration, now: number): boolean {
  return one.by.kind === 'person' && (isQueued(one) || nextAskAt(one, now) !== null);
}

/** Lists the stores for which orders are brought: `storeId`, or else all the person's stores. */
async function storesOf(
  { accounts: book, stores: listed }: Deliveries,
  { staff }: Actor,
  storeId: string | undefined,
): Promise<readonly string[]> {
  const own =
    staff.stores === 'all' ? (await listed()).map((store) => store.storeId) : staff.stores;
  const storeIds = storeId === undefined ? own : [storeId];
  const hasTarget = async (maxAgeMs?: number): Promise<boolean> =>
    targetsOf(await book.accounts(maxAgeMs), storeIds).length > 0;
  if (!(await hasTarget()) && !(await hasTarget(0))) throw new CloudFailure('settings-missing');
  return storeIds;
}
