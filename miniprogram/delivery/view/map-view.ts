import { OLD_FROM_MS } from '../../contract/age';
import type { DeliveryReport, Position } from '../../contract/delivery';
import {
  type DeliveryHistory,
  type TrailPoint,
  trailOf,
} from '../../contract/delivery/delivery-history';
import { fineSince } from '../../contract/delivery/sightings';
import { currentLife } from '../../contract/delivery/delivery-life';
import { type Tone, awaitsRider, riderAt } from '../../contract/delivery-status';
import { factsOf } from '../../contract/providers';
import { bearingDegrees, extentMetres, pathUntil, squareAround } from '../../map/geometry';
import {
  type Glide,
  type Line,
  type WayTone,
  glideTo,
  indexOfPlace,
  SEEN_AROUND_METRES,
  gapEnds,
  hasWay,
  wayLine,
  wayLines,
} from './way-view';
import { labelSide } from '../../map/marker-label';
import {
  type Marker,
  type RiderTone,
  dotMarker,
  endMarker,
  fadedRiderMarker,
  riderMarker,
  riderToneOf,
  storeMarker,
  waitingRiderMarker,
} from '../../map/markers';
import { type Places, placesOf } from './places-view';
import { type RiderPlace } from './rider-place';

/** Content of the map; markers and lines have the format of `<map>`. */
export interface MapScene {
  /** Subject of the map: the rider; without him store, receiver or both; or the end. */
  readonly about: 'rider' | Places['about'] | 'end';
  /** Place of the subject, which the view follows. */
  readonly position: Position;
  readonly tone: WayTone;
  /** True while the store waits for a rider to accept: the map then shows a pulse around it. */
  readonly isWaiting: boolean;
  /** Glide of the first marker to `position`; null when it stands. */
  readonly glide: Glide | null;
  /**
   * Marker of rider or end, that of the store, then dots; without a rider store and receiver, and
   * the words on the line between them.
   */
  readonly markers: readonly Marker[];
  /** Way along the rider's seen positions up to his marker, or the line from store to receiver. */
  readonly polyline: readonly Line[];
}

/**
 * Builds the map's content after a report.
 *
 * @param place place of the rider, see riderPlace
 * @param orderTone colour of the delivery, see `orderTone`
 * @param shown content on show, from which the marker glides; null without a map
 * @returns null when no place is known: there is no map then
 */
export function mapScene(
  report: DeliveryReport,
  seen: DeliveryHistory,
  place: RiderPlace | null,
  orderTone: Tone,
  shown: MapScene | null,
): MapScene | null {
  if (!factsOf(report.provider).tellsPosition) return placesScene(report);
  const history = currentLife(seen);
  const wasFollowed = shown !== null && (shown.about === 'rider' || shown.about === 'end');
  const before = wasFollowed ? shown : null;
  if (place !== null) return riderScene(report, history, place, riderToneOf(orderTone), before);
  const isDelivered = report.status.outcome === 'delivered';
  return (isDelivered && wasFollowed ? endScene(report, history) : null) ?? placesScene(report);
}

function riderScene(
  report: DeliveryReport,
  history: DeliveryHistory,
  place: RiderPlace,
  tone: RiderTone,
  shown: MapScene | null,
): MapScene {
  const { position, isFaded } = place;
  const trail = trailOf(history);
  const isAtStore = riderAt(report.status.name) === 'at-store';
  const glide = shown === null || isFaded ? null : glideTo(position, trail, history, shown);
  const from = glide?.path[0] ?? position;
  const previous = trail[trail.length - 2]?.position;
  const heading = previous === undefined ? null : bearingDegrees(previous, position);
  const marker = isFaded
    ? fadedRiderMarker(from)
    : isAtStore
      ? waitingRiderMarker(from, tone)
      : riderMarker(from, heading, tone);
  const way = drawnWay(history, trail, indexOfPlace(trail, from) + 1);
  return {
    ...sceneWithWay({ position, tone, way }, marker, report),
    about: 'rider',
    isWaiting: false,
    glide,
  };
}

/** Builds the last map of a delivered order, without the rider; null when he was never seen. */
function endScene(report: DeliveryReport, history: DeliveryHistory): MapScene | null {
  const trail = trailOf(history);
  const last = trail[trail.length - 1];
  if (last === undefined) return null;
  const { position } = last;
  const isOld = endSeenAt(report, history) - last.seenUntil > OLD_FROM_MS;
  const way = drawnWay(history, trail);
  return {
    ...sceneWithWay({ position, tone: 'done', way }, endMarker(position, isOld), report),
    about: 'end',
    isWaiting: false,
    glide: null,
  };
}

/** Selects the positions of the way: those of the recent time, of which the history keeps all. */
function drawnWay(
  history: DeliveryHistory,
  trail: readonly TrailPoint[],
  end = trail.length,
): readonly TrailPoint[] {
  const since = fineSince(history);
  const drawn = trail.slice(0, end).filter(({ seenUntil }) => seenUntil >= since);
  return hasWay(trail) ? drawn : [];
}

/** Finds the time (ms) of the first look-up that showed the delivery ended. */
function endSeenAt({ status, askedAt }: DeliveryReport, { sightings }: DeliveryHistory): number {
  return sightings.find((sighting) => sighting.status === status.name)?.at ?? askedAt;
}

/** Builds the map of store and receiver; null where neither place is known. */
function placesScene(report: DeliveryReport): MapScene | null {
  const places = placesOf(report);
  if (places === null) return null;
  const isWaiting = awaitsRider(report.status.name) && places.about !== 'receiver';
  return { ...places, tone: 'go', isWaiting, glide: null };
}

/** Builds markers and lines of a map with a way; `way` ends where `marker` stands. */
function sceneWithWay(
  subject: Pick<MapScene, 'position' | 'tone'> & { readonly way: readonly TrailPoint[] },
  marker: Marker,
  { storePosition, storeName = '' }: DeliveryReport,
): Pick<MapScene, 'position' | 'tone' | 'markers' | 'polyline'> {
  const { position, tone, way } = subject;
  const polyline = wayLines(way, tone);
  const dots = gapEnds(way).flatMap((index) => {
    const point = way[index];
    return point === undefined ? [] : [dotMarker(point.position, index)];
  });
  if (storePosition === undefined) {
    return { position, tone, markers: [marker, ...dots], polyline };
  }
  const places = placesInView({ about: 'rider', position, markers: [marker, ...dots], polyline });
  const side = labelSide(storePosition, position, [...places, storePosition]);
  const store = storeMarker(storePosition, storeName, side);
  return { position, tone, markers: [marker, store, ...dots], polyline };
}

/** Lists the places that a fit shows: all markers, the way, and a square around the subject. */
export function placesInView({
  about,
  position,
  markers,
  polyline,
}: Pick<MapScene, 'about' | 'position' | 'markers' | 'polyline'>): readonly Position[] {
  const way = polyline.flatMap(({ points }) => points);
  const middle = about === 'both' ? extentMetres(markers).middle : position;
  return [...way, ...markers, ...squareAround(middle, SEEN_AROUND_METRES)];
}

/**
 * Builds the line that follows the gliding marker.
 *
 * @param passedMs time since the glide began
 * @returns null where no line may follow it
 */
export function glideLine({ glide, tone }: MapScene, passedMs: number): Line | null {
  if (glide?.isDrawn !== true) return null;
  return wayLine(pathUntil(glide.path, Math.min(1, passedMs / glide.durationMs)), tone);
}

/** Writes the sentence about a missing rider or map; empty where none is needed. */
export function mapNote({ status, provider }: DeliveryReport, scene: MapScene | null): string {
  const hasMap = scene !== null;
  if (status.isFinal) return hasMap ? '' : '配送已结束';
  const { tellsPosition, title } = factsOf(provider);
  if (!tellsPosition) return `${title}不提供骑手位置`;
  if (scene?.about === 'rider') return '';
  switch (riderAt(status.name)) {
    case 'none':
    case 'to-store':
    case 'at-store':
    case 'leaving':
      return hasMap ? '' : '骑手带着货出发后，这里显示他的位置';
    case 'to-customer':
    case 'back':
      return '配送公司未提供位置';
    case 'gone':
    case 'unknown':
      return '现在没有骑手的位置';
  }
}
