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
  /** Place in the stack: the rider above the store, both above the dots of the way. */
  readonly zIndex: number;
  readonly ariaLabel: string;
  readonly label?: MarkerLabel;
}

/** Sizes of the pictures in px (dev/build/icons); the arrow's picture holds its cone, too. */
const ARROW_PX = 72;
const PUCK_PX = 42;
const STORE_PX = 32;
const PIN_PX = { width: 36, height: 45 };
/** Height of the middle of a pin's head above its tip. */
const PIN_HEAD_PX = 27;
const DOT_PX = 10;

/** Folder of the pictures. The store's picture is elsewhere, since 店铺 shows it, too. */
const PICTURES = '/map/images';
const STORE_PICTURE = '/images/store.png';

const RIDER = { id: 1, zIndex: 3 };
const STORE = { id: 2, zIndex: 2 };
const RECEIVER = { id: 3, zIndex: 2 };
const DISTANCE = { id: 4, zIndex: 1 };
const DOTS = { id: 10, zIndex: 1 };

/** Tones of riders by `orderTone`, the most urgent first. `go`: all is well. */
export const RIDER_TONES = ['bad', 'back', 'wait', 'go'] as const;
export type RiderTone = (typeof RIDER_TONES)[number];

export function riderToneOf(tone: Tone): RiderTone {
  return RIDER_TONES.find((one) => one === tone) ?? 'go';
}

/** Builds the rider's marker: an arrow by `heading` (degrees clockwise from north), else a dot. */
export function riderMarker(place: Position, heading: number | null, tone: RiderTone): Marker {
  if (heading === null) return marker(RIDER, place, `rider-${tone}-still`, PUCK_PX, '骑手');
  const arrow = marker(RIDER, place, `rider-${tone}`, ARROW_PX, '骑手');
  return { ...arrow, rotate: Math.round(heading) };
}

/** Builds the marker of a rider at the store, without a direction; two bars while all is well. */
export function waitingRiderMarker(place: Position, tone: RiderTone): Marker {
  const picture = tone === 'go' ? 'rider-waits' : `rider-${tone}-still`;
  return marker(RIDER, place, picture, PUCK_PX, '骑手在店里');
}

/** Builds the marker of a place where the rider may be no longer: half transparent, dashed. */
export function fadedRiderMarker(place: Position): Marker {
  return marker(RIDER, place, 'rider-old', PUCK_PX, '骑手最后的位置');
}

/** Builds the marker of the store that the goods come from, with its name beside it, if known. */
export function storeMarker(place: Position, name: string, side: LabelSide): Marker {
  return {
    ...marker(STORE, place, 'store', STORE_PX, name === '' ? '门店' : `门店：${name}`),
    iconPath: STORE_PICTURE,
    ...(name === '' ? {} : { label: markerLabel(name, side, STORE_PX / 2) }),
  };
}

/** Builds the check pin of a delivered order. `isOld`: last seen there long before the end. */
export function endMarker(place: Position, isOld: boolean): Marker {
  const name = isOld ? '已送达，最后看到骑手的位置' : '已送达';
  const pin = pinMarker(RIDER, place, 'delivered', name);
  return isOld ? { ...pin, label: markerLabel('最后看到的位置', 'below', 0) } : pin;
}

/** Builds the receiver's pin, exact to 100 m; its label leaves the line to the store free. */
export function receiverMarker(place: Position, store: Position | null): Marker {
  const isLineBelow = store !== null && store.latitude < place.latitude;
  const isStoreWest = store !== null && store.longitude < place.longitude;
  const label = isLineBelow
    ? markerLabel('收货点', isStoreWest ? 'left' : 'right', PIN_PX.width / 2, PIN_HEAD_PX)
    : markerLabel('收货点', 'below', 0);
  return { ...pinMarker(RECEIVER, place, 'receiver', '收货点，大致位置'), label };
}

/** Builds the words about a line, like `直线 1.6 公里`, over its middle. */
export function distanceMarker(middle: Position, words: string): Marker {
  // A marker needs a picture; this one is too small to be seen.
  const point = marker(DISTANCE, middle, 'way-dot', 1, `门店到收货点${words}`);
  return { ...point, label: markerLabel(words, 'over', 0) };
}

/** Builds the dot at the end of a line, where a gap in the way begins or ends. */
export function dotMarker(place: Position, index: number): Marker {
  return marker({ ...DOTS, id: DOTS.id + index }, place, 'way-dot', DOT_PX, '');
}

type Kind = Pick<Marker, 'id' | 'zIndex'>;

/** Builds a pin, whose tip is at its place. */
function pinMarker(kind: Kind, place: Position, picture: string, ariaLabel: string): Marker {
  return { ...marker(kind, place, picture, 0, ariaLabel), ...PIN_PX, anchor: { x: 0.5, y: 1 } };
}

/** Builds a marker of a picture of map/images, which is a square of `px` around its place. */
function marker(
  kind: Kind,
  { longitude, latitude }: Position,
  picture: string,
  px: number,
  ariaLabel: string,
): Marker {
  return {
    ...kind,
    longitude,
    latitude,
    iconPath: `${PICTURES}/${picture}.png`,
    width: px,
    height: px,
    rotate: 0,
    anchor: { x: 0.5, y: 0.5 },
    ariaLabel,
  };
}
