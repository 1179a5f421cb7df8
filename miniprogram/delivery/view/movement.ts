import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, positionChangeOf } from '../../contract/delivery/delivery-history';
import { STILL_FROM_MS } from '../../contract/delivery/order-summary';
import { ago, duration } from '../../ui/wording/clock-time';
import { riderPlace } from './rider-place';

/** Movement of the rider, as far as look-ups have shown it. */
export interface Movement {
  /** Time in ms since the position last changed. */
  readonly stillMs: number;
  /** True when no other position was seen, so that nobody knows whether he moves. */
  readonly isFirst: boolean;
}

/**
 * Finds how long the rider has not moved. `now` in ms on the cloud's clock.
 *
 * @returns null when the latest report has no position
 */
export function movementOf(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): Movement | null {
  const place = riderPlace(report, history, now);
  const change = place === null || place.isOld ? null : positionChangeOf(history);
  return change === null ? null : { stillMs: now - change.changedAt, isFirst: change.atLeast };
}

/** Writes for how long the rider has not moved: `位置 3 分没有变化`. */
export function stillWords({ stillMs }: Movement): string {
  return `位置 ${duration(stillMs)}没有变化`;
}

/** Writes whether the rider moves: `骑手还在动，位置 25 秒前有变化`. */
export function movementWords(movement: Movement | null): string {
  if (movement === null) return '现在没有骑手的位置';
  const { stillMs, isFirst } = movement;
  if (stillMs >= STILL_FROM_MS) return `骑手的${stillWords(movement)}`;
  // Puts a space before a digit, as usual after Chinese characters.
  return isFirst
    ? '骑手的位置刚查到'
    : `骑手还在动，位置${ago(stillMs).replace(/^(?=\d)/, ' ')}有变化`;
}
