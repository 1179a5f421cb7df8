import { OLD_FROM_MS } from '../../contract/age';
import type { DeliveryReport, Position } from '../../contract/delivery';
import {
  type DeliveryHistory,
  isOther,
  positionChangeOf,
} from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { type StatusName, isOnTheRoad, statusRank, riderAt } from '../../contract/delivery-status';
import { STILL_FROM_MS } from '../../contract/delivery/order-summary';
import { agoWords, durationWords } from '../../ui/wording/measures';

export interface RiderPlace {
  readonly position: Position;
  /** Time (ms on the cloud's clock) of the look-up that showed the position. */
  readonly seenAt: number;
  /** True when the latest report has no position, so that the last seen one stands in for it. */
  readonly isOld: boolean;
  /**
   * True when the rider may be elsewhere by now: the position or the answer is old, or a rider on
   * his way has not moved for a minute.
   */
  readonly isFaded: boolean;
}

/** Time after which a last seen position says too little about where the rider is. */
const OLD_PLACE_KEPT_MS = 5 * 60_000;

/**
 * Finds the rider's place: the reported position or, before the end, the last one of the same rider
 * within five minutes; else null.
 *
 * @param now ms on the cloud's clock
 */
export function riderPlace(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): RiderPlace | null {
  const { position, askedAt, status } = report;
  if (status.isFinal) return null;
  if (position !== null) {
    const isFaded =
      now - askedAt > OLD_FROM_MS ||
      (carriesGoods(report) &&
        now - (positionChangeOf(history)?.changedAt ?? askedAt) > OLD_FROM_MS);
    return { position, seenAt: askedAt, isOld: false, isFaded };
  }
  let name = report.rider?.name ?? null;
  let later = status.name;
  for (const sighting of [...currentLife(history).sightings].reverse()) {
    const { at, riderName } = sighting;
    const isLost = now - at > OLD_PLACE_KEPT_MS;
    if (isLost || isOther(name, riderName) || isEarlier(later, sighting.status)) return null;
    if (sighting.position !== null) {
      return { position: sighting.position, seenAt: at, isOld: true, isFaded: true };
    }
    name = riderName ?? name;
    if (statusRank(sighting.status) !== null) later = sighting.status;
  }
  return null;
}

/** Tells whether the rider carries goods to the customer or back, so that he should be moving. */
function carriesGoods({ status: { name } }: DeliveryReport): boolean {
  return isOnTheRoad(name) && riderAt(name) !== 'to-store';
}

/** Tells whether a delivery has gone back to an earlier status, as it does for another rider. */
function isEarlier(later: StatusName, earlier: StatusName): boolean {
  return (statusRank(later) ?? Infinity) < (statusRank(earlier) ?? 0);
}

/** Movement of the rider, as far as look-ups have shown it. */
export interface Movement {
  /** Time in ms since the position last changed. */
  readonly stillMs: number;
  /** True when no other position was seen, so that nobody knows whether he moves. */
  readonly isFirst: boolean;
}

/**
 * Finds how long the rider has not moved (`now`: cloud's clock); null without a reported position.
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
  return `位置 ${durationWords(stillMs)}没有变化`;
}

/** Writes whether the rider moves: `骑手还在动，位置 25 秒前有变化`. */
export function movementWords(movement: Movement | null): string {
  if (movement === null) return '现在没有骑手的位置';
  const { stillMs, isFirst } = movement;
  if (stillMs >= STILL_FROM_MS) return `骑手的${stillWords(movement)}`;
  // Puts a space before a digit, as usual after Chinese characters.
  return isFirst
    ? '骑手的位置刚查到'
    : `骑手还在动，位置${agoWords(stillMs).replace(/^(?=\d)/, ' ')}有变化`;
}
