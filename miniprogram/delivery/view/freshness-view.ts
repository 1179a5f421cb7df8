import { isOldAnswer } from '../../contract/age';
import type { Failure } from '../../contract/call-result';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, positionChangeOf } from '../../contract/delivery/delivery-history';
import { type Tone, isOnTheRoad } from '../../contract/delivery-status';
import { STILL_FROM_MS } from '../../contract/delivery/order-summary';
import { agoWords, clockTime, durationWords } from '../../ui/wording/measures';
import { riderPlace } from './rider-place';

/** Shortest time (ms) of a rider's standstill that the page warns about. */
const STANDSTILL_WARNED_FROM_MS = 3 * 60_000;

/** View of the age of the data: one coloured dot, and one phrase. */
export interface FreshnessView {
  readonly text: string;
  /** Colour of the dot: `done` for fresh data, `wait` for old ones, `neutral` after the end. */
  readonly tone: Tone;
}

/** State of the phone's calls, which the age of the data does not show. */
export interface LookUpProgress {
  /** Time (ms) for which a person has been waiting for an answer; 0 while nobody waits. */
  readonly waitedMs: number;
  /** Failure of the last call; null when the call succeeded. */
  readonly failure: Failure | null;
  /** Time (ms) until the next automatic call; null when none is planned. */
  readonly nextAskInMs: number | null;
}

/** Tells whether data of a delivery under way are too old to be shown as current. */
export function isReportOld(report: DeliveryReport, now: number): boolean {
  return !report.status.isFinal && isOldAnswer(report.askedAt, now, report.nextAskInSeconds ?? 0);
}

/** Builds the phrase about the data's age. `tellsMovement`: another line tells of movement. */
export function freshnessView(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
  progress: LookUpProgress,
  tellsMovement: boolean,
): FreshnessView {
  const waiting = waitingWords(progress.waitedMs);
  if (waiting !== '') return { text: waiting, tone: 'neutral' };
  // While this phone's calls fail, a notice says so, instead of `isUpdating`.
  const isUpdating = report.isBeingAsked === true && progress.failure === null;
  if (report.status.isFinal) {
    const ended =
      progress.nextAskInMs === null ? '配送已结束，不再更新' : '已结束，还在留意是否恢复';
    const updating = updatingWords(`${clockTime(report.askedAt, now)} `);
    return { text: isUpdating ? updating : ended, tone: 'neutral' };
  }
  const askedMs = now - report.askedAt;
  const isOld = isReportOld(report, now);
  const isSlowed = report.slowedToSeconds !== undefined;
  const age = isUpdating
    ? updatingWords(agoWords(askedMs))
    : isOld
      ? `${durationWords(askedMs)}没更新`
      : `${agoWords(askedMs)}更新`;
  const asked = isSlowed ? `${age} · 已放慢到 ${report.slowedToSeconds} 秒` : age;
  const place = riderPlace(report, history, now);
  if (place?.isOld === true) {
    return { text: `位置是 ${durationWords(now - place.seenAt)}前的 · ${asked}`, tone: 'wait' };
  }
  const isUntold = tellsMovement || !isOnTheRoad(report.status.name);
  const change = isUntold || place === null ? null : positionChangeOf(history);
  const stillMs = change === null ? 0 : now - change.changedAt;
  // A rider who was still moving at the last look-up counts as moving.
  const isStill = stillMs - Math.max(0, askedMs) >= STILL_FROM_MS;
  const still = `位置 ${durationWords(stillMs)}没变化`;
  const isAgeTold = isOld || isUpdating || isSlowed;
  const text = !isStill ? asked : isAgeTold ? `${still} · ${asked}` : still;
  const isWarning = isOld || isSlowed || (isStill && stillMs >= STANDSTILL_WARNED_FROM_MS);
  return { text, tone: isWarning ? 'wait' : 'done' };
}

function updatingWords(asked: string): string {
  return `${asked}的情况，正在更新`;
}

/** Waiting times (ms) after which the page says that WeChat is asked, and that it is slow. */
const WAIT_TOLD_FROM_MS = 1500;
const LONG_WAIT_TOLD_FROM_MS = 5000;

/** Writes the words for a person who waits; empty in the first 1.5 seconds. */
export function waitingWords(waitedMs: number): string {
  if (waitedMs < WAIT_TOLD_FROM_MS) return '';
  return waitedMs < LONG_WAIT_TOLD_FROM_MS ? '正在问微信…' : '比平时慢，还在等';
}
