import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Colour } from './draw-png';
import { drawPng, NOTHING } from './draw-png';

/**
 * The map's marker icons. WeChat's `<map>` takes bitmaps only, so the few there are get drawn here, from circles and one arrow, at three pixels a
 * point, and committed under miniprogram/images. `npx tsx dev/build/marker-icons.ts` draws them again.
 */
const POINTS = 48;

/** The light tones of miniprogram/styles/tokens.wxss: the map stays light in dark mode too. */
const TONES: Readonly<Record<'go' | 'back', Colour>> = {
  go: [0x16, 0x57, 0xd9, 1],
  back: [0x6a, 0x3c, 0xbc, 1],
};
const INK: Colour = [0x14, 0x18, 0x1f, 1];
const WHITE: Colour = [255, 255, 255, 1];

/** Every icon by its file name, as PNG. */
export function markerIcons(): ReadonlyMap<string, Buffer> {
  const icons = new Map<string, Buffer>();
  for (const [name, tone] of Object.entries(TONES)) {
    icons.set(
      `rider-${name}.png`,
      drawPng(POINTS, (x, y) => rider(tone, x, y, inArrow)),
    );
    icons.set(
      `rider-${name}-still.png`,
      drawPng(POINTS, (x, y) => rider(tone, x, y, inDot)),
    );
  }
  icons.set('store.png', drawPng(POINTS, store));
  return icons;
}

/** A disc with a white rim and a halo, and a white sign in it. In points from the middle, y down. */
function rider(
  tone: Colour,
  x: number,
  y: number,
  inSign: (x: number, y: number) => boolean,
): Colour {
  const distance = Math.hypot(x, y);
  if (distance <= 12) return inSign(x, y) ? WHITE : tone;
  if (distance <= 15) return WHITE;
  if (distance <= 23) return [tone[0], tone[1], tone[2], 0.22];
  return NOTHING;
}

/** A dark disc with a white rim, and a house in it. */
function store(x: number, y: number): Colour {
  const distance = Math.hypot(x, y);
  if (distance <= 17) return inHouse(x, y) ? WHITE : INK;
  return distance <= 20 ? WHITE : NOTHING;
}

function inHouse(x: number, y: number): boolean {
  const isRoof = y >= -9 + Math.abs(x) * 0.85 && y <= -1 && Math.abs(x) <= 10;
  const isWall = y > -1 && y <= 8 && Math.abs(x) <= 7;
  const isDoor = y >= 2 && Math.abs(x) <= 2.2;
  return (isRoof || isWall) && !isDoor;
}

/** Points up: north, until `rotate` turns it. */
function inArrow(x: number, y: number): boolean {
  const isBelowTip = y >= -7 + Math.abs(x) * 2.1;
  const isAboveNotch = y <= 6 - Math.max(0, 2.4 - Math.abs(x) * 0.45);
  return isBelowTip && isAboveNotch;
}

function inDot(x: number, y: number): boolean {
  return Math.hypot(x, y) <= 4.5;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]) === 'marker-icons.ts') {
  for (const [name, bytes] of markerIcons()) {
    writeFileSync(path.join('miniprogram', 'images', name), bytes);
  }
}
