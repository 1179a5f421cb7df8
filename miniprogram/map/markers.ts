import type { Position } from '../contract/delivery';
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

/** Pictures of the map. The store's is in the main package, since 店铺 shows it, too. */
const PICTURES = '/map/images';
const STORE_PICTURE = '/images/store.png';

const RIDER = { id: 1, zIndex: 3 };
const STORE = { id: 2, zIndex: 2 };
const RECEIVER = { id: 3, zIndex: 2 };
const DISTANCE = { id: 4, zIndex: 1 };
const DOTS = { id: 10, zIndex: 1 };

/** Builds the rider's marker: an arrow by `heading` (degrees clockwise from north), else a dot. */
export function riderMarker(place: Position, heading: number | null, tone: 'go' | 'back'): Marker {
  if (heading === null) {
    return {
      ...marker(RIDER, place, `${PICTURES}/rider-${tone}-still.png`, square(PUCK_PX)),
      ariaLabel: '骑手',
    };
  }
  return {
    ...marker(RIDER, place, `${PICTURES}/rider-${tone}.png`, square(ARROW_PX)),
    rotate: Math.round(heading),
    ariaLabel: '骑手',
  };
}

/** Builds the marker of a rider who waits at the store: two bars, without a direction. */
export function waitingRiderMarker(place: Position): Marker {
  return {
    ...marker(RIDER, place, `${PICTURES}/rider-waits.png`, square(PUCK_PX)),
    ariaLabel: '骑手在店里',
  };
}

/** Builds the marker of a place where the rider may be no longer: half transparent, dashed. */
export function fadedRiderMarker(place: Position): Marker {
  return {
    ...marker(RIDER, place, `${PICTURES}/rider-old.png`, square(PUCK_PX)),
    ariaLabel: '骑手最后的位置',
  };
}

/** Builds the marker of the store that the goods come from, with its name beside it, if known. */
export function storeMarker(place: Position, name: string, side: LabelSide): Marker {
  return {
    ...marker(STORE, place, STORE_PICTURE, square(STORE_PX)),
    ariaLabel: name === '' ? '门店' : `门店：${name}`,
    ...(name === '' ? {} : { label: markerLabel(name, side, STORE_PX / 2) }),
  };
}

/**
 * Builds the check pin of a delivered order, where the rider was seen last.
 *
 * @param isOld true when that was long before the end, so that the goods may have arrived elsewhere
 */
export function endMarker(place: Position, isOld: boolean): Marker {
  return {
    ...marker(RIDER, place, `${PICTURES}/delivered.png`, PIN_PX),
    anchor: { x: 0.5, y: 1 },
    ariaLabel: isOld ? '已送达，最后看到骑手的位置' : '已送达',
    ...(isOld ? { label: markerLabel('最后看到的位置', 'below', 0) } : {}),
  };
}

/**
 * Builds the receiver's pin, whose place is exact to 100 m; its label leaves the line to the store
 * free.
 */
export function receiverMarker(place: Position, store: Position | null): Marker {
  const isLineBelow = store !== null && store.latitude < place.latitude;
  const isStoreWest = store !== null && store.longitude < place.longitude;
  const label = isLineBelow
    ? markerLabel('收货点', isStoreWest ? 'left' : 'right', PIN_PX.width / 2, PIN_HEAD_PX)
    : markerLabel('收货点', 'below', 0);
  return {
    ...marker(RECEIVER, place, `${PICTURES}/receiver.png`, PIN_PX),
    anchor: { x: 0.5, y: 1 },
    ariaLabel: '收货点，大致位置',
    label,
  };
}

/** Builds the words about a line, like `直线 1.6 公里`, over its middle. */
export function distanceMarker(middle: Position, words: string): Marker {
  return {
    // A marker needs a picture; this one is too small to be seen.
    ...marker(DISTANCE, middle, `${PICTURES}/way-dot.png`, square(1)),
    ariaLabel: `门店到收货点${words}`,
    label: markerLabel(words, 'over', 0),
  };
}

/** Builds the dot at the end of a line, where a gap in the way begins or ends. */
export function dotMarker(place: Position, index: number): Marker {
  const { id, zIndex } = DOTS;
  return {
    ...marker({ id: id + index, zIndex }, place, `${PICTURES}/way-dot.png`, square(DOT_PX)),
    ariaLabel: '',
  };
}

function square(px: number): { readonly width: number; readonly height: number } {
  return { width: px, height: px };
}

function marker(
  { id, zIndex }: Pick<Marker, 'id' | 'zIndex'>,
  { longitude, latitude }: Position,
  iconPath: string,
  { width, height }: Pick<Marker, 'width' | 'height'>,
): Omit<Marker, 'ariaLabel'> {
  return {
    id,
    longitude,
    latitude,
    iconPath,
    width,
    height,
    rotate: 0,
    anchor: { x: 0.5, y: 0.5 },
    zIndex,
  };
}
