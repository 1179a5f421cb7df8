import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Colour } from './draw-png';
import { drawPng, NOTHING } from './draw-png';

/**
 * The icons of the tab bar, which takes bitmaps of 81 pixels only: lines of one width in the colours of miniprogram/styles/tokens.wxss, committed under
 * miniprogram/images/tabs. `npx tsx dev/build/tab-icons.ts` draws them again.
 */
const POINTS = 27;
const HALF_LINE = 1.1;

/** ink-2 and brand, by theme. */
const COLOURS: Readonly<Record<string, Colour>> = {
  light: [0x56, 0x60, 0x70, 1],
  'light-here': [0x16, 0x57, 0xd9, 1],
  dark: [0xa5, 0xaf, 0xbc, 1],
  'dark-here': [0x6e, 0xa0, 0xff, 1],
};

type Point = readonly [x: number, y: number];
type IsInside = (x: number, y: number) => boolean;

const SIGNS: Readonly<Record<string, IsInside>> = { search: inMagnifier, shop: inStore };

/** Every icon by its file name, as PNG. */
export function tabIcons(): ReadonlyMap<string, Buffer> {
  const icons = new Map<string, Buffer>();
  for (const [sign, isInside] of Object.entries(SIGNS)) {
    for (const [name, colour] of Object.entries(COLOURS)) {
      const picture = drawPng(POINTS, (x, y) => (isInside(x, y) ? colour : NOTHING));
      icons.set(`${sign}-${name}.png`, picture);
    }
  }
  return icons;
}

function inMagnifier(x: number, y: number): boolean {
  const fromRing = Math.abs(Math.hypot(x + 1.7, y + 1.7) - 6.8);
  return (
    fromRing <= HALF_LINE ||
    isOnWay(x, y, [
      [3.6, 3.6],
      [9, 9],
    ])
  );
}

/** An awning over a house with a door. */
function inStore(x: number, y: number): boolean {
  return [AWNING, HEM, HOUSE, DOOR].some((way) => isOnWay(x, y, way));
}

const AWNING: readonly Point[] = [
  [-9.5, -2.5],
  [-7, -9],
  [7, -9],
  [9.5, -2.5],
];
const HEM: readonly Point[] = [
  [-9.5, -2.5],
  [9.5, -2.5],
];
const HOUSE: readonly Point[] = [
  [-7.5, -2.5],
  [-7.5, 9],
  [7.5, 9],
  [7.5, -2.5],
];
const DOOR: readonly Point[] = [
  [-2.2, 9],
  [-2.2, 3],
  [2.2, 3],
  [2.2, 9],
];

/** Whether a place lies on a line of our width from point to point. */
function isOnWay(x: number, y: number, way: readonly Point[]): boolean {
  return way.some((to, index) => {
    const from = way[index - 1];
    return from !== undefined && distanceFromLeg(x, y, from, to) <= HALF_LINE;
  });
}

function distanceFromLeg(x: number, y: number, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [legX, legY] = [toX - fromX, toY - fromY];
  const share = ((x - fromX) * legX + (y - fromY) * legY) / (legX ** 2 + legY ** 2);
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(x - fromX - along * legX, y - fromY - along * legY);
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]) === 'tab-icons.ts') {
  const folder = path.join('miniprogram', 'images', 'tabs');
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of tabIcons()) writeFileSync(path.join(folder, name), bytes);
}
