import { ageMs, RIDERS_KEPT_MS } from '../../../miniprogram/contract/age';
import type {
  AnyRow,
  AwaitedRow,
  BoardCounts,
  BoardRow,
} from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Store } from '../../../miniprogram/contract/shop';
import { type BoardFilter, boardFilterOf } from '../../../miniprogram/contract/delivery/urgency';
import { registrationsIn } from '../records/registration';
import { acknowledgedIn } from './acknowledge';
import type { AwaitedOrder, BoardOrder } from './board-orders';
import { withMark } from './marks';
import { type PacedOrder, isOld } from './pace';

/** Makes the row of an order. */
export function boardRowOf(paced: PacedOrder, now: number): BoardRow {
  const { order } = paced;
  // Times that move with each question, or with each look-up of a person, would make a new row.
  const { liveAt, lookedUpAt: _lookedUpAt, ...known } = paced.known;
  const { waybillId, position, callable, askedAt } = order.current;
  const note = noteIn(order);
  const acknowledged = acknowledgedIn(order.document, order.current, paced.known, now);
  const hasPosition = position !== null && ageMs(askedAt, now) < RIDERS_KEPT_MS;
  return withMark({
    kind: 'known',
    ...known,
    ...(statusOf(known.status).isFinal ? { liveAt } : {}),
    ...(waybillId === null ? {} : { waybillId }),
    ...(callable ? { callable } : {}),
    ...(hasPosition
      ? { position: { longitude: position.longitude, latitude: position.latitude } }
      : {}),
    ...(isOld(paced, now) ? { isOld: true } : {}),
    ...(acknowledged === null ? {} : { acknowledged }),
    ...(note === undefined ? {} : { note }),
  });
}

/** Makes the row of a registered order that WeChat does not know yet. */
export function awaitedRowOf(
  { orderId, registration: { storeId, at, note } }: AwaitedOrder,
  stores: readonly Store[],
  now: number,
): AwaitedRow {
  const store = stores.find((one) => one.storeId === storeId);
  return withMark({
    kind: 'awaited',
    orderId,
    registeredAt: Math.min(at, now),
    ...(stores.length > 1 && store !== undefined ? { store: store.name } : {}),
    ...(note === undefined ? {} : { note }),
  });
}

/** Returns the note of the merchant's own system for a store on whose board the order stands. */
function noteIn({ document, current }: BoardOrder): string | undefined {
  return registrationsIn(document).find(({ storeId }) => current.boardStoreIds.includes(storeId))
    ?.note;
}

/** Finds the filter that a row stands under; null for one that WeChat does not know yet. */
export function filterOf(row: AnyRow, now: number): BoardFilter | null {
  return row.kind === 'awaited' ? null : boardFilterOf(row, now);
}

export function countRows(rows: readonly AnyRow[], now: number): BoardCounts {
  const counts = { 'to-handle': 0, delivering: 0, pickup: 0, waiting: 0, ended: 0, awaited: 0 };
  for (const row of rows) counts[filterOf(row, now) ?? 'awaited'] += 1;
  return counts;
}
