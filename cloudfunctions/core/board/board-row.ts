import { createHash } from 'crypto';
import { ageMs, RIDERS_KEPT_MS } from '../../../miniprogram/contract/age';
import type { AnyRow, AwaitedRow, BoardRow } from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Store } from '../../../miniprogram/contract/shop';
import type { Staff } from '../access/staff';
import { type Registration, isQueued, nextAskAt, registrationsIn } from '../records/registration';
import { commonStoreIds, onlyStoreOf } from '../shop/look-up-targets';
import { shownAcknowledgement } from './acknowledge';
import type { AwaitedOrder } from '../intake/awaited-orders';
import type { BoardOrder } from './board-orders';
import { type PacedOrder, isOldAnswer } from './pace';

export function boardRowOf(paced: PacedOrder, staff: Staff, now: number): BoardRow {
  const { order } = paced;
  // Times that change with each question are left out, because changed rows are sent again.
  const { liveAt, lookedUpAt: _lookedUpAt, ...known } = paced.known;
  const { waybillId, position, callable, askedAt } = order.current;
  const note = merchantNoteIn(order);
  const acknowledged = shownAcknowledgement(order.document, order.current, paced.known, staff, now);
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
  const [registration] = registrations;
  const { at, by, storeIds } = registration;
  const isNotAskedYet = isQueued(registration);
  const nextAt = nextAskAt(registration, now);
  const store = onlyStoreOf(storeIds, stores);
  const note = registrations.find((registration) => registration.note !== undefined)?.note;
  return withMark({
    kind: 'awaited',
    orderId,
    broughtAt: Math.min(at, now),
    broughtBy: by.name,
    ...(by.kind === 'key' ? { isRegistered: true } : {}),
    phase: nextAt === null ? 'given-up' : isNotAskedYet ? 'queued' : 'asked',
    nextAskAt: isNotAskedYet ? null : nextAt,
    ...(registrations.some((one) => mayTakeOff(staff, one)) ? { canTakeOff: true } : {}),
    ...(stores.length > 1 && store !== undefined ? { store: store.name } : {}),
    ...(note === undefined ? {} : { note }),
  });
}

/** Tells whether a person may take an awaited order off the board: clerks only one they added. */
export function mayTakeOff({ role, staffId }: Staff, { by }: Registration): boolean {
  return role === 'owner' || role === 'manager' || by.id === staffId;
}

function merchantNoteIn({ document, current }: BoardOrder): string | undefined {
  const isOfBoard = ({ storeIds }: Registration): boolean =>
    commonStoreIds(storeIds, current.boardStoreIds).length > 0;
  return registrationsIn(document).find((one) => one.note !== undefined && isOfBoard(one))?.note;
}

/** Length (characters) of a row's mark: 48 bits, so that two rows hardly ever have the same one. */
const MARK_LENGTH = 8;

/** Adds a mark to a row: a hash of its fields except `askedAt`. Phones send the marks they have. */
export function withMark<Row extends object>(row: Row): Row & { readonly mark: string } {
  const rowText = JSON.stringify({ ...row, askedAt: 0 });
  const hash = createHash('sha256').update(rowText, 'utf8').digest('base64url');
  return { ...row, mark: hash.slice(0, MARK_LENGTH) };
}

/** Returns the rows that a phone with these marks lacks, and the marks of rows that are gone. */
export function differenceToMarks(
  marks: readonly string[],
  rows: readonly AnyRow[],
): { readonly rows: readonly AnyRow[]; readonly gone: readonly string[] } {
  const marksOfPhone = new Set(marks);
  const currentMarks = new Set(rows.map(({ mark }) => mark));
  return {
    rows: rows.filter(({ mark }) => !marksOfPhone.has(mark)),
    gone: [...marksOfPhone].filter((mark) => !currentMarks.has(mark)),
  };
}
