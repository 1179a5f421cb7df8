import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery/delivery-history';
import type { Tone } from '../../contract/delivery-status';
import { STILL_FROM_MS } from '../../contract/delivery/order-summary';
import { ago, clockTime, duration } from '../../ui/wording/clock-time';
import { movementOf, stillWords } from './movement';
import { riderPlace } from './rider-place';

/** Standstill of the rider that is worth a warning, in ms. */
const STANDS_FROM_MS = 3 * 60_000;
/** Age from which data of an open delivery are old, in ms. */
const OLD_FROM_MS = 60_000;
/** The same where the next answer is due only then: it takes a moment. */
const OLD_WHERE_SLOW_MS = 70_000;

/** View of the age of the data: one dot, and one phrase. */
export interface FreshnessView {
  readonly text: string;
  /** Colour of the dot: `done` for fresh data, `wait` for old ones, `neutral` after the end. */
  readonly tone: Tone;
}

/** State of the look-ups that the age of the data does not show. */
export interface Asking {
  /** Words for a person who waits for an answer; empty while nobody does, or not for long. */
  readonly waiting: string;
  /** True while another phone fetches a newer answer. */
  readonly isUpdating: boolean;
  /** True when the page will ask again by itself. */
  readonly goesOn: boolean;
}

/** Tells whether data of an open delivery are too old to pass for current ones. */
export function isOldAt(report: DeliveryReport, now: number): boolean {
  const isSlow = (report.nextAskInSeconds ?? 0) * 1000 >= OLD_FROM_MS;
  const oldFrom = isSlow ? OLD_WHERE_SLOW_MS : OLD_FROM_MS;
  return !report.status.isFinal && now - report.askedAt >= oldFrom;
}

/**
 * Builds the phrase about the age of the data. WeChat's getOrder returns no time for the rider's
 * position, so the phrase says when the delivery was looked up, and of a rider who stands still,
 * since when.
 *
 * @param tellsMovement true where another line tells whether the rider moves
 * @param now ms on the cloud's clock
 */
export function freshnessView(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
  asking: Asking,
  tellsMovement: boolean,
): FreshnessView {
  const { waiting, isUpdating, goesOn } = asking;
  if (waiting !== '') return { text: waiting, tone: 'neutral' };
  if (report.status.isFinal) {
    if (isUpdating)
      return { text: updating(`${clockTime(report.askedAt, now)} `), tone: 'neutral' };
    return { text: goesOn ? '已结束，还在留意是否恢复' : '配送已结束，不再更新', tone: 'neutral' };
  }
  const askedMs = now - report.askedAt;
  const isOld = isOldAt(report, now);
  const isSlowed = report.slowedToSeconds !== undefined;
  const age = isUpdating
    ? updating(ago(askedMs))
    : isOld
      ? `${duration(askedMs)}没更新`
      : `${ago(askedMs)}更新`;
  const asked = isSlowed ? `${age} · 已放慢到 ${report.slowedToSeconds} 秒` : age;
  const place = riderPlace(report, history, now);
  if (place?.isOld === true) {
    return { text: `位置是 ${duration(now - place.seenAt)}前的 · ${asked}`, tone: 'wait' };
  }
  const isUntold = tellsMovement || !isOnTheRoad(report);
  const movement = isUntold ? null : movementOf(report, history, now);
  const stillMs = movement?.stillMs ?? 0;
  // A rider who moved until the last look-up does not stand still, for all that is known.
  const isStill = movement !== null && stillMs - Math.max(0, askedMs) >= STILL_FROM_MS;
  const phrases = [
    ...(isStill ? [stillWords(movement)] : []),
    ...(isStill && !isOld && !isUpdating && !isSlowed ? [] : [asked]),
  ];
  const isWarning = isOld || isSlowed || (isStill && stillMs >= STANDS_FROM_MS);
  return { text: phrases.join(' · '), tone: isWarning ? 'wait' : 'done' };
}

/** Tells whether a rider should be moving: at the store he waits for the goods. */
function isOnTheRoad({ status: { name, stage } }: DeliveryReport): boolean {
  return name === 'assigned' || stage === 'delivering' || stage === 'returning';
}

function updating(asked: string): string {
  return `${asked}的情况，正在更新`;
}
