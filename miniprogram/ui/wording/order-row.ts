import { END_LENGTH } from '../../contract/order-id';
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

/** Row of an order in a list: two lines at the left, a figure at the right. */
export interface OrderRow extends SplitId, OrderFigure, StateLine {
  readonly orderId: string;
  /** Rider, delivery company and store, as far as they are known; may be empty. */
  readonly who: string;
  /** True for an order that is to be handled or late: the row has a rail in its tone. */
  readonly isUrgent: boolean;
  /** True for an ended order that nobody has to do anything about. */
  readonly isOver: boolean;
  /** True when somebody has acknowledged it: the rail is dashed. */
  readonly isNoted?: boolean;
  /** Words to take one's own acknowledgement back; empty when that is not offered. */
  readonly undo?: string;
  /** Whole row as a sentence, for screen readers. */
  readonly label: string;
}

interface StateLine {
  /** Icon before the reason; empty for a row that needs no attention. */
  readonly icon: string;
  readonly tone: Tone;
  /** Reason why the row needs attention, or the status in a word. */
  readonly reason: string;
  /** True when the reason is shown in the tone. */
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

/** Builds one row. `id` is the order's id in a list, see {@link splitIds}. */
export function orderRow(order: KnownOrder, id: SplitId, now: number): OrderRow {
  const { orderId, riderName, company, store } = order;
  const orderClass = orderClassOf(order, now);
  const names = [riderName, company === undefined ? '' : companyName(company), store];
  const who = names.filter((name) => typeof name === 'string' && name !== '');
  const line = stateLine(order, now);
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

const REASONS: Readonly<Record<Reason, string>> = {
  'by-shop': '商家取消',
  'by-rider': '骑手取消',
  'by-courier': '配送公司取消',
  'shop-fault': '商家原因',
  'force-majeure': '不可抗力',
  unreachable: '联系不上收货人',
  refused: '收货人拒收',
};

function stateLine(order: KnownOrder, now: number): StateLine {
  const status = statusOf(order.status, order.detail);
  const { tag, title } = statusWording(status);
  const reason = reasonOf(order.status);
  const why = reason === null ? '' : REASONS[reason];
  const tone = orderTone(order, now);
  const toned = (icon: string, reason: string, fact: string): StateLine => {
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
    return toned(icon, REASON_NAMES[act], actFact(order, act, now));
  }
  if (order.stuck !== undefined || lateByMs(order, now) > 0)
    return toned('clock', lateReason(order, now), movementWords(order, now));
  const isLong = tone === 'wait';
  return {
    icon: isLong ? 'clock' : '',
    tone,
    reason: awaitsRider(order.status) ? title : tag,
    isToned: isLong,
    fact: status.stage === 'returning' ? why : distanceIn(order),
  };
}

function actFact(order: KnownOrder, act: ActReason, now: number): string {
  const { due } = REASON_WORDING[act];
  const { dueAt } = order.stuck ?? {};
  if (due !== undefined && dueAt !== undefined) return due(clockTime(dueAt, now));
  if (act === 'not-moving' || act === 'returning') return movementWords(order, now);
  return `${clockTime(toHandleSince(order), now)} 起`;
}

function lateReason({ stuck, expectedAt }: KnownOrder, now: number): string {
  const isRenewed = stuck !== undefined && expectedAt !== null && expectedAt > now;
  return isRenewed ? driftWords(expectedAt, stuck.since) : REASON_NAMES.late;
}

/** Writes whether the rider moves or, where that is not known, his distance; may be empty. */
export function movementWords(order: KnownOrder, now: number): string {
  const { stillSince = null, hasMoved = false } = order;
  if (stillSince === null || isOldRow(order, now)) return distanceIn(order);
  const stillMs = now - stillSince;
  if (stillMs >= STILL_FROM_MS) return `位置 ${durationWords(stillMs)}没变化`;
  return hasMoved ? '骑手还在动' : distanceIn(order);
}

function distanceIn({ distanceMetres }: KnownOrder): string {
  return distanceMetres === undefined ? '' : fromStoreWords(distanceMetres);
}

/** Longest front part that is shown as it is; of a longer one the end is shown. */
const FRONT_LENGTH = 10;

export interface SplitId {
  /** Part before the last four characters, as far as it has to be shown; may be empty. */
  readonly front: string;
  /** True when the front part alone tells two rows apart, so that none of it may be cut off. */
  readonly isFrontDecisive: boolean;
  readonly end: string;
}

/** Splits the ids of a list. Front parts show when most rows differ, or another ends alike. */
export function splitIds(orderIds: readonly string[]): readonly SplitId[] {
  const parts = orderIds.map((id) => ({
    front: id.slice(0, -END_LENGTH),
    end: id.slice(-END_LENGTH),
  }));
  const usual = usualOf(parts.map(({ front }) => front));
  const ends = tally(parts.map(({ end }) => end.toLowerCase()));
  return parts.map(({ front, end }) => {
    const isFrontDecisive = (ends.get(end.toLowerCase()) ?? 0) > 1;
    if (isFrontDecisive) return { front, isFrontDecisive, end };
    return { front: front === usual ? '' : shortened(front), isFrontDecisive, end };
  });
}

function shortened(front: string): string {
  return front.length <= FRONT_LENGTH ? front : `…${front.slice(1 - FRONT_LENGTH)}`;
}

function usualOf(fronts: readonly string[]): string | null {
  const [[front, count] = ['', 0]] = [...tally(fronts)].sort(([, one], [, other]) => other - one);
  return count > 1 || fronts.length === 1 ? front : null;
}

function tally(texts: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  texts.forEach((text) => found.set(text, (found.get(text) ?? 0) + 1));
  return found;
}
