import { type Position, offsetMetres } from '../contract/delivery';
import { extentMetres } from './geometry';

/**
 * Label of a marker for `<map>`; its anchor is the distance in px of its top left from the place.
 */
export interface MarkerLabel {
  readonly content: string;
  readonly fontSize: number;
  readonly color: string;
  readonly bgColor: string;
  readonly borderRadius: number;
  readonly padding: number;
  readonly anchorX: number;
  readonly anchorY: number;
}

/** Side of a marker that its label stands on; `over`: it covers the marker's place. */
export type LabelSide = 'right' | 'left' | 'above' | 'below' | 'over';

const FONT_PX = 13;
/** Width of a Latin letter or digit; a Chinese character is as wide as the font is high. */
const LATIN_PX = 7.5;
const PADDING_PX = 3;
/** Height of the text: WeChat draws labels with the line height of the system's font. */
const LINE_PX = 17;
const GAP_PX = 2;
/** Widest text; a longer one is cut. */
const WIDEST_PX = 130;

/**
 * Builds the label of a marker.
 *
 * @param radius distance in px from the marker's place to the edge of its picture
 * @param raisedBy px by which the picture's middle is above the marker's place
 */
export function markerLabel(
  text: string,
  side: LabelSide,
  radius: number,
  raisedBy = 0,
): MarkerLabel {
  const content = cutText(text);
  const [width, height] = [textPx(content) + 2 * PADDING_PX, LINE_PX + 2 * PADDING_PX];
  const off = radius + GAP_PX;
  const anchors: Readonly<Record<LabelSide, readonly [number, number]>> = {
    right: [off, -height / 2],
    left: [-off - width, -height / 2],
    above: [-width / 2, -off - height],
    below: [-width / 2, off],
    over: [-width / 2, -height / 2],
  };
  const [anchorX, anchorY] = anchors[side];
  return {
    content,
    fontSize: FONT_PX,
    // Tokens --ink and --surface of the light theme, which both maps set off.
    color: '#14181f',
    bgColor: '#ffffffe6',
    borderRadius: 8,
    padding: PADDING_PX,
    anchorX: Math.round(anchorX),
    anchorY: Math.round(anchorY - raisedBy),
  };
}

function cutText(text: string): string {
  if (textPx(text) <= WIDEST_PX) return text;
  const characters = Array.from(text);
  while (textPx(characters.join('')) > WIDEST_PX - FONT_PX) characters.pop();
  return `${characters.join('')}…`;
}

function textPx(text: string): number {
  return Array.from(text).reduce(
    (px, character) => px + (character.charCodeAt(0) < 0x2e80 ? LATIN_PX : FONT_PX),
    0,
  );
}

/** Assumed size in px of the view of a fit: the part of a phone that pill and sheet leave free. */
const VIEW_PX = { width: 247, height: 300 };
/** Distance in px within which the rider's picture would cover the label beside the store. */
const RIDER_NEAR_PX = { across: WIDEST_PX, up: 40 };

/**
 * Chooses the side of the store's label: towards the middle of the view, or above or below when the
 * rider is near.
 *
 * @param rider null without a rider on the map
 * @param places all places that a fit brings into view
 */
export function labelSide(
  store: Position,
  rider: Position | null,
  places: readonly Position[],
): LabelSide {
  const { width, height, middle } = extentMetres(places);
  const metresPerPx = Math.max(width / VIEW_PX.width, height / VIEW_PX.height);
  if (rider !== null) {
    const { east, north } = offsetMetres(store, rider);
    const isNear =
      Math.abs(east) < RIDER_NEAR_PX.across * metresPerPx &&
      Math.abs(north) < RIDER_NEAR_PX.up * metresPerPx;
    if (isNear) return north > 0 ? 'below' : 'above';
  }
  return store.longitude > middle.longitude ? 'left' : 'right';
}
