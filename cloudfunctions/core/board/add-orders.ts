import { is } from 'superstruct';
import type {
  AddedOrder,
  AddedOrders,
  AddOrdersRequest,
} from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Actor } from '../access/access';
import { orderId as validId } from '../access/input-shapes';
import { consumeUpToLimit } from '../access/rate-limits';
import { KEPT_SHARE } from '../deliveries/ask-due-orders';
import type { Deliveries } from '../deliveries/deliveries';
import { knownOrdersByTexts } from '../records/known-orders';
import {
  type Registration,
  searchMarksFor,
  awaitedIn,
  marksOfPerson,
  countAwaited,
  isQueued,
  nextAskAt,
} from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { targetsOf } from '../shop/look-up-targets';
import { askAwaitedOrders } from '../intake/ask-awaited';
import { type RegisteredOrder, bringOrders, readRegisteredDocuments } from '../intake/bring-orders';
import { queueSecondsFor } from './awaited-pace';

const MAX_AWAITED_OF_PERSON = 200;

/**
 * Stores orders for the board, even if WeChat does not have them yet. Asks WeChat for some of them;
 * later calls of the board ask for the others. Throws `settings-missing` without an account.
 */
export async function addOrders(
  deliveries: Deliveries,
  { orders, storeId }: AddOrdersRequest,
  actor: Actor,
): Promise<AddedOrders> {
  const { documents, now } = deliveries;
  const { staff, call } = actor;
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const storeIds = await storeIdsFor(deliveries, actor, storeId);
  const idLists = orders.map((ids) => ids.filter((id) => is(id, validId)));
  const mainIds = [...new Set(idLists.flatMap(([main]) => main ?? []))];
  const [knownByText, documentsFound] = await Promise.all([
    knownOrdersByTexts(deliveries, idLists.flat(), staff),
    readRegisteredDocuments(documents, mainIds),
  ]);
  const waitingIds = new Set(
    documentsFound
      .filter((document) =>
        awaitedIn(document, storeIds, now()).some((other) => willBeAskedAgain(other, now())),
      )
      .map(({ _id }) => _id),
  );
  const by = { kind: 'person', id: staff.staffId, name: staff.name } as const;
  const newOrders = new Map<string, RegisteredOrder>();
  for (const ids of idLists) {
    const [orderId, ...otherIds] = ids;
    if (orderId === undefined || waitingIds.has(orderId) || ids.some((id) => knownByText.has(id)))
      continue;
    const alternatives = otherIds.length === 0 ? {} : { otherIds };
    newOrders.set(orderId, { orderId, registration: { storeIds, at: now(), by, ...alternatives } });
  }
  const maxNew = await consumeUpToLimit(deliveries.staff, staff, 'brought', newOrders.size, now());
  const ordersToStore = [...newOrders.values()].slice(0, maxNew);
  const countRoom = async (): Promise<number> => {
    const awaitedCount = await countAwaited(documents, marksOfPerson(staff.staffId), now());
    return Math.max(0, MAX_AWAITED_OF_PERSON - awaitedCount);
  };
  const limit = { queueId: staff.staffId, countRoom };
  const outcomes = await bringOrders(deliveries, ordersToStore, limit, call);
  const outcomeById = new Map(ordersToStore.map(({ orderId }, n) => [orderId, outcomes[n]]));
  const ordersToAsk = ordersToStore.filter(({ orderId }) => outcomeById.get(orderId) === 'awaited');
  const askedOrders = await askAwaitedOrders(deliveries, ordersToAsk, actor, { keepMs });
  const queuedCount = await countAwaited(documents, searchMarksFor(storeIds, ['queued']), now());
  call.note({ added: ordersToAsk.length, asked: askedOrders.length });
  const added = idLists.map((ids, n): AddedOrder => {
    const [orderId = orders[n]?.[0] ?? ''] = ids;
    const [known] = ids.flatMap((id) => knownByText.get(id) ?? []);
    if (known !== undefined) {
      const { isFinal } = statusOf(known.current.status);
      return { orderId: known.orderId, outcome: isFinal ? 'ended' : 'under-way' };
    }
    if (ids.length === 0) return { orderId, outcome: 'malformed' };
    if (waitingIds.has(orderId)) return { orderId, outcome: 'awaited' };
    return { orderId, outcome: outcomeById.get(orderId) ?? 'too-many' };
  });
  return { added, queueSeconds: await queueSecondsFor(deliveries, queuedCount, storeIds) };
}

function willBeAskedAgain(one: Registration, now: number): boolean {
  return one.by.kind === 'person' && (isQueued(one) || nextAskAt(one, now) !== null);
}

async function storeIdsFor(
  { accounts: book, stores: listStores }: Deliveries,
  { staff }: Actor,
  storeId: string | undefined,
): Promise<readonly string[]> {
  const ownStoreIds =
    staff.stores === 'all' ? (await listStores()).map((store) => store.storeId) : staff.stores;
  const storeIds = storeId === undefined ? ownStoreIds : [storeId];
  const hasTarget = async (maxAgeMs?: number): Promise<boolean> =>
    targetsOf(await book.accounts(maxAgeMs), storeIds).length > 0;
  if (!(await hasTarget()) && !(await hasTarget(0))) throw new CloudFailure('settings-missing');
  return storeIds;
}
