import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { positionChangeOf } from '../../contract/delivery-history';
import type { Tone } from '../../contract/delivery-status';
import { riderPlace } from './rider-place';
import { ago, clockTime, duration } from '../../ui/wording/clock-time';

const STILL_FROM_MS = 60_000;
const STALE_FROM_MS = 3 * 60_000;

export interface FreshnessView {
  readonly text: string;
  /**
   * Tone of the line: `done` for fresh data, `wait` for old ones, `neutral` where freshness has no
   * meaning.
   */
  readonly tone: Tone;
}

/**
 * Builds the line about the age of the data. WeChat's getOrder returns no time for the rider's
 * position, so the line says when the position was last seen to change, and when the delivery was
 * looked up. `now` in ms on the cloud's clock.
 *
 * @param isUpdating true while another call fetches a newer answer
 */
export function freshnessView(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
  isUpdating = false,
): FreshnessView {
  const updating = isUpdating ? '，正在更新' : '';
  if (report.status.isFinal) {
    return { text: `${clockTime(report.askedAt, now)} 查询${updating}`, tone: 'neutral' };
  }
  const asked = `${ago(now - report.askedAt)}查询${updating}`;
  const place = riderPlace(report, history, now);
  if (place?.isOld === true) {
    return { text: `位置是 ${duration(now - place.seenAt)}前的 · ${asked}`, tone: 'wait' };
  }
  const change = place === null ? null : positionChangeOf(history);
  // The line does not mention a missing position: the note in place of the map explains it.
  if (change === null) return { text: asked, tone: 'neutral' };
  const stillMs = now - change.changedAt;
  return {
    text: `${positionWords(stillMs, change.atLeast)} · ${asked}`,
    tone: stillMs < STALE_FROM_MS ? 'done' : 'wait',
  };
}

function positionWords(stillMs: number, atLeast: boolean): string {
  if (stillMs >= STILL_FROM_MS) return `位置 ${duration(stillMs)}${atLeast ? '以上' : ''}没有变化`;
  return atLeast ? '位置已查到' : `位置${spaced(ago(stillMs))}有变化`;
}

/** Puts a space before words that start with a digit, as usual after Chinese characters. */
function spaced(words: string): string {
  return /^\d/.test(words) ? ` ${words}` : words;
}
