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
  isGapEnd,
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
export interface MapScene extends Omit<Places, 'about'> {
  /** Subject of the map: the rider; without him store, receiver or both; or the end. */
  readonly about: 'rider' | Places['about'] | 'end';
  readonly tone: WayTone;
  /** True while the store waits for a rider to accept: the map then shows a pulse around it. */
  readonly isWaiting: boolean;
  /** Glide of the first marker, the rider's, to `position`; null when it stands. */
  readonly glide: Glide | null;
}

/** Builds the map; null when no place is known. The marker glides from where it is `shown`. */
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
  return { ...sceneWithWay({ about: 'rider', position, tone }, way, marker, report), glide };
}

/** Builds the last map of a delivered order, without the rider; null when he was never seen. */
function endScene(report: DeliveryReport, history: DeliveryHistory): MapScene | null {
  const trail = trailOf(history);
  const last = trail[trail.length - 1];
  if (last === undefined) return null;
  const { position, seenUntil } = last;
  const { sightings } = history;
  const end = sightings.find(({ status }) => status === report.status.name);
  const marker = endMarker(position, (end?.at ?? report.askedAt) - seenUntil > OLD_FROM_MS);
  const subject = { about: 'end', position, tone: 'done' } as const;
  return sceneWithWay(subject, drawnWay(history, trail), marker, report);
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

/** Builds the map of store and receiver; null where neither place is known. */
function placesScene(report: DeliveryReport): MapScene | null {
  const places = placesOf(report);
  if (places === null) return null;
  const isWaiting = awaitsRider(report.status.name) && places.about !== 'receiver';
  return { ...places, tone: 'go', isWaiting, glide: null };
}

/** Builds the map of a subject with the store; `way` ends where `marker` stands. */
function sceneWithWay(
  subject: Pick<MapScene, 'about' | 'position' | 'tone'>,
  way: readonly TrailPoint[],
  marker: Marker,
  { storePosition, storeName = '' }: DeliveryReport,
): MapScene {
  const polyline = wayLines(way, subject.tone);
  const dots = way.flatMap(({ position }, index) =>
    isGapEnd(way, index) ? [dotMarker(position, index)] : [],
  );
  const markers = [marker, ...dots];
  const scene = { ...subject, isWaiting: false, glide: null, markers, polyline };
  if (storePosition === undefined) return scene;
  const places = [...placesInView(scene), storePosition];
  const side = labelSide(storePosition, subject.position, places);
  return { ...scene, markers: [marker, storeMarker(storePosition, storeName, side), ...dots] };
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

/** Builds the line behind the marker `passedMs` after its glide began; null where none may be. */
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
  const at = riderAt(status.name);
  if (at === 'to-customer' || at === 'back') return '配送公司未提供位置';
  if (at === 'gone' || at === 'unknown') return '现在没有骑手的位置';
  return hasMap ? '' : '骑手带着货出发后，这里显示他的位置';
}
