import { isOldAnswer } from '../../contract/age';
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
  /** Arrival as a clock time, a delay or a duration; empty when nothing is known. */
  readonly figure: string;
  readonly note: string;
  readonly isOld: boolean;
}

const MINUTE = 60_000;
/** Tells whether the last answer about an order under way is old, even if it is due seldom. */
export function isOldRow({ status, askedAt }: KnownOrder, now: number): boolean {
  return !statusOf(status).isFinal && isOldAnswer(askedAt, now, TIER_SECONDS.waiting);
}

/** Builds the figure of an order. `now` is in ms on the cloud's clock. */
export function orderFigure(order: KnownOrder, now: number): OrderFigure {
  if (statusOf(order.status).isFinal) return { ...endOf(order, now), isOld: false };
  const [figure, note] = figureUnderWay(order, now);
  const isOldFigure = isOldRow(order, now);
  const shown = isOldFigure
    ? `${minutesInWords(Math.floor((now - order.askedAt) / MINUTE))}前查过`
    : note;
  return { figure, note: shown, isOld: isOldFigure };
}

function figureUnderWay(order: KnownOrder, now: number): readonly [figure: string, note: string] {
  const { status, expectedAt, statusSince = null, stuck } = order;
  const { stage } = statusOf(status);
  const lookedUp = `${clockTime(order.askedAt, now)} 查到`;
  if (status === 'unknown') return ['—', lookedUp];
  const lateMs = lateByMs(order, now);
  if (lateMs > 0)
    return [lateByWords(Math.floor(lateMs / MINUTE)), `原 ${timeOfDay(now - lateMs)}`];
  const isCounted = awaitsRider(status) || stage === 'returning' || isStandstill(stuck);
  if (!isCounted && expectedAt !== null)
    return [timeOfDay(expectedAt), remainingWords(expectedAt - now)];
  if (statusSince === null) return ['', lookedUp];
  return [minutesWords(now - statusSince), statusWording(statusOf(status)).lasting];
}

function endOf(order: KnownOrder, now: number): Omit<OrderFigure, 'isOld'> {
  const { status, askedAt, liveAt = null, endedAt = null, acceptedAt = null } = order;
  if (liveAt === null || endedAt === null)
    return { figure: '', note: `${clockTime(askedAt, now)} 查到` };
  const clock = clockTime(endedAt, now);
  const isExact = endedAt - liveAt <= LONGEST_GAP_OF_EXACT_TIME_MS;
  const [day, time] = clock.split(' ');
  // For an end on another day, the day matters more than clock time and duration.
  if (day !== undefined && time !== undefined) return { figure: day, note: time };
  const figure = isExact ? clock : `约 ${clock}`;
  if (orderClassOf(order, now) === 'to-handle')
    return { figure, note: `${minutesWords(now - endedAt)}前` };
  if (statusOf(status).outcome !== 'delivered') return { figure, note: '结束' };
  if (acceptedAt === null || !isExact) return { figure, note: '送达' };
  const tookMinutes = Math.max(1, Math.round((endedAt - acceptedAt) / MINUTE));
  return { figure, note: `用时 ${durationWords(tookMinutes * MINUTE)}` };
}

function remainingWords(ms: number): string {
  if (ms <= 0) return '已到点';
  return ms < MINUTE ? '不到 1 分' : `还有 ${durationWords(Math.ceil(ms / MINUTE) * MINUTE)}`;
}

/** Formats a duration without seconds: many of them that tick at the same time disturb. */
function minutesWords(ms: number): string {
  return ms < MINUTE ? '不到 1 分' : durationWords(ms);
}
