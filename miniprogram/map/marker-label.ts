import { type Position, offsetMetres } from '../contract/delivery';
import { extentMetres } from './geometry';

/** Label for `<map>`; its anchor is the distance (px) of its top left from the marker's place. */
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

/** Side of a marker on which its label stands; `over` means on the marker itself. */
export type LabelSide = 'right' | 'left' | 'above' | 'below' | 'over';

const FONT_PX = 13;
/** Widths in px of a Latin letter or digit, and of a space. Chinese characters are square. */
const LATIN_PX = 8;
const SPACE_PX = 4;
const PADDING_PX = 3.5;
/** Height in px of a line of text, as the system's font has it in WeChat's labels. */
const LINE_PX = 17;
const GAP_PX = 2;
/** Largest width of a text in px. A longer text is cut. */
const WIDEST_PX = 130;

/**
 * Builds a label. `radius` (px): from the place to the picture's edge; `raisedBy` (px): of the
 * picture's middle above the place.
 */
export function markerLabel(
  text: string,
  side: LabelSide,
  radius: number,
  raisedBy = 0,
): MarkerLabel {
  const content = cutText(text);
  const { width, height } = labelSize(content);
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

/** Computes the size in px of a label. */
export function labelSize(content: string): { readonly width: number; readonly height: number } {
  return { width: textPx(content) + 2 * PADDING_PX, height: LINE_PX + 2 * PADDING_PX };
}

function cutText(text: string): string {
  if (textPx(text) <= WIDEST_PX) return text;
  const characters = Array.from(text);
  while (textPx(characters.join('')) > WIDEST_PX - FONT_PX) characters.pop();
  return `${characters.join('')}…`;
}

function textPx(text: string): number {
  return Array.from(text).reduce(
    (px, character) =>
      px + (character === ' ' ? SPACE_PX : character.charCodeAt(0) < 0x2e80 ? LATIN_PX : FONT_PX),
    0,
  );
}

/** Assumed size in px of the part of a phone's map that pill and sheet leave free. */
const VIEW_PX = { width: 247, height: 300 };
/** A rider nearer than this (px) to the store would cover the label beside it. */
const RIDER_NEAR_PX = { across: WIDEST_PX, up: 40 };

/**
 * Chooses the side of the store's label: towards the middle of all `places` in view, or above or
 * below when the rider is near.
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
