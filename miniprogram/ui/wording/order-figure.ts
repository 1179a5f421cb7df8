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
  /** Time of arrival, delay or duration; empty when nothing is known. */
  readonly figure: string;
  readonly note: string;
  readonly isOld: boolean;
}

/** Tells whether an order under way has an old answer, considering how often it is looked up. */
export function isOldRow({ status, askedAt }: KnownOrder, now: number): boolean {
  return !statusOf(status).isFinal && isOldAnswer(askedAt, now, TIER_SECONDS.waiting);
}

/** Builds the figure of an order. `now` is in ms on the cloud's clock. */
export function orderFigure(order: KnownOrder, now: number): OrderFigure {
  if (statusOf(order.status).isFinal) return { ...endFigure(order, now), isOld: false };
  const [figure, note] = figureUnderWay(order, now);
  const isOldFigure = isOldRow(order, now);
  const shown = isOldFigure
    ? `${minutesInWords(Math.floor((now - order.askedAt) / MINUTE_MS))}前查过`
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
    return [lateByWords(Math.floor(lateMs / MINUTE_MS)), `原 ${timeOfDay(now - lateMs)}`];
  const isCounted = awaitsRider(status) || stage === 'returning' || isStandstill(stuck);
  if (!isCounted && expectedAt !== null)
    return [timeOfDay(expectedAt), timeLeftWords(expectedAt - now)];
  if (statusSince === null) return ['', lookedUp];
  return [durationWithoutSeconds(now - statusSince), statusWording(statusOf(status)).lasting];
}

function endFigure(order: KnownOrder, now: number): Omit<OrderFigure, 'isOld'> {
  const { status, askedAt, liveAt = null, endedAt = null, acceptedAt = null } = order;
  if (liveAt === null || endedAt === null)
    return { figure: '', note: `${clockTime(askedAt, now)} 查到` };
  const clock = clockTime(endedAt, now);
  const isExact = endedAt - liveAt <= LONGEST_GAP_OF_EXACT_TIME_MS;
  const [day, time] = clock.split(' ');
  // If an order ended on another day, the day is shown instead of time and duration.
  if (day !== undefined && time !== undefined) return { figure: day, note: time };
  const figure = isExact ? clock : `约 ${clock}`;
  if (orderClassOf(order, now) === 'to-handle')
    return { figure, note: `${durationWithoutSeconds(now - endedAt)}前` };
  if (statusOf(status).outcome !== 'delivered') return { figure, note: '结束' };
  if (acceptedAt === null || !isExact) return { figure, note: '送达' };
  const tookMinutes = Math.max(1, Math.round((endedAt - acceptedAt) / MINUTE_MS));
  return { figure, note: `用时 ${durationWords(tookMinutes * MINUTE_MS)}` };
}

function timeLeftWords(ms: number): string {
  if (ms <= 0) return '已到点';
  return ms < MINUTE_MS
    ? '不到 1 分'
    : `还有 ${durationWords(Math.ceil(ms / MINUTE_MS) * MINUTE_MS)}`;
}

/** Formats a duration without seconds, because many figures that tick in a list disturb. */
function durationWithoutSeconds(ms: number): string {
  return ms < MINUTE_MS ? '不到 1 分' : durationWords(ms);
}
