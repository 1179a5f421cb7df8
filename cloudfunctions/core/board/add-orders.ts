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
import { knownOrdersMeant } from '../records/known-orders';
import {
  type Registration,
  searchMarksFor,
  awaitedIn,
  broughtByMarks,
  countAwaited,
  isQueued,
  nextAskAt,
} from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { targetsOf } from '../shop/look-up-targets';
import { askAwaited } from '../intake/ask-awaited';
import { type BroughtOrder, bringOrders, readRegistered } from '../intake/bring-orders';
import { queueSecondsFor } from './awaited-pace';

const MAX_AWAITED_OF_PERSON = 200;

/**
 * Stores orders for the board, even if WeChat does not have them yet, and asks for some; later
 * calls of the board ask for the rest. Throws `settings-missing` when no account serves the stores.
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
  const candidates = orders.map((ids) => ids.filter((id) => is(id, validId)));
  const mains = [...new Set(candidates.flatMap(([main]) => main ?? []))];
  const [meant, found] = await Promise.all([
    knownOrdersMeant(deliveries, candidates.flat(), staff),
    readRegistered(documents, mains),
  ]);
  const waiting = new Set(
    found
      .filter((one) =>
        awaitedIn(one, storeIds, now()).some((other) => willBeAskedAgain(other, now())),
      )
      .map(({ _id }) => _id),
  );
  const by = { kind: 'person', id: staff.staffId, name: staff.name } as const;
  const wanted = new Map<string, BroughtOrder>();
  for (const ids of candidates) {
    const [orderId, ...otherIds] = ids;
    if (orderId === undefined || waiting.has(orderId) || ids.some((id) => meant.has(id))) continue;
    const others = otherIds.length === 0 ? {} : { otherIds };
    wanted.set(orderId, { orderId, registration: { storeIds, at: now(), by, ...others } });
  }
  const fits = await consumeUpToLimit(deliveries.staff, staff, 'brought', wanted.size, now());
  const brought = [...wanted.values()].slice(0, fits);
  const countRoom = async (): Promise<number> =>
    Math.max(
      0,
      MAX_AWAITED_OF_PERSON - (await countAwaited(documents, broughtByMarks(staff.staffId), now())),
    );
  const limit = { queueId: staff.staffId, countRoom };
  const written = await bringOrders(deliveries, brought, limit, call);
  const outcomes = new Map(brought.map(({ orderId }, n) => [orderId, written[n]]));
  const due = brought.filter(({ orderId }) => outcomes.get(orderId) === 'awaited');
  const asked = await askAwaited(deliveries, due, actor, { keepMs });
  const queued = await countAwaited(documents, searchMarksFor(storeIds, ['queued']), now());
  call.note({ added: due.length, asked: asked.length });
  const added = candidates.map((ids, n): AddedOrder => {
    const [orderId = orders[n]?.[0] ?? ''] = ids;
    const [known] = ids.flatMap((id) => meant.get(id) ?? []);
    if (known !== undefined) {
      const { isFinal } = statusOf(known.current.status);
      return { orderId: known.orderId, outcome: isFinal ? 'ended' : 'under-way' };
    }
    if (ids.length === 0) return { orderId, outcome: 'malformed' };
    if (waiting.has(orderId)) return { orderId, outcome: 'awaited' };
    return { orderId, outcome: outcomes.get(orderId) ?? 'too-many' };
  });
  return { added, queueSeconds: await queueSecondsFor(deliveries, queued, storeIds) };
}

/** Tells whether WeChat will still be asked for an order that a person has added. */
function willBeAskedAgain(one: Registration, now: number): boolean {
  return one.by.kind === 'person' && (isQueued(one) || nextAskAt(one, now) !== null);
}

async function storeIdsFor(
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
