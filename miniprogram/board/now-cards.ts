import { MINUTE_MS } from '../contract/age';
import { ID_END_LENGTH } from '../contract/order-id';
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

/** Cards 现在做什么 above the list. Each says what somebody of the shop has to do. Times in ms. */

/** Order that has a card. `since` is the time when it got the card. */
export interface CardPlace {
  readonly orderId: string;
  readonly shownSince: number;
}

/** Card of an order to handle that nobody has acknowledged, as the template reads it. */
export type NowCard = NonNullable<ReturnType<typeof nowCard>>;

interface CardAction {
  /** What to do, and whom to call: `给陈师傅打电话`. */
  readonly verb: string;
  readonly act: 'call' | 'copy-id';
  /** Id to copy: the order id, or the waybill id by which the company finds the rider. */
  readonly id: string;
}

interface NewOrderFacts {
  readonly now: number;
  /** Times at which orders became orders to handle while the board was open, by order id. */
  readonly newSinceById: ReadonlyMap<string, number>;
}

export interface CardFacts extends NewOrderFacts {
  readonly selectedId: string | null;
}

/** Smallest number of orders on the board for which several cards, below a heading, are shown. */
const SEVERAL_CARDS_FROM_ROWS = 7;
const MAX_CARDS = 3;
/** Time (ms) for which an order counts as new. A card stays at least as long. */
const NEW_FOR_MS = 30_000;

export function hasManyRows(rows: readonly AnyRow[], now: number): boolean {
  return rows.filter((row) => filterOf(row, now) !== 'ended').length >= SEVERAL_CARDS_FROM_ROWS;
}

/** Lists orders to handle that nobody has acknowledged: new ones, then those waiting longest. */
export function ordersToHandle(rows: readonly AnyRow[], facts: NewOrderFacts): readonly BoardRow[] {
  const { now, newSinceById } = facts;
  const newsAt = ({ orderId }: BoardRow): number =>
    isNewOrder(orderId, facts) ? (newSinceById.get(orderId) ?? 0) : 0;
  return rows
    .filter((row) => row.kind === 'known')
    .filter((row) => row.acknowledged === undefined && reasonToActOf(row, now) !== null)
    .sort((one, other) => newsAt(other) - newsAt(one) || compareUrgency(one, other, now));
}

/** Chooses the orders that get cards, but not the selected one. `before`: the cards so far. */
export function pickCards(
  before: readonly CardPlace[],
  rows: readonly AnyRow[],
  facts: CardFacts,
  staysInList: boolean,
): readonly CardPlace[] {
  const { now, selectedId } = facts;
  const sinceOf = new Map(before.map(({ orderId, shownSince }) => [orderId, shownSince]));
  const wanted = ordersToHandle(rows, facts).filter(
    ({ orderId }) => !staysInList || orderId !== selectedId || sinceOf.has(orderId),
  );
  const isKept = ({ orderId }: BoardRow): boolean => {
    const since = sinceOf.get(orderId);
    return since !== undefined && (now - since < NEW_FOR_MS || orderId === selectedId);
  };
  const free = (hasManyRows(rows, now) ? MAX_CARDS : 1) - wanted.filter(isKept).length;
  const others = wanted.filter((row) => !isKept(row)).slice(0, Math.max(0, free));
  return wanted
    .filter((row) => isKept(row) || others.includes(row))
    .map(({ orderId }) => ({ orderId, shownSince: sinceOf.get(orderId) ?? now }));
}

/** Builds a card; null once there is nothing to do. `failed`: why an action has failed. */
export function nowCard(row: BoardRow, id: SplitId, facts: CardFacts, failed: string) {
  const { now, selectedId } = facts;
  const reason = reasonToActOf(row, now);
  if (reason === null || row.acknowledged !== undefined) return null;
  const { beforeDuration = REASON_NAMES[reason], dueWords } = REASON_WORDING[reason];
  const { orderId, company, riderName = null, stuck } = row;
  const { verb, act } = cardActionOf(row, reason);
  const age = `${beforeDuration} ${durationWords(Math.max(MINUTE_MS, now - toHandleSince(row)))}`;
  // While a company seeks a rider, the card names the company. Later the rider's name is enough.
  const name = riderName === null && company !== undefined ? companyName(company) : '';
  const isDue = dueWords !== undefined && stuck?.dueAt !== undefined;
  const words = { reason: age, fact: isDue ? dueWords(clockTime(stuck.dueAt, now)) : name };
  return {
    ...{ orderId, verb, act, tone: orderTone(row, now) },
    isNew: isNewOrder(orderId, facts),
    end: id.isFrontDecisive ? id.front + id.end : id.end,
    ...(failed === '' ? words : { reason: failed, fact: '' }),
    isSelected: orderId === selectedId,
  };
}

/** Finds what to do about an order that is to be handled for a reason. */
export function cardActionOf(row: BoardRow, reason: ActReason): CardAction {
  const { cardTitle, action } = REASON_WORDING[reason];
  const { orderId, waybillId = orderId, riderName = null, company } = row;
  const words = cardTitle(riderName === null || riderName === '' ? '骑手' : riderName);
  if (action === 'copy') return { verb: words, act: 'copy-id', id: orderId };
  if (row.callable === true) return { verb: words, act: 'call', id: orderId };
  const where = company === undefined ? '配送公司' : companyName(company);
  return { verb: `在${where}里找骑手`, act: 'copy-id', id: waybillId };
}

/** Names the newest order to handle, for the text beside the bell; null when no order is new. */
export function newestToHandle(rows: readonly AnyRow[], facts: NewOrderFacts) {
  const [row] = ordersToHandle(rows, facts);
  const reason = row === undefined ? null : reasonToActOf(row, facts.now);
  if (row === undefined || reason === null || !isNewOrder(row.orderId, facts)) return null;
  const { orderId } = row;
  return { orderId, text: `新：${orderId.slice(-ID_END_LENGTH)}`, reason: REASON_NAMES[reason] };
}

function isNewOrder(orderId: string, { now, newSinceById }: NewOrderFacts): boolean {
  return now - (newSinceById.get(orderId) ?? 0) < NEW_FOR_MS;
}
