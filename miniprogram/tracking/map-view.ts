import type { DeliveryReport, Position } from '../shared/delivery';
import type { DeliveryHistory } from '../shared/delivery-history';
import { positionChangeOf, trailOf } from '../shared/delivery-history';
import { bearingDegrees, distanceMetres } from './geometry';

/** No rider goes faster (m/s): what does is shown as the jump that it is. */
const FASTEST_RIDER = 34;
const LONGEST_GLIDE_MS = 12_000;
/** The way is drawn over the latest positions only, so that one update stays small. */
const TRAIL_SHOWN = 24;

/** What the map shows of the rider. */
export interface RiderScene {
  readonly position: Position;
  /** Where he was seen before, if he can have gone on from there; null at his first position and after a jump. */
  readonly from: Position | null;
  /** The time between the two, as far as a marker may take it. */
  readonly glideMs: number;
  /** Degrees clockwise from north, from his own movement; null until he has moved. */
  readonly heading: number | null;
  readonly tone: 'go' | 'back';
  /** The way that he was seen to go before `position`, oldest first. */
  readonly trail: readonly Position[];
}

/** The rider's scene after a report; null when the map has to give way, which is so without a position and after the end. It stays the same while he does. */
export function riderScene(report: DeliveryReport, history: DeliveryHistory): RiderScene | null {
  if (report.position === null || report.status.isFinal) return null;
  const trail = trailOf(history);
  const previous = trail[trail.length - 2] ?? null;
  const tookMs = timeOfMove(history);
  const canHaveGone =
    previous !== null &&
    tookMs !== null &&
    distanceMetres(previous, report.position) <= (FASTEST_RIDER * tookMs) / 1000;
  return {
    position: report.position,
    from: canHaveGone ? previous : null,
    glideMs: canHaveGone ? Math.min(LONGEST_GLIDE_MS, tookMs) : 0,
    heading: previous === null ? null : bearingDegrees(previous, report.position),
    tone: report.status.stage === 'returning' ? 'back' : 'go',
    trail: trail.slice(-TRAIL_SHOWN, -1),
  };
}

/** ms from when the position before was first seen to when the present one was; null when there was none right before it. */
function timeOfMove(history: DeliveryHistory): number | null {
  const present = positionChangeOf(history);
  if (present === null) return null;
  const before = positionChangeOf({
    sightings: history.sightings.filter(({ at }) => at < present.changedAt),
  });
  return before === null ? null : present.changedAt - before.changedAt;
}

/** The sentence that stands where the map would be. */
export function mapNote(report: DeliveryReport): string {
  if (report.status.isFinal) return '配送已结束';
  switch (report.status.stage) {
    case 'accepting':
    case 'pickup':
      return '骑手带着货出发后，这里显示他的位置';
    case 'delivering':
    case 'returning':
      return '配送公司未提供位置';
    case 'exception':
    case 'unknown':
      return '现在没有骑手的位置';
  }
}
