import { type Position, offsetMetres } from '../contract/delivery';
import { extentMetres } from './geometry';

/** Label for `<map>`. `anchorX`, `anchorY`: px from the marker's place to the label's top left. */
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

/** Side of a marker on which its label stands. `over`: on the marker itself. */
export type LabelSide = 'right' | 'left' | 'above' | 'below' | 'over';

/** Colours of a label without a tone: --ink and --surface of the light theme. */
export const PLAIN_LABEL = { color: '#14181f', bgColor: '#ffffffe6' };

const FONT_PX = 13;
/** Widths in px of a Latin letter or digit, and of a space. A Chinese character is square. */
const LATIN_PX = 8;
const SPACE_PX = 4;
const PADDING_PX = 3.5;
/** Height in px of a line of text in WeChat's labels, with the system's font. */
const LINE_PX = 17;
const GAP_PX = 2;
/** Largest width of a text in px. Longer texts are cut. */
const WIDEST_TEXT_PX = 130;

/** Builds a label for a picture of `radiusPx` with its middle `raisedByPx` above the place. */
export function markerLabel(
  text: string,
  side: LabelSide,
  radiusPx: number,
  raisedByPx = 0,
): MarkerLabel {
  const content = cutToWidth(text);
  const { width, height } = labelSize(content);
  const distancePx = radiusPx + GAP_PX;
  const anchors: Readonly<Record<LabelSide, readonly [number, number]>> = {
    right: [distancePx, -height / 2],
    left: [-distancePx - width, -height / 2],
    above: [-width / 2, -distancePx - height],
    below: [-width / 2, distancePx],
    over: [-width / 2, -height / 2],
  };
  const [anchorX, anchorY] = anchors[side];
  return {
    content,
    fontSize: FONT_PX,
    ...PLAIN_LABEL,
    borderRadius: 8,
    padding: PADDING_PX,
    anchorX: Math.round(anchorX),
    anchorY: Math.round(anchorY - raisedByPx),
  };
}

export function labelSize(content: string): { readonly width: number; readonly height: number } {
  return { width: textWidth(content) + 2 * PADDING_PX, height: LINE_PX + 2 * PADDING_PX };
}

function cutToWidth(text: string): string {
  if (textWidth(text) <= WIDEST_TEXT_PX) return text;
  const characters = Array.from(text);
  while (textWidth(characters.join('')) > WIDEST_TEXT_PX - FONT_PX) characters.pop();
  return `${characters.join('')}…`;
}

function textWidth(text: string): number {
  return Array.from(text).reduce(
    (px, character) =>
      px + (character === ' ' ? SPACE_PX : character.charCodeAt(0) < 0x2e80 ? LATIN_PX : FONT_PX),
    0,
  );
}

/** Assumed size (px) of the part of a phone's map between the order id's pill and the sheet. */
const FREE_MAP_PX = { width: 247, height: 300 };
/** Metres per px at the largest scale to which the page zooms the map (see geometry.ts). */
const LEAST_METRES_PER_PX = 2;
/** Distances (px) from the store within which a rider or pin would cover the store's label. */
const RIDER_COVERS_LABEL_PX = { across: WIDEST_TEXT_PX, up: 60 };

/** Chooses the side of the store's label: towards `places`, but away from a rider who is near. */
export function labelSide(
  store: Position,
  rider: Position | null,
  places: readonly Position[],
): LabelSide {
  const { widthMetres, heightMetres, middle } = extentMetres(places);
  const perPx = [widthMetres / FREE_MAP_PX.width, heightMetres / FREE_MAP_PX.height];
  const metresPerPx = Math.max(...perPx, LEAST_METRES_PER_PX);
  if (rider !== null) {
    const { east, north } = offsetMetres(store, rider);
    const isNear =
      Math.abs(east) < RIDER_COVERS_LABEL_PX.across * metresPerPx &&
      Math.abs(north) < RIDER_COVERS_LABEL_PX.up * metresPerPx;
    if (isNear) return north > 0 ? 'below' : 'above';
  }
  return store.longitude > middle.longitude ? 'left' : 'right';
}
