import { OLD_AFTER_MS } from '../../contract/age';
import type { DeliveryReport, Position } from '../../contract/delivery';
import {
  type DeliveryHistory,
  type TrailPoint,
  trailOf,
} from '../../contract/delivery/delivery-history';
import { fineSlotsSince } from '../../contract/delivery/sightings';
import { currentLife } from '../../contract/delivery/delivery-life';
import { type Tone, awaitsRider, riderAt } from '../../contract/delivery-status';
import { factsOf } from '../../contract/providers';
import { bearingDegrees, extentMetres, pathUntil, squareAround } from '../../map/geometry';
import {
  type Glide,
  type MapLine,
  type WayTone,
  glideTo,
  indexOfPlace,
  SHOWN_AROUND_RIDER_METRES,
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
  deliveredMarker,
  fadedRiderMarker,
  riderMarker,
  riderToneOf,
  storeMarker,
  waitingRiderMarker,
} from '../../map/markers';
import { type StoreAndReceiver, storeAndReceiverOf } from './places-view';
import { type RiderPlace } from './rider-place';

/** Content of the map; markers and lines have the format of `<map>`. */
export interface MapScene extends Omit<StoreAndReceiver, 'about'> {
  /** Subject of the map: the rider; without him store, receiver or both; or the end. */
  readonly about: 'rider' | StoreAndReceiver['about'] | 'end';
  readonly tone: WayTone;
  /** True while no rider has accepted: the map then shows a pulse around the store. */
  readonly isWaiting: boolean;
  /** Movement of the rider's marker, the first one, to `position`; null when it does not move. */
  readonly glide: Glide | null;
}

/** Builds the map; null when no place is known. `shown`: the map so far, whose marker moves on. */
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
  return (isDelivered && wasFollowed ? lastScene(report, history) : null) ?? placesScene(report);
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
  const way = recentWay(history, trail, indexOfPlace(trail, from) + 1);
  return { ...sceneWithWay({ about: 'rider', position, tone }, way, marker, report), glide };
}

/** Builds the map of a delivered order where the rider was last seen; null if he never was. */
function lastScene(report: DeliveryReport, history: DeliveryHistory): MapScene | null {
  const trail = trailOf(history);
  const last = trail[trail.length - 1];
  if (last === undefined) return null;
  const { position, seenUntil } = last;
  const { sightings } = history;
  const end = sightings.find(({ status }) => status === report.status.name);
  const marker = deliveredMarker(position, (end?.at ?? report.askedAt) - seenUntil > OLD_AFTER_MS);
  const subject = { about: 'end', position, tone: 'done' } as const;
  return sceneWithWay(subject, recentWay(history, trail), marker, report);
}

/** Selects the positions of the past half hour, for which the history keeps all of them. */
function recentWay(
  history: DeliveryHistory,
  trail: readonly TrailPoint[],
  end = trail.length,
): readonly TrailPoint[] {
  const since = fineSlotsSince(history);
  const drawn = trail.slice(0, end).filter(({ seenUntil }) => seenUntil >= since);
  return hasWay(trail) ? drawn : [];
}

/** Builds the map of store and receiver; null when neither place is known. */
function placesScene(report: DeliveryReport): MapScene | null {
  const places = storeAndReceiverOf(report);
  if (places === null) return null;
  const isWaiting = awaitsRider(report.status.name) && places.about !== 'receiver';
  return { ...places, tone: 'go', isWaiting, glide: null };
}

/** Builds a map with the store. `marker`: of the subject; `way` ends at its place. */
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

/** Lists the places to be visible: all markers, the way, and a square around the subject. */
export function placesInView({
  about,
  position,
  markers,
  polyline,
}: Pick<MapScene, 'about' | 'position' | 'markers' | 'polyline'>): readonly Position[] {
  const way = polyline.flatMap(({ points }) => points);
  const middle = about === 'both' ? extentMetres(markers).middle : position;
  return [...way, ...markers, ...squareAround(middle, SHOWN_AROUND_RIDER_METRES)];
}

/** Builds the line behind the moving marker, `passedMs` after it began to move; null for none. */
export function glideLine({ glide, tone }: MapScene, passedMs: number): MapLine | null {
  if (glide?.isDrawn !== true) return null;
  return wayLine(pathUntil(glide.path, Math.min(1, passedMs / glide.durationMs)), tone);
}

/** Writes why the rider or the map is missing; empty when no sentence is needed. */
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
