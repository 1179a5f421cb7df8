import type { DeliveryReport, Position } from '../shared/delivery';
import type { DeliveryHistory } from '../shared/delivery-history';
import { trailOf } from '../shared/delivery-history';
import { bearingDegrees, distanceMetres } from './geometry';

/** No rider goes faster (m/s): what does is shown as the jump that it is. */
const FASTEST_RIDER = 34;
const LONGEST_GLIDE_MS = 12_000;
/** The way is drawn over the latest positions only, so that one update stays small. */
const TRAIL_SHOWN = 24;

/** What the map shows of the rider. */
export interface RiderScene {
  readonly position: Position;
  /** Where the marker comes from; null when it simply stands (first position, or a jump). */
  readonly from: Position | null;
  readonly glideMs: number;
  /** Degrees clockwise from north, from its own movement; null until it has moved. */
  readonly heading: number | null;
  readonly tone: 'go' | 'back';
  /** The way up to where the marker comes from, or stands; oldest first. */
  readonly trail: readonly Position[];
}

/**
 * The rider's scene after a report; null when the map has to give way, which is so without a position and after the end.
 *
 * @param before the report that the page showed until now, if there was one
 */
export function riderScene(
  report: DeliveryReport,
  history: DeliveryHistory,
  before: DeliveryReport | null,
): RiderScene | null {
  if (report.position === null || report.status.isFinal) return null;
  const trail = trailOf(history);
  const previous = trail[trail.length - 2] ?? null;
  const glides = canGlide(report, before, previous);
  return {
    position: report.position,
    from: glides ? previous : null,
    glideMs: glides ? Math.min(LONGEST_GLIDE_MS, report.askedAt - (before?.askedAt ?? 0)) : 0,
    heading: previous === null ? null : bearingDegrees(previous, report.position),
    tone: report.status.stage === 'returning' ? 'back' : 'go',
    trail: trail.slice(-TRAIL_SHOWN, glides ? -1 : trail.length),
  };
}

/** Whether the marker stands at the position before, and a rider can have gone from there. */
function canGlide(
  report: DeliveryReport,
  before: DeliveryReport | null,
  previous: Position | null,
): boolean {
  const stood = before?.position ?? null;
  if (report.position === null || before === null || stood === null || previous === null) {
    return false;
  }
  if (stood.longitude !== previous.longitude || stood.latitude !== previous.latitude) return false;
  const seconds = (report.askedAt - before.askedAt) / 1000;
  return seconds > 0 && distanceMetres(previous, report.position) <= FASTEST_RIDER * seconds;
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
