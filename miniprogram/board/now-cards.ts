import { END_LENGTH } from '../contract/order-id';
import type { AnyRow, BoardRow } from '../contract/board-api';
import { REASON_NAMES } from '../contract/delivery/reason-names';
import {
  type ActReason,
  compareUrgency,
  orderTone,
  reasonToActOf,
  toHandleSince,
} from '../contract/delivery/urgency';
import { companyName } from '../contract/shop';
import { clockTime, durationWords } from '../ui/wording/measures';
import type { SplitId } from '../ui/wording/order-row';
import { REASON_WORDING } from '../ui/wording/reason-wording';
import { filterOf } from './board-filters';

/** Cards 现在做什么 above the list: what somebody of the shop has to do now. Times in ms. */

/** Order that has a card. `since` is the time when it got the card. */
export interface CardPlace {
  readonly orderId: string;
  readonly since: number;
}

/** Card of an order that nobody has acknowledged, as the template reads it. */
export type NowCard = NonNullable<ReturnType<typeof nowCard>>;

interface Deed {
  /** What to do, and with whom: `给陈师傅打电话`. */
  readonly verb: string;
  readonly act: 'call' | 'copy-id';
  /** Id to copy: of the order, or of the waybill by which the company finds its rider. */
  readonly id: string;
}

interface NewFacts {
  readonly now: number;
  /** Times when orders came to be handled while the board was open, by order id. */
  readonly cameAt: ReadonlyMap<string, number>;
}

export interface CardFacts extends NewFacts {
  readonly selectedId: string | null;
}

/** Smallest number of orders on the board with several cards, below a heading. */
const MANY_ROWS = 7;
const MOST_CARDS = 3;
/** Time for which an order is called new, and the shortest time for which a card stays. */
const NEW_MS = 30_000;
const MINUTE = 60_000;

export function hasManyRows(rows: readonly AnyRow[], now: number): boolean {
  return rows.filter((row) => filterOf(row, now) !== 'ended').length >= MANY_ROWS;
}

/** Lists orders to handle that nobody has acknowledged: new ones first, then the longest. */
export function toDo(rows: readonly AnyRow[], facts: NewFacts): readonly BoardRow[] {
  const { now, cameAt } = facts;
  const newsAt = ({ orderId }: BoardRow): number =>
    isNew(orderId, facts) ? (cameAt.get(orderId) ?? 0) : 0;
  return rows
    .filter((row) => row.kind === 'known')
    .filter((row) => row.acknowledged === undefined && reasonToActOf(row, now) !== null)
    .sort((one, other) => newsAt(other) - newsAt(one) || compareUrgency(one, other, now));
}

/** Chooses the orders of the cards after those of `before`. A selected row stays in its list. */
export function nextCards(
  before: readonly CardPlace[],
  rows: readonly AnyRow[],
  facts: CardFacts,
  staysInList: boolean,
): readonly CardPlace[] {
  const { now, selectedId } = facts;
  const sinceOf = new Map(before.map(({ orderId, since }) => [orderId, since]));
  const wanted = toDo(rows, facts).filter(
    ({ orderId }) => !staysInList || orderId !== selectedId || sinceOf.has(orderId),
  );
  const isKept = ({ orderId }: BoardRow): boolean => {
    const since = sinceOf.get(orderId);
    return since !== undefined && (now - since < NEW_MS || orderId === selectedId);
  };
  const free = (hasManyRows(rows, now) ? MOST_CARDS : 1) - wanted.filter(isKept).length;
  const others = wanted.filter((row) => !isKept(row)).slice(0, Math.max(0, free));
  return wanted
    .filter((row) => isKept(row) || others.includes(row))
    .map(({ orderId }) => ({ orderId, since: sinceOf.get(orderId) ?? now }));
}

/** Builds a card; null once there is nothing to do. `failed`: why an action has failed. */
export function nowCard(row: BoardRow, id: SplitId, facts: CardFacts, failed: string) {
  const { now, selectedId } = facts;
  const reason = reasonToActOf(row, now);
  if (reason === null || row.acknowledged !== undefined) return null;
  const { lasting = REASON_NAMES[reason], due } = REASON_WORDING[reason];
  const { orderId, company, riderName = null, stuck } = row;
  const { verb, act } = deedOf(row, reason);
  const age = `${lasting} ${durationWords(Math.max(MINUTE, now - toHandleSince(row)))}`;
  // A company that has not found a rider is named. Else the rider's name says enough.
  const name = riderName === null && company !== undefined ? companyName(company) : '';
  const isDue = due !== undefined && stuck?.dueAt !== undefined;
  const words = { reason: age, fact: isDue ? due(clockTime(stuck.dueAt, now)) : name };
  return {
    ...{ orderId, verb, act, tone: orderTone(row, now) },
    isNew: isNew(orderId, facts),
    end: id.isFrontDecisive ? id.front + id.end : id.end,
    ...(failed === '' ? words : { reason: failed, fact: '' }),
    isSelected: orderId === selectedId,
  };
}

/** Finds what to do about an order that is to be handled for a reason. */
export function deedOf(row: BoardRow, reason: ActReason): Deed {
  const { verb, deed } = REASON_WORDING[reason];
  const { orderId, waybillId = orderId, riderName = null, company } = row;
  const words = verb(riderName === null || riderName === '' ? '骑手' : riderName);
  if (deed === 'copy') return { verb: words, act: 'copy-id', id: orderId };
  if (row.callable === true) return { verb: words, act: 'call', id: orderId };
  const where = company === undefined ? '配送公司' : companyName(company);
  return { verb: `在${where}里找骑手`, act: 'copy-id', id: waybillId };
}

/** Names the newest order to handle, for the pill of the bell; null when no order is new. */
export function newsOf(rows: readonly AnyRow[], facts: NewFacts) {
  const [row] = toDo(rows, facts);
  const reason = row === undefined ? null : reasonToActOf(row, facts.now);
  if (row === undefined || reason === null || !isNew(row.orderId, facts)) return null;
  const { orderId } = row;
  return { orderId, text: `新：${orderId.slice(-END_LENGTH)}`, reason: REASON_NAMES[reason] };
}

function isNew(orderId: string, { now, cameAt }: NewFacts): boolean {
  return now - (cameAt.get(orderId) ?? 0) < NEW_MS;
}
