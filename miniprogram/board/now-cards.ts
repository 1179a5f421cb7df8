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

/** Cards 现在做什么 above the list. Each says what the shop has to do for an order. Times in ms. */

/** Order that has a card. `shownSince`: time when it got the card. */
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
  /** Id to copy: the order id, or the waybill id, by which the company's system finds the rider. */
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

/** From this number of orders, the board shows several cards with a heading, and not just one. */
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
  const newSinceOf = ({ orderId }: BoardRow): number =>
    isNewOrder(orderId, facts) ? (newSinceById.get(orderId) ?? 0) : 0;
  return rows
    .filter((row) => row.kind === 'known')
    .filter((row) => row.acknowledged === undefined && reasonToActOf(row, now) !== null)
    .sort((one, other) => newSinceOf(other) - newSinceOf(one) || compareUrgency(one, other, now));
}

/** Chooses the orders that get cards. If `isSelectedListed`, the selected order stays a row. */
export function pickCards(
  oldCards: readonly CardPlace[],
  rows: readonly AnyRow[],
  facts: CardFacts,
  isSelectedListed: boolean,
): readonly CardPlace[] {
  const { now, selectedId } = facts;
  const shownSinceById = new Map(oldCards.map(({ orderId, shownSince }) => [orderId, shownSince]));
  const candidates = ordersToHandle(rows, facts).filter(
    ({ orderId }) => !isSelectedListed || orderId !== selectedId || shownSinceById.has(orderId),
  );
  const isKept = ({ orderId }: BoardRow): boolean => {
    const shownSince = shownSinceById.get(orderId);
    return shownSince !== undefined && (now - shownSince < NEW_FOR_MS || orderId === selectedId);
  };
  const freeCount = (hasManyRows(rows, now) ? MAX_CARDS : 1) - candidates.filter(isKept).length;
  const addedRows = candidates.filter((row) => !isKept(row)).slice(0, Math.max(0, freeCount));
  return candidates
    .filter((row) => isKept(row) || addedRows.includes(row))
    .map(({ orderId }) => ({ orderId, shownSince: shownSinceById.get(orderId) ?? now }));
}

/** Builds a card; null once nobody has to act. `failureText`: why an action failed, or empty. */
export function nowCard(row: BoardRow, splitId: SplitId, facts: CardFacts, failureText: string) {
  const { now, selectedId } = facts;
  const reason = reasonToActOf(row, now);
  if (reason === null || row.acknowledged !== undefined) return null;
  const { beforeDuration = REASON_NAMES[reason], dueWords } = REASON_WORDING[reason];
  const { orderId, company, riderName = null, stuck } = row;
  const { verb, act } = cardActionOf(row, reason);
  const durationText = `${beforeDuration} ${durationWords(Math.max(MINUTE_MS, now - toHandleSince(row)))}`;
  // While a company seeks a rider, the card names the company. Later it names the rider.
  const companyWords = riderName === null && company !== undefined ? companyName(company) : '';
  const hasDueTime = dueWords !== undefined && stuck?.dueAt !== undefined;
  const fact = hasDueTime ? dueWords(clockTime(stuck.dueAt, now)) : companyWords;
  return {
    ...{ orderId, verb, act, tone: orderTone(row, now) },
    isNew: isNewOrder(orderId, facts),
    end: splitId.isFrontDecisive ? splitId.front + splitId.end : splitId.end,
    ...(failureText === '' ? { reason: durationText, fact } : { reason: failureText, fact: '' }),
    isSelected: orderId === selectedId,
  };
}

/** Finds what somebody has to do about an order, by the reason why it is to be handled. */
export function cardActionOf(row: BoardRow, reason: ActReason): CardAction {
  const { cardTitle, action } = REASON_WORDING[reason];
  const { orderId, waybillId = orderId, riderName = null, company } = row;
  const titleWords = cardTitle(riderName === null || riderName === '' ? '骑手' : riderName);
  if (action === 'copy') return { verb: titleWords, act: 'copy-id', id: orderId };
  if (row.callable === true) return { verb: titleWords, act: 'call', id: orderId };
  const companyWords = company === undefined ? '配送公司' : companyName(company);
  return { verb: `在${companyWords}里找骑手`, act: 'copy-id', id: waybillId };
}

/** Builds the text beside the bell about the newest order to handle; null without a new order. */
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
