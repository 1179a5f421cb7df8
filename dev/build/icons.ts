import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import * as UPNG from 'upng-js';

/** Bitmap for WeChat's `<map>` and tab bar, which accept no SVG. */
export interface Icon {
  /** Path of the PNG file, relative to the mini-program’s folder. */
  readonly file: string;
  /** Name of the SVG file in dev/build/icons, whose size is in points. */
  readonly drawing: string;
  /** Colour that replaces `currentColor` in the SVG. */
  readonly colour: string;
}

const DRAWINGS_FOLDER = path.join(__dirname, 'icons');
export const MINIPROGRAM_FOLDER = path.join(__dirname, '../../miniprogram');

/** Pixels per point, as on most screens. Tab icons get 81 px, the size that WeChat recommends. */
const SCALE = 3;

/**
 * All bitmaps. Colours are those of styles/tokens.wxss: for the map only the light theme, since a
 * white ring sets them off on a dark map, too; for the tab bar `--ink-2`, and `--brand` for the
 * chosen tab.
 */
export const ICONS: readonly Icon[] = [
  ...Object.entries({ go: '#1657d9', wait: '#8a5200', bad: '#c0271f', back: '#6a3cbc' }).flatMap(
    ([tone, colour]) => [
      { file: `map/images/rider-${tone}.png`, drawing: 'rider.svg', colour },
      { file: `map/images/rider-${tone}-still.png`, drawing: 'rider-still.svg', colour },
    ],
  ),
  { file: 'map/images/rider-waits.png', drawing: 'rider-waits.svg', colour: '#1657d9' },
  { file: 'map/images/rider-old.png', drawing: 'rider-old.svg', colour: '#566070' },
  { file: 'map/images/delivered.png', drawing: 'delivered.svg', colour: '#08703d' },
  { file: 'map/images/receiver.png', drawing: 'receiver.svg', colour: '#566070' },
  { file: 'images/store.png', drawing: 'store.svg', colour: '#14181f' },
  { file: 'map/images/way-dot.png', drawing: 'way-dot.svg', colour: '#566070' },
  ...['search', 'board', 'shop'].flatMap((tab) => [
    { file: `images/tabs/${tab}-light.png`, drawing: `${tab}.svg`, colour: '#566070' },
    { file: `images/tabs/${tab}-light-here.png`, drawing: `${tab}.svg`, colour: '#1657d9' },
    { file: `images/tabs/${tab}-dark.png`, drawing: `${tab}.svg`, colour: '#a5afbc' },
    { file: `images/tabs/${tab}-dark-here.png`, drawing: `${tab}.svg`, colour: '#6ea0ff' },
  ]),
];

export function drawIcon({ drawing, colour }: Icon): UPNG.Image {
  const svg = readFileSync(path.join(DRAWINGS_FOLDER, drawing), 'utf8');
  const resvg = new Resvg(svg.replaceAll('currentColor', colour), {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { loadSystemFonts: false },
  });
  return readPng(resvg.render().asPng());
}

export function readPng(png: Buffer): UPNG.Image {
  return UPNG.decode(new Uint8Array(png).buffer);
}

/** Number of palette colours: one or two, mixtures at the edges, and the shades of a cone. */
const COLOURS = 64;

/** Writes all icons as PNG with a palette, which takes a third of the bytes. */
function drawIcons(): void {
  for (const icon of ICONS) {
    const image = drawIcon(icon);
    const png = UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS);
    writeFileSync(path.join(MINIPROGRAM_FOLDER, icon.file), Buffer.from(png));
  }
}

// Runs only for `npx tsx dev/build/icons.ts`, not when a test imports this file.
if (require.main === module) drawIcons();
