import { MINUTE_MS, isOldAnswer } from '../../contract/age';
import type { KnownOrder } from '../../contract/cloud-api';
import { awaitsRider, statusOf } from '../../contract/delivery-status';
import {
  TIER_SECONDS,
  isStandstill,
  lateByMs,
  orderClassOf,
} from '../../contract/delivery/urgency';
import { LONGEST_GAP_OF_EXACT_TIME_MS } from '../../contract/delivery/order-summary';
import { timeOfDay, clockTime, durationWords, lateByWords, minutesInWords } from './measures';
import { statusWording } from './status-wording';

export interface OrderFigure {
  /** Large text at the right of a row: a time, delay or duration; empty when none is known. */
  readonly figure: string;
  /** Small text below the figure. */
  readonly note: string;
  /** True when the cloud's answer about the order is old. The figure is then grey. */
  readonly isOld: boolean;
}

/** Tells whether the last look-up of an order under way is so old that its row is grey. */
export function isOldRow({ status, askedAt }: KnownOrder, now: number): boolean {
  return !statusOf(status).isFinal && isOldAnswer(askedAt, now, TIER_SECONDS.waiting);
}

/** Builds the figure at the right of an order's row. `now` is in ms on the cloud's clock. */
export function orderFigure(order: KnownOrder, now: number): OrderFigure {
  if (statusOf(order.status).isFinal) return { ...endFigure(order, now), isOld: false };
  const [figure, note] = figureUnderWay(order, now);
  const isOldFigure = isOldRow(order, now);
  const shownNote = isOldFigure
    ? `${minutesInWords(Math.floor((now - order.askedAt) / MINUTE_MS))}前查过`
    : note;
  return { figure, note: shownNote, isOld: isOldFigure };
}

function figureUnderWay(order: KnownOrder, now: number): readonly [figure: string, note: string] {
  const { status, expectedAt, statusSince = null, stuck } = order;
  const { stage } = statusOf(status);
  const askedWords = `${clockTime(order.askedAt, now)} 查到`;
  if (status === 'unknown') return ['—', askedWords];
  const lateMs = lateByMs(order, now);
  if (lateMs > 0)
    return [lateByWords(Math.floor(lateMs / MINUTE_MS)), `原 ${timeOfDay(now - lateMs)}`];
  const hasRunningTime = awaitsRider(status) || stage === 'returning' || isStandstill(stuck);
  if (!hasRunningTime && expectedAt !== null)
    return [timeOfDay(expectedAt), timeLeftWords(expectedAt - now)];
  if (statusSince === null) return ['', askedWords];
  return [durationWithoutSeconds(now - statusSince), statusWording(statusOf(status)).durationNote];
}

function endFigure(order: KnownOrder, now: number): Omit<OrderFigure, 'isOld'> {
  const { status, askedAt, liveAt = null, endedAt = null, acceptedAt = null } = order;
  if (liveAt === null || endedAt === null)
    return { figure: '', note: `${clockTime(askedAt, now)} 查到` };
  const endClock = clockTime(endedAt, now);
  const isEndTimeExact = endedAt - liveAt <= LONGEST_GAP_OF_EXACT_TIME_MS;
  const [day, time] = endClock.split(' ');
  // If an order ended on another day, the figure is that day, and the note is the time.
  if (day !== undefined && time !== undefined) return { figure: day, note: time };
  const figure = isEndTimeExact ? endClock : `约 ${endClock}`;
  if (orderClassOf(order, now) === 'to-handle')
    return { figure, note: `${durationWithoutSeconds(now - endedAt)}前` };
  if (statusOf(status).outcome !== 'delivered') return { figure, note: '结束' };
  if (acceptedAt === null || !isEndTimeExact) return { figure, note: '送达' };
  const deliveryMinutes = Math.max(1, Math.round((endedAt - acceptedAt) / MINUTE_MS));
  return { figure, note: `用时 ${durationWords(deliveryMinutes * MINUTE_MS)}` };
}

function timeLeftWords(leftMs: number): string {
  if (leftMs <= 0) return '已到点';
  return leftMs < MINUTE_MS
    ? '不到 1 分'
    : `还有 ${durationWords(Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS)}`;
}

/** Formats a duration without seconds, because many texts that change each second distract. */
function durationWithoutSeconds(durationMs: number): string {
  return durationMs < MINUTE_MS ? '不到 1 分' : durationWords(durationMs);
}
