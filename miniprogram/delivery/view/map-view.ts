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
  isWayDrawn,
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
export interface MapScene extends Omit<StoreAndReceiver, 'focus'> {
  /** Subject of the map; `both`: store and receiver, `end`: where the rider was last seen. */
  readonly focus: 'rider' | StoreAndReceiver['focus'] | 'end';
  readonly tone: WayTone;
  /** True while no rider has accepted the order: a pulse is then shown around the store. */
  readonly isWaiting: boolean;
  /** Movement of the rider's marker (the first) to `position`; null when it does not move. */
  readonly glide: Glide | null;
}

/** Builds the map; null when no place is known. `shownMap`: map from which the marker moves on. */
export function mapScene(
  report: DeliveryReport,
  wholeHistory: DeliveryHistory,
  place: RiderPlace | null,
  orderTone: Tone,
  shownMap: MapScene | null,
): MapScene | null {
  if (!factsOf(report.provider).tellsPosition) return placesScene(report);
  const history = currentLife(wholeHistory);
  const wasRiderShown = ['rider', 'end'].includes(shownMap?.focus ?? '');
  const riderMap = wasRiderShown ? shownMap : null;
  if (place !== null) return riderScene(report, history, place, riderToneOf(orderTone), riderMap);
  const isDelivered = report.status.outcome === 'delivered';
  return (isDelivered && wasRiderShown ? lastScene(report, history) : null) ?? placesScene(report);
}

function riderScene(
  report: DeliveryReport,
  history: DeliveryHistory,
  shownPlace: RiderPlace,
  tone: RiderTone,
  shownMap: MapScene | null,
): MapScene {
  const { position, isFaded } = shownPlace;
  const trail = trailOf(history);
  const isAtStore = riderAt(report.status.name) === 'at-store';
  const glide = shownMap === null || isFaded ? null : glideTo(position, trail, history, shownMap);
  const markerPlace = glide?.path[0] ?? position;
  const previousPlace = trail[trail.length - 2]?.position;
  const heading = previousPlace === undefined ? null : bearingDegrees(previousPlace, position);
  const marker = isFaded
    ? fadedRiderMarker(markerPlace)
    : isAtStore
      ? waitingRiderMarker(markerPlace, tone)
      : riderMarker(markerPlace, heading, tone);
  const way = recentWay(history, trail, indexOfPlace(trail, markerPlace) + 1);
  return { ...sceneWithWay({ focus: 'rider', position, tone }, way, marker, report), glide };
}

/** Builds a delivered order's map, with the rider's last place; null if he was never seen. */
function lastScene(report: DeliveryReport, history: DeliveryHistory): MapScene | null {
  const trail = trailOf(history);
  const lastPoint = trail[trail.length - 1];
  if (lastPoint === undefined) return null;
  const { position, seenUntil } = lastPoint;
  const { sightings } = history;
  const endedAt = sightings.find(({ status }) => status === report.status.name)?.at;
  const isOld = (endedAt ?? report.askedAt) - seenUntil > OLD_AFTER_MS;
  const subject = { focus: 'end', position, tone: 'done' } as const;
  return sceneWithWay(subject, recentWay(history, trail), deliveredMarker(position, isOld), report);
}

/** Selects the rider's positions of the past half hour; none if there are too few for a line. */
function recentWay(
  history: DeliveryHistory,
  trail: readonly TrailPoint[],
  endIndex = trail.length,
): readonly TrailPoint[] {
  const drawnFrom = fineSlotsSince(history);
  const recentPoints = trail.slice(0, endIndex).filter(({ seenUntil }) => seenUntil >= drawnFrom);
  return isWayDrawn(trail) ? recentPoints : [];
}

/** Builds the map of store and receiver; null when neither place is known. */
function placesScene(report: DeliveryReport): MapScene | null {
  const places = storeAndReceiverOf(report);
  if (places === null) return null;
  const isWaiting = awaitsRider(report.status.name) && places.focus !== 'receiver';
  return { ...places, tone: 'go', isWaiting, glide: null };
}

/** Builds a map of a place, the way to it, and the store. `marker` is at the place. */
function sceneWithWay(
  subject: Pick<MapScene, 'focus' | 'position' | 'tone'>,
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

/** Lists the places that have to be visible: markers, way, and a square around `position`. */
export function placesInView({
  focus,
  position,
  markers,
  polyline,
}: Pick<MapScene, 'focus' | 'position' | 'markers' | 'polyline'>): readonly Position[] {
  const way = polyline.flatMap(({ points }) => points);
  const middle = focus === 'both' ? extentMetres(markers).middle : position;
  return [...way, ...markers, ...squareAround(middle, SHOWN_AROUND_RIDER_METRES)];
}

/** Builds the line behind the marker, which has moved for `passedMs`; null if none is drawn. */
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
  if (scene?.focus === 'rider') return '';
  const riderPhase = riderAt(status.name);
  if (riderPhase === 'to-customer' || riderPhase === 'back') return '配送公司未提供位置';
  if (riderPhase === 'gone' || riderPhase === 'unknown') return '现在没有骑手的位置';
  return hasMap ? '' : '骑手带着货出发后，这里显示他的位置';
}
