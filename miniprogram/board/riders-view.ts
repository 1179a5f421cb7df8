import type { Position } from '../contract/delivery';
import { FreeSpace } from '../map/free-space';
import { type MarkerLabel, markerLabel } from '../map/marker-label';
import {
  type Marker,
  distanceMarker,
  dotMarker,
  fadedRiderMarker,
  riderMarker,
  storeMarker,
  waitingRiderMarker,
} from '../map/markers';
import { positionAt } from '../map/shown-region';
import { type RiderPicture, type StorePicture, riderPictures, storePictures } from './rider-pucks';
import type { RiderOnMap, SceneInput } from './riders';
import { type Slots, assignSlots } from './row-window';

/** Orders of a tapped marker. If there is a `title`, a sheet lists them; else riders fan out. */
export interface TappedOrders {
  readonly orderIds: readonly string[];
  readonly title: string;
}

/** Content of `<map>`, in its format. `legs`: lines from a spot to the riders fanned out there. */
export interface RidersScene {
  readonly markers: readonly Marker[];
  readonly legs: readonly object[];
  readonly markerOrders: ReadonlyMap<number, TappedOrders>;
  /** Order ids by slot (index of a marker). Slot n has marker id n + 1; null marks a free slot. */
  readonly slots: Slots;
}

export const NO_SCENE: RidersScene = { markers: [], legs: [], markerOrders: new Map(), slots: [] };

/** Largest number of riders that are fanned out. If more are at one spot, a sheet lists them. */
const MAX_FANNED_RIDERS = 8;
/** Colours of labels: tokens of the light theme, readable on the light and the dark map. */
const LABEL_COLOURS = { bad: '#c0271f', back: '#6a3cbc', wait: '#8a5200', go: '#1657d9' } as const;
/** Style of a line from a spot to a fanned-out rider. Its light border shows on a dark map. */
const FAN_LINE_STYLE = { color: '#14181f', width: 1.5, borderColor: '#ffffffb3', borderWidth: 1 };
/** Marker id of the spot of fanned-out riders. Each store uses two of the following ids. */
const FAN_SPOT_MARKER_ID = 100_000;

/** Once there are more slots (see `Slots`) per picture than this, all are assigned again. */
const MAX_SLOTS_PER_PICTURE = 2;
const UNSEEN_PLACE: Position = { longitude: 0, latitude: 0 };

/** Builds the markers. Riders keep marker ids of `oldScene`, so that setData sends only changes. */
export function ridersScene(sceneInput: SceneInput, oldScene = NO_SCENE): RidersScene {
  const { region } = sceneInput;
  const space = new FreeSpace(sceneInput.uncovered);
  const storesToPlace = storePictures(sceneInput);
  const { fanned, selected, others } = riderPictures(sceneInput);
  const fan = space.layOut(fanned, [...storesToPlace, ...selected, ...others]);
  const placedStores = space.layOut(storesToPlace, [...selected, ...others]);
  const placedRiders = [...fan, ...space.layOut(selected, others), ...space.layOut(others, [])];
  const markerOrders = new Map<number, TappedOrders>();
  const storeMarkers = placedStores.flatMap((picture, index) => {
    const markerId = FAN_SPOT_MARKER_ID + 1 + 2 * index;
    const title = `${picture.store.name} · ${picture.countWords}`;
    const tapped = { orderIds: orderIdsOf(picture), title };
    if (picture.riders.length > 0) markerOrders.set(markerId, tapped).set(markerId + 1, tapped);
    return markersOfStore(markerId, picture, positionAt(region, picture.middle));
  });
  const pictureById = new Map(placedRiders.map((picture) => [picture.riders[0].orderId, picture]));
  const hasTooManySlots = oldScene.slots.length > MAX_SLOTS_PER_PICTURE * pictureById.size;
  const { slots } = assignSlots(hasTooManySlots ? [] : oldScene.slots, [...pictureById.keys()]);
  const riderMarkers = slots.map((orderId, index) => {
    const markerId = index + 1;
    const picture = pictureById.get(orderId ?? '');
    if (picture === undefined)
      return { ...dotMarker(UNSEEN_PLACE, 0), id: markerId, width: 1, height: 1 };
    const orderIds = orderIdsOf(picture);
    const title = orderIds.length > MAX_FANNED_RIDERS ? `${orderIds.length} 单在一处` : '';
    markerOrders.set(markerId, { orderIds, title });
    return { ...markerOfRiders(picture, positionAt(region, picture.middle)), id: markerId };
  });
  const legs = fan.map(({ riders: [{ place }], middle }) => ({
    ...{ points: [place, positionAt(region, middle)], ...FAN_LINE_STYLE },
  }));
  const spots = legs.slice(0, 1).flatMap(({ points: [spot] }) => spot ?? []);
  const dots = spots.map((spot) => ({ ...dotMarker(spot, 0), id: FAN_SPOT_MARKER_ID }));
  return { markers: [...storeMarkers, ...riderMarkers, ...dots], legs, markerOrders, slots };
}

function orderIdsOf({ riders }: Pick<StorePicture | RiderPicture, 'riders'>): readonly string[] {
  return riders.map(({ orderId }) => orderId);
}

type WithLabels<P> = P & { readonly labels: readonly MarkerLabel[] };

/** Builds the two markers of a store: its picture with its name, and the text on its orders. */
function markersOfStore(id: number, picture: WithLabels<StorePicture>, position: Position) {
  const { store, countWords, labels, isToHandle } = picture;
  const [nameLabel, countLabel] = labels;
  const { label: _label, ariaLabel, ...marker } = storeMarker(position, store.name, 'right');
  const words = countWords === '' ? ariaLabel : `${ariaLabel}，${countWords}`;
  const mainMarker = { ...marker, id, ariaLabel: words, ...(nameLabel && { label: nameLabel }) };
  if (countLabel === undefined) return [mainMarker];
  const label = isToHandle ? { ...countLabel, color: LABEL_COLOURS.bad } : countLabel;
  const countMarker = { ...distanceMarker(position, countWords), ariaLabel: countWords, label };
  return [mainMarker, { ...countMarker, id: id + 1 }];
}

/** Builds the marker of one or several riders, in the colour of the most urgent rider. */
function markerOfRiders({ riders, sidePx, labels }: WithLabels<RiderPicture>, position: Position) {
  const [rider, ...otherRiders] = riders;
  const { tone, orderEnd } = rider;
  const riderCount = otherRiders.length + 1;
  const [label] = riderCount > 1 ? [markerLabel(String(riderCount), 'over', 0)] : labels;
  const colours =
    riderCount > 1 || tone !== 'go' ? { color: '#ffffff', bgColor: LABEL_COLOURS[tone] } : {};
  return {
    ...(riderCount > 1 ? riderMarker(position, null, tone) : singleRiderMarker(rider, position)),
    ...{ width: sidePx, height: sidePx },
    ariaLabel: riderCount > 1 ? `${riderCount} 单的骑手` : `订单 ${orderEnd} 的骑手`,
    ...(label && { label: { ...label, ...colours } }),
  };
}

function singleRiderMarker({ tone, riderAt, isOld }: RiderOnMap, place: Position): Marker {
  if (isOld) return fadedRiderMarker(place);
  return riderAt === 'at-store' ? waitingRiderMarker(place, tone) : riderMarker(place, null, tone);
}
