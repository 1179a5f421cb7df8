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
import { clockTime, durationWords, driftWords, fromStoreWords } from './measures';
import { type OrderFigure, isOldRow, orderFigure } from './order-figure';
import { REASON_WORDING } from './reason-wording';
import { statusWording } from './status-wording';

/** Row of an order in a list: two lines of text at the left, a figure at the right. */
export interface OrderRow extends SplitId, OrderFigure, StatusLine {
  readonly orderId: string;
  /** Rider, delivery company and store, if known; may be empty. */
  readonly who: string;
  /** True for an order that is late or to handle. Its row has a bar in its tone at the edge. */
  readonly isUrgent: boolean;
  /** True for an ended order about which nobody has to do anything. */
  readonly isOver: boolean;
  /** True when somebody has acknowledged the order (知道了). The bar is then dashed. */
  readonly isNoted?: boolean;
  /** Words of the button that takes back one's own 知道了; empty for no button. */
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
  /** True when `reason` is shown in the tone's colour. */
  readonly isToned: boolean;
  readonly fact: string;
}

/** Builds the rows of a list. `now` is in ms on the cloud's clock. */
export function orderRows(orders: readonly KnownOrder[], now: number): readonly OrderRow[] {
  const ids = splitIds(orders.map(({ orderId }) => orderId));
  return orders.map((order, index) =>
    orderRow(order, ids[index] ?? { front: '', isFrontDecisive: false, end: order.orderId }, now),
  );
}

/** Builds one row. `id`: the order's id as split for the list, see {@link splitIds}. */
export function orderRow(order: KnownOrder, id: SplitId, now: number): OrderRow {
  const { orderId, riderName, company, store } = order;
  const orderClass = orderClassOf(order, now);
  const names = [riderName, company === undefined ? '' : companyName(company), store];
  const who = names.filter((name) => typeof name === 'string' && name !== '');
  const line = statusLineOf(order, now);
  const figure = orderFigure(order, now);
  const row = {
    orderId,
    ...id,
    who: who.join(' · '),
    isUrgent: orderClass === 'to-handle' || orderClass === 'late',
    isOver: orderClass === 'ended',
    ...line,
    ...figure,
  };
  return { ...row, label: rowLabel(row) };
}

/** Writes a row as a sentence, for screen readers. */
export function rowLabel(row: Omit<OrderRow, 'label'>): string {
  const { orderId, who, reason, fact, figure, note } = row;
  const parts = [orderId, ...who.split(' · '), reason, fact, figure, note];
  return `${parts.filter((text) => text !== '').join('，')}。`;
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
  const why = reason === null ? '' : END_REASON_WORDS[reason];
  const tone = orderTone(order, now);
  const toned = (icon: string, reason: string, fact: string): StatusLine => {
    return { icon, tone, reason, isToned: true, fact };
  };
  if (status.outcome === 'delivered') return toned('check', tag, '');
  if (status.outcome === 'failed') return toned('alert', tag, why);
  if (status.outcome === 'untold') return toned('question', tag, '结果未知');
  if (order.status === 'unknown')
    return order.detail === null
      ? toned('question', tag, '配送公司没有给出状态')
      : toned('question', `状态 ${order.detail}`, '微信没说是什么意思');
  const act = reasonToActOf(order, now);
  if (act !== null) {
    const icon = act === 'returning' ? 'return' : 'alert';
    return toned(icon, REASON_NAMES[act], toHandleFact(order, act, now));
  }
  if (order.stuck !== undefined || lateByMs(order, now) > 0)
    return toned('clock', latenessWords(order, now), movementWords(order, now));
  const isLong = tone === 'wait';
  return {
    icon: isLong ? 'clock' : '',
    tone,
    reason: awaitsRider(order.status) ? title : tag,
    isToned: isLong,
    fact: status.stage === 'returning' ? why : distanceWords(order),
  };
}

function toHandleFact(order: KnownOrder, act: ActReason, now: number): string {
  const { dueWords } = REASON_WORDING[act];
  const { dueAt } = order.stuck ?? {};
  if (dueWords !== undefined && dueAt !== undefined) return dueWords(clockTime(dueAt, now));
  if (act === 'not-moving' || act === 'returning') return movementWords(order, now);
  return `${clockTime(toHandleSince(order), now)} 起`;
}

function latenessWords({ stuck, expectedAt }: KnownOrder, now: number): string {
  const isRenewed = stuck !== undefined && expectedAt !== null && expectedAt > now;
  return isRenewed ? driftWords(expectedAt, stuck.since) : REASON_NAMES.late;
}

/** Writes whether the rider moves; if unknown, how far away he is. May be empty. */
export function movementWords(order: KnownOrder, now: number): string {
  const { stillSince = null, hasMoved = false } = order;
  if (stillSince === null || isOldRow(order, now)) return distanceWords(order);
  const stillMs = now - stillSince;
  if (stillMs >= STILL_FROM_MS) return `位置 ${durationWords(stillMs)}没变化`;
  return hasMoved ? '骑手还在动' : distanceWords(order);
}

function distanceWords({ distanceMetres }: KnownOrder): string {
  return distanceMetres === undefined ? '' : fromStoreWords(distanceMetres);
}

/** Longest beginning of an id that is shown whole. Of a longer one, only the end is shown. */
const LONGEST_WHOLE_FRONT = 10;

export interface SplitId {
  /** The order id before its last four characters, if it must be shown; may be cut or empty. */
  readonly front: string;
  /** True when only `front` tells this row from another. It must then be shown completely. */
  readonly isFrontDecisive: boolean;
  readonly end: string;
}

/** Splits the ids of a list. `front` is shown if it is unusual, or if another id ends alike. */
export function splitIds(orderIds: readonly string[]): readonly SplitId[] {
  const parts = orderIds.map((id) => ({
    front: id.slice(0, -ID_END_LENGTH),
    end: id.slice(-ID_END_LENGTH),
  }));
  const usual = commonFrontOf(parts.map(({ front }) => front));
  const ends = tally(parts.map(({ end }) => end.toLowerCase()));
  return parts.map(({ front, end }) => {
    const isFrontDecisive = (ends.get(end.toLowerCase()) ?? 0) > 1;
    if (isFrontDecisive) return { front, isFrontDecisive, end };
    return { front: front === usual ? '' : shortenedFront(front), isFrontDecisive, end };
  });
}

function shortenedFront(front: string): string {
  return front.length <= LONGEST_WHOLE_FRONT ? front : `…${front.slice(1 - LONGEST_WHOLE_FRONT)}`;
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
