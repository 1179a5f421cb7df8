import type { Position } from '../contract/delivery';
import type { Tone } from '../contract/delivery-status';
import { type LabelSide, type MarkerLabel, markerLabel } from './marker-label';

/** Marker in the format of `<map>`. */
export interface Marker extends Position {
  readonly id: number;
  readonly iconPath: string;
  readonly width: number;
  readonly height: number;
  readonly rotate: number;
  readonly anchor: { readonly x: number; readonly y: number };
  /** Layer of the marker, the highest on top: the rider, then the store, then dots of the way. */
  readonly zIndex: number;
  readonly ariaLabel: string;
  readonly label?: MarkerLabel;
}

/** Sizes (px) of the pictures from dev/build/icons. The arrow's includes its cone of light. */
const ARROW_PX = 72;
const RIDER_PX = 42;
const STORE_PX = 32;
const PIN_PX = { width: 36, height: 45 };
/** Height (px) of the middle of a pin's head above the pin's tip. */
const PIN_HEAD_PX = 27;
const DOT_PX = 10;

/** Folder of the pictures, except for the store's: page 店铺 shows that picture, too. */
const PICTURE_FOLDER = '/map/images';
const STORE_PICTURE = '/images/store.png';

const RIDER_KIND = { id: 1, zIndex: 3 };
const STORE_KIND = { id: 2, zIndex: 2 };
const RECEIVER_KIND = { id: 3, zIndex: 2 };
const DISTANCE_KIND = { id: 4, zIndex: 1 };
const DOT_KIND = { id: 10, zIndex: 1 };

/** Tones of riders (see `orderTone`), the most urgent first. `go`: all is well. */
export const RIDER_TONES = ['bad', 'back', 'wait', 'go'] as const;
export type RiderTone = (typeof RIDER_TONES)[number];

export function riderToneOf(tone: Tone): RiderTone {
  return RIDER_TONES.find((one) => one === tone) ?? 'go';
}

/** Builds the rider's marker: an arrow along `heading` (° clockwise from north), else round. */
export function riderMarker(place: Position, heading: number | null, tone: RiderTone): Marker {
  if (heading === null) return marker(RIDER_KIND, place, `rider-${tone}-still`, RIDER_PX, '骑手');
  const arrow = marker(RIDER_KIND, place, `rider-${tone}`, ARROW_PX, '骑手');
  return { ...arrow, rotate: Math.round(heading) };
}

/** Builds the round marker of a rider who waits at the store. It has two bars while all is well. */
export function waitingRiderMarker(place: Position, tone: RiderTone): Marker {
  const picture = tone === 'go' ? 'rider-waits' : `rider-${tone}-still`;
  return marker(RIDER_KIND, place, picture, RIDER_PX, '骑手在店里');
}

/** Builds the half transparent marker of the rider's last known place. */
export function fadedRiderMarker(place: Position): Marker {
  return marker(RIDER_KIND, place, 'rider-old', RIDER_PX, '骑手最后的位置');
}

/** Builds the marker of the store where the goods come from, with its name if it is known. */
export function storeMarker(place: Position, name: string, side: LabelSide): Marker {
  return {
    ...marker(STORE_KIND, place, 'store', STORE_PX, name === '' ? '门店' : `门店：${name}`),
    iconPath: STORE_PICTURE,
    ...(name === '' ? {} : { label: markerLabel(name, side, STORE_PX / 2) }),
  };
}

/** Builds the pin of a delivered order. `isOld`: the rider was last seen long before delivery. */
export function deliveredMarker(place: Position, isOld: boolean): Marker {
  const name = isOld ? '已送达，最后看到骑手的位置' : '已送达';
  const pin = pinMarker(RIDER_KIND, place, 'delivered', name);
  return isOld ? { ...pin, label: markerLabel('最后看到的位置', 'below', 0) } : pin;
}

/** Builds the receiver's pin at a place exact to 100 m. The label avoids the line to the store. */
export function receiverMarker(place: Position, store: Position | null): Marker {
  const isLineBelow = store !== null && store.latitude < place.latitude;
  const isStoreWest = store !== null && store.longitude < place.longitude;
  const label = isLineBelow
    ? markerLabel('收货点', isStoreWest ? 'left' : 'right', PIN_PX.width / 2, PIN_HEAD_PX)
    : markerLabel('收货点', 'below', 0);
  return { ...pinMarker(RECEIVER_KIND, place, 'receiver', '收货点，大致位置'), label };
}

/** Builds the words over the middle of the line from store to receiver, like `直线 1.6 公里`. */
export function distanceMarker(middle: Position, words: string): Marker {
  // A marker needs a picture. This picture is too small to be seen.
  const distanceMarker = marker(DISTANCE_KIND, middle, 'way-dot', 1, `门店到收货点${words}`);
  return { ...distanceMarker, label: markerLabel(words, 'over', 0) };
}

/** Builds the dot at the end of a line, where the rider's way is interrupted. */
export function dotMarker(place: Position, index: number): Marker {
  return marker({ ...DOT_KIND, id: DOT_KIND.id + index }, place, 'way-dot', DOT_PX, '');
}

type MarkerKind = Pick<Marker, 'id' | 'zIndex'>;

/** Builds a pin. The pin's tip is at `place`. */
function pinMarker(kind: MarkerKind, place: Position, picture: string, ariaLabel: string): Marker {
  return { ...marker(kind, place, picture, 0, ariaLabel), ...PIN_PX, anchor: { x: 0.5, y: 1 } };
}

/** Builds a marker with a square picture of map/images. The picture's middle is at the place. */
function marker(
  kind: MarkerKind,
  { longitude, latitude }: Position,
  picture: string,
  sidePx: number,
  ariaLabel: string,
): Marker {
  return {
    ...kind,
    longitude,
    latitude,
    iconPath: `${PICTURE_FOLDER}/${picture}.png`,
    width: sidePx,
    height: sidePx,
    rotate: 0,
    anchor: { x: 0.5, y: 0.5 },
    ariaLabel,
  };
}
