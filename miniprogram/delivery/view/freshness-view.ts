import { isOldAnswer } from '../../contract/age';
import type { Failure } from '../../contract/call-result';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, findPositionChange } from '../../contract/delivery/delivery-history';
import { type Tone, isOnTheRoad } from '../../contract/delivery-status';
import { STILL_FROM_MS } from '../../contract/delivery/order-summary';
import { agoWords, clockTime, durationWords } from '../../ui/wording/measures';
import { riderPlace } from './rider-place';

/** Time (ms) without movement of the rider from which the page warns. */
const STANDSTILL_WARNED_FROM_MS = 3 * 60_000;

/** View of the age of the data: one coloured dot, and one phrase. */
export interface FreshnessView {
  readonly text: string;
  /** Colour of the dot: `done` for fresh data, `wait` for a warning, else `neutral`. */
  readonly tone: Tone;
}

/** State of the phone's calls for a delivery. */
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

/** Builds the words on the data's age, and on the rider's movement unless `isMovementShown`. */
export function freshnessView(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
  progress: LookUpProgress,
  isMovementShown: boolean,
): FreshnessView {
  const waitWords = waitingWords(progress.waitedMs);
  if (waitWords !== '') return { text: waitWords, tone: 'neutral' };
  // While this phone's calls fail, a notice says so. The phrase then does not say 正在更新.
  const isUpdating = report.isBeingAsked === true && progress.failure === null;
  if (report.status.isFinal) {
    const endWords =
      progress.nextAskInMs === null ? '配送已结束，不再更新' : '已结束，还在留意是否恢复';
    const updateWords = updatingWords(`${clockTime(report.askedAt, now)} `);
    return { text: isUpdating ? updateWords : endWords, tone: 'neutral' };
  }
  const ageMs = now - report.askedAt;
  const isOld = isReportOld(report, now);
  const isSlowed = report.slowedToSeconds !== undefined;
  const ageWords = isUpdating
    ? updatingWords(agoWords(ageMs))
    : isOld
      ? `${durationWords(ageMs)}没更新`
      : `${agoWords(ageMs)}更新`;
  const askedWords = isSlowed ? `${ageWords} · 已放慢到 ${report.slowedToSeconds} 秒` : ageWords;
  const shownPlace = riderPlace(report, history, now);
  if (shownPlace?.isOld === true) {
    const placeWords = `位置是 ${durationWords(now - shownPlace.seenAt)}前的`;
    return { text: `${placeWords} · ${askedWords}`, tone: 'wait' };
  }
  const hidesMovement = isMovementShown || !isOnTheRoad(report.status.name);
  const positionChange = hidesMovement || shownPlace === null ? null : findPositionChange(history);
  const stillMs = positionChange === null ? 0 : now - positionChange.changedAt;
  // The time since the last look-up is left out, because nothing is known about it.
  const isStill = stillMs - Math.max(0, ageMs) >= STILL_FROM_MS;
  const stillWords = `位置 ${durationWords(stillMs)}没变化`;
  const showsAge = isOld || isUpdating || isSlowed;
  const text = !isStill ? askedWords : showsAge ? `${stillWords} · ${askedWords}` : stillWords;
  const isWarning = isOld || isSlowed || (isStill && stillMs >= STANDSTILL_WARNED_FROM_MS);
  return { text, tone: isWarning ? 'wait' : 'done' };
}

function updatingWords(timeWords: string): string {
  return `${timeWords}的情况，正在更新`;
}

/** Waiting times (ms) from which the page says that WeChat is asked, and that WeChat is slow. */
const WAIT_SHOWN_FROM_MS = 1500;
const LONG_WAIT_SHOWN_FROM_MS = 5000;

/** Writes the words for a person who waits; empty in the first 1.5 seconds. */
export function waitingWords(waitedMs: number): string {
  if (waitedMs < WAIT_SHOWN_FROM_MS) return '';
  return waitedMs < LONG_WAIT_SHOWN_FROM_MS ? '正在问微信…' : '比平时慢，还在等';
}
