import { ID_END_LENGTH } from '../../contract/order-id';
import type { KnownOrder } from '../../contract/cloud-api';
import {
  type Reason,
  type Tone,
  awaitsRider,
  reasonOf,
  statusOf,
} from '../../contract/delivery-status';
import { REASON_NAMES } from '../../contract/delivery/reason-names';
import {
  type ActReason,
  lateByMs,
  orderClassOf,
  orderTone,
  reasonToActOf,
  toHandleSince,
} from '../../contract/delivery/urgency';
import { STILL_FROM_MS } from '../../contract/delivery/order-summary';
import { companyName } from '../../contract/shop';
import { clockTime, durationWords, driftWords, distanceFromStoreWords } from './measures';
import { type OrderFigure, isOldRow, orderFigure } from './order-figure';
import { REASON_WORDING } from './reason-wording';
import { statusWording } from './status-wording';

/** Row of an order in a list: two lines of text at the left, a figure at the right. */
export interface OrderRow extends SplitId, OrderFigure, StatusLine {
  readonly orderId: string;
  /** Rider, delivery company and store, if known; may be empty. */
  readonly who: string;
  /** True for an order that is late or needs action. Its row has a coloured bar at the edge. */
  readonly isUrgent: boolean;
  /** True for an ended order that needs no action. */
  readonly isOver: boolean;
  /** True when somebody has tapped 知道了 for the order. The bar at the edge is then dashed. */
  readonly isNoted?: boolean;
  /** Words of the button that takes back a tap on 知道了; empty if the row has no such button. */
  readonly undo?: string;
  /** The whole row as a sentence for screen readers. */
  readonly label: string;
}

interface StatusLine {
  /** Icon before the reason; empty for a row that needs no attention. */
  readonly icon: string;
  readonly tone: Tone;
  /** Why the order needs attention; otherwise its status in a word. */
  readonly reason: string;
  /** True when `reason` is shown in the colour of `tone`. */
  readonly isToned: boolean;
  /** Short text after the reason, such as the rider's distance; may be empty. */
  readonly fact: string;
}

/** Builds the rows of a list. `now` is in ms on the cloud's clock. */
export function orderRows(orders: readonly KnownOrder[], now: number): readonly OrderRow[] {
  const ids = splitIds(orders.map(({ orderId }) => orderId));
  return orders.map((order, index) =>
    orderRow(order, ids[index] ?? { front: '', isFrontDecisive: false, end: order.orderId }, now),
  );
}

/** Builds one row. `splitId`: the order's id in two parts, see {@link splitIds}. */
export function orderRow(order: KnownOrder, splitId: SplitId, now: number): OrderRow {
  const { orderId, riderName, company, store } = order;
  const orderClass = orderClassOf(order, now);
  const possibleNames = [riderName, company === undefined ? '' : companyName(company), store];
  const shownNames = possibleNames.filter((name) => typeof name === 'string' && name !== '');
  const statusLine = statusLineOf(order, now);
  const figureAndNote = orderFigure(order, now);
  const row = {
    orderId,
    ...splitId,
    who: shownNames.join(' · '),
    isUrgent: orderClass === 'to-handle' || orderClass === 'late',
    isOver: orderClass === 'ended',
    ...statusLine,
    ...figureAndNote,
  };
  return { ...row, label: rowLabel(row) };
}

/** Writes a row as a sentence, for screen readers. */
export function rowLabel(row: Omit<OrderRow, 'label'>): string {
  const { orderId, who, reason, fact, figure, note } = row;
  const texts = [orderId, ...who.split(' · '), reason, fact, figure, note];
  return `${texts.filter((text) => text !== '').join('，')}。`;
}

const END_REASON_WORDS: Readonly<Record<Reason, string>> = {
  'by-shop': '商家取消',
  'by-rider': '骑手取消',
  'by-courier': '配送公司取消',
  'shop-fault': '商家原因',
  'force-majeure': '不可抗力',
  unreachable: '联系不上收货人',
  refused: '收货人拒收',
};

function statusLineOf(order: KnownOrder, now: number): StatusLine {
  const status = statusOf(order.status, order.detail);
  const { tag, title } = statusWording(status);
  const reason = reasonOf(order.status);
  const endReasonWords = reason === null ? '' : END_REASON_WORDS[reason];
  const tone = orderTone(order, now);
  const tonedLine = (icon: string, reason: string, fact: string): StatusLine => {
    return { icon, tone, reason, isToned: true, fact };
  };
  if (status.outcome === 'delivered') return tonedLine('check', tag, '');
  if (status.outcome === 'failed') return tonedLine('alert', tag, endReasonWords);
  if (status.outcome === 'untold') return tonedLine('question', tag, '结果未知');
  if (order.status === 'unknown')
    return order.detail === null
      ? tonedLine('question', tag, '配送公司没有给出状态')
      : tonedLine('question', `状态 ${order.detail}`, '微信没说是什么意思');
  const reasonToAct = reasonToActOf(order, now);
  if (reasonToAct !== null) {
    const icon = reasonToAct === 'returning' ? 'return' : 'alert';
    return tonedLine(icon, REASON_NAMES[reasonToAct], toHandleFact(order, reasonToAct, now));
  }
  if (order.stuck !== undefined || lateByMs(order, now) > 0)
    return tonedLine('clock', latenessWords(order, now), movementWords(order, now));
  const isSlow = tone === 'wait';
  return {
    icon: isSlow ? 'clock' : '',
    tone,
    reason: awaitsRider(order.status) ? title : tag,
    isToned: isSlow,
    fact: status.stage === 'returning' ? endReasonWords : distanceWords(order),
  };
}

function toHandleFact(order: KnownOrder, reasonToAct: ActReason, now: number): string {
  const { dueWords } = REASON_WORDING[reasonToAct];
  const { dueAt } = order.stuck ?? {};
  if (dueWords !== undefined && dueAt !== undefined) return dueWords(clockTime(dueAt, now));
  if (reasonToAct === 'not-moving' || reasonToAct === 'returning') return movementWords(order, now);
  return `${clockTime(toHandleSince(order), now)} 起`;
}

function latenessWords({ stuck, expectedAt }: KnownOrder, now: number): string {
  const hasNewArrivalTime = stuck !== undefined && expectedAt !== null && expectedAt > now;
  return hasNewArrivalTime ? driftWords(expectedAt, stuck.since) : REASON_NAMES.late;
}

/** Writes whether the rider moves; if unknown, how far from the store he is. May be empty. */
export function movementWords(order: KnownOrder, now: number): string {
  const { stillSince = null, hasMoved = false } = order;
  if (stillSince === null || isOldRow(order, now)) return distanceWords(order);
  const stillMs = now - stillSince;
  if (stillMs >= STILL_FROM_MS) return `位置 ${durationWords(stillMs)}没变化`;
  return hasMoved ? '骑手还在动' : distanceWords(order);
}

function distanceWords({ distanceMetres }: KnownOrder): string {
  return distanceMetres === undefined ? '' : distanceFromStoreWords(distanceMetres);
}

/** Maximum length of an id's front that is shown whole. A longer one begins with `…`. */
const MAX_FRONT_LENGTH = 10;

export interface SplitId {
  /** Order id without its last four characters (`end`); shortened or empty if `end` is enough. */
  readonly front: string;
  /** True when another order of the list has the same `end`. `front` is then shown completely. */
  readonly isFrontDecisive: boolean;
  readonly end: string;
}

/** Splits each id in two. The most common front is left out, unless another id has the same end. */
export function splitIds(orderIds: readonly string[]): readonly SplitId[] {
  const idParts = orderIds.map((id) => ({
    front: id.slice(0, -ID_END_LENGTH),
    end: id.slice(-ID_END_LENGTH),
  }));
  const usualFront = commonFrontOf(idParts.map(({ front }) => front));
  const countByEnd = tally(idParts.map(({ end }) => end.toLowerCase()));
  return idParts.map(({ front, end }) => {
    const isFrontDecisive = (countByEnd.get(end.toLowerCase()) ?? 0) > 1;
    if (isFrontDecisive) return { front, isFrontDecisive, end };
    return { front: front === usualFront ? '' : shortenFront(front), isFrontDecisive, end };
  });
}

function shortenFront(front: string): string {
  return front.length <= MAX_FRONT_LENGTH ? front : `…${front.slice(1 - MAX_FRONT_LENGTH)}`;
}

function commonFrontOf(fronts: readonly string[]): string | null {
  const [[front, count] = ['', 0]] = [...tally(fronts)].sort(([, one], [, other]) => other - one);
  return count > 1 || fronts.length === 1 ? front : null;
}

function tally(texts: readonly string[]): ReadonlyMap<string, number> {
  const countByText = new Map<string, number>();
  texts.forEach((text) => countByText.set(text, (countByText.get(text) ?? 0) + 1));
  return countByText;
}
