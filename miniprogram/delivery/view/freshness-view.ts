import { isOldAnswer } from '../../contract/age';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, positionChangeOf } from '../../contract/delivery/delivery-history';
import { type Tone, isOnTheRoad } from '../../contract/delivery-status';
import { STILL_FROM_MS } from '../../contract/delivery/order-summary';
import { agoWords, clockTime, durationWords } from '../../ui/wording/measures';
import { riderPlace } from './rider-place';

/** Shortest standstill of the rider (ms) that the page warns of. */
const STANDSTILL_FROM_MS = 3 * 60_000;

/** View of the age of the data: one dot, and one phrase. */
export interface FreshnessView {
  readonly text: string;
  /** Colour of the dot: `done` for fresh data, `wait` for old ones, `neutral` after the end. */
  readonly tone: Tone;
}

/** State of the look-ups that the age of the data does not show. */
export interface LookUpState {
  /** Words for a person who waits for an answer; empty while nobody does, or not for long. */
  readonly waiting: string;
  /** True while another phone fetches a newer answer. */
  readonly isUpdating: boolean;
  /** True when the page will ask again by itself. */
  readonly goesOn: boolean;
}

/** Tells whether data of an open delivery are too old to pass for current ones. */
export function isOldAt(report: DeliveryReport, now: number): boolean {
  return !report.status.isFinal && isOldAnswer(report.askedAt, now, report.nextAskInSeconds ?? 0);
}

/**
 * Builds the phrase about the age of the data and, of a rider who stands still, since when.
 *
 * @param tellsMovement true where another line says whether the rider moves
 * @param now ms on the cloud's clock
 */
export function freshnessView(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
  asking: LookUpState,
  tellsMovement: boolean,
): FreshnessView {
  const { waiting, isUpdating, goesOn } = asking;
  if (waiting !== '') return { text: waiting, tone: 'neutral' };
  if (report.status.isFinal) {
    if (isUpdating)
      return { text: updatingWords(`${clockTime(report.askedAt, now)} `), tone: 'neutral' };
    return { text: goesOn ? '已结束，还在留意是否恢复' : '配送已结束，不再更新', tone: 'neutral' };
  }
  const askedMs = now - report.askedAt;
  const isOldAnswer = isOldAt(report, now);
  const isSlowed = report.slowedToSeconds !== undefined;
  const age = isUpdating
    ? updatingWords(agoWords(askedMs))
    : isOldAnswer
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
  // A rider who moved until the last look-up counts as moving.
  const isStill = stillMs - Math.max(0, askedMs) >= STILL_FROM_MS;
  const phrases = [
    ...(isStill ? [`位置 ${durationWords(stillMs)}没变化`] : []),
    ...(isStill && !isOldAnswer && !isUpdating && !isSlowed ? [] : [asked]),
  ];
  const isWarning = isOldAnswer || isSlowed || (isStill && stillMs >= STANDSTILL_FROM_MS);
  return { text: phrases.join(' · '), tone: isWarning ? 'wait' : 'done' };
}

function updatingWords(asked: string): string {
  return `${asked}的情况，正在更新`;
}

/** Time for which a person has waited for an answer: `long` from 1.5 s on, `very-long` from 5 s. */
export type Waited = 'long' | 'very-long';

/** Writes the words for a person who waits; empty in the first moments. */
export function waitingWords(waited: Waited | null): string {
  if (waited === null) return '';
  return waited === 'long' ? '正在问微信…' : '比平时慢，还在等';
}
