import { createHash } from 'crypto';
import { ageMs, RIDERS_KEPT_MS } from '../../../miniprogram/contract/age';
import type { AnyRow, AwaitedRow, BoardRow } from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Store } from '../../../miniprogram/contract/shop';
import type { Staff } from '../access/staff';
import { type Registration, isQueued, nextAskAt, registrationsIn } from '../records/registration';
import { commonStoreIds, onlyStoreOf } from '../shop/look-up-targets';
import { acknowledgedIn } from './acknowledge';
import type { AwaitedOrder } from '../intake/awaited-orders';
import type { BoardOrder } from './board-orders';
import { type PacedOrder, isOldAnswer } from './pace';

export function boardRowOf(paced: PacedOrder, staff: Staff, now: number): BoardRow {
  const { order } = paced;
  // Times that change with each question are left out: each change would send the row again.
  const { liveAt, lookedUpAt: _lookedUpAt, ...known } = paced.known;
  const { waybillId, position, callable, askedAt } = order.current;
  const note = noteIn(order);
  const acknowledged = acknowledgedIn(order.document, order.current, paced.known, staff, now);
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
    ...(isOldAnswer(paced, now) ? { isOld: true } : {}),
    ...(acknowledged === null ? {} : { acknowledged }),
    ...(note === undefined ? {} : { note }),
  });
}

export function awaitedRowOf(
  { orderId, registrations }: AwaitedOrder,
  stores: readonly Store[],
  staff: Staff,
  now: number,
): AwaitedRow {
  const [first] = registrations;
  const { at, by, storeIds } = first;
  const isPhaseQueued = isQueued(first);
  const nextAt = nextAskAt(first, now);
  const store = onlyStoreOf(storeIds, stores);
  const note = registrations.find((one) => one.note !== undefined)?.note;
  return withMark({
    kind: 'awaited',
    orderId,
    broughtAt: Math.min(at, now),
    broughtBy: by.name,
    ...(by.kind === 'key' ? { isRegistered: true } : {}),
    phase: nextAt === null ? 'given-up' : isPhaseQueued ? 'queued' : 'asked',
    nextAskAt: isPhaseQueued ? null : nextAt,
    ...(registrations.some((one) => mayTakeOff(staff, one)) ? { canTakeOff: true } : {}),
    ...(stores.length > 1 && store !== undefined ? { store: store.name } : {}),
    ...(note === undefined ? {} : { note }),
  });
}

/** Tells whether a person may take off an awaited order: own ones, or any as owner or manager. */
export function mayTakeOff({ role, staffId }: Staff, { by }: Registration): boolean {
  return role === 'owner' || role === 'manager' || by.id === staffId;
}

function noteIn({ document, current }: BoardOrder): string | undefined {
  const isOfBoard = ({ storeIds }: Registration): boolean =>
    commonStoreIds(storeIds, current.boardStoreIds).length > 0;
  return registrationsIn(document).find((one) => one.note !== undefined && isOfBoard(one))?.note;
}

/** Length of a row's mark: 48 bits, so that two rows of a board hardly ever share one. */
const MARK_CHARACTERS = 8;

/** Adds the mark to a row: a hash of all its fields but `askedAt`, the same in any instance. */
export function withMark<Row extends object>(row: Row): Row & { readonly mark: string } {
  const rowText = JSON.stringify({ ...row, askedAt: 0 });
  const mark = createHash('sha256').update(rowText, 'utf8').digest('base64url');
  return { ...row, mark: mark.slice(0, MARK_CHARACTERS) };
}

/** Returns the rows that a phone with these marks lacks, and the marks of rows that are gone. */
export function differenceToMarks(
  marks: readonly string[],
  rows: readonly AnyRow[],
): { readonly rows: readonly AnyRow[]; readonly gone: readonly string[] } {
  const marksOfPhone = new Set(marks);
  const now = new Set(rows.map(({ mark }) => mark));
  return {
    rows: rows.filter(({ mark }) => !marksOfPhone.has(mark)),
    gone: [...marksOfPhone].filter((mark) => !now.has(mark)),
  };
}
