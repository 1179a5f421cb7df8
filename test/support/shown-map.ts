import type { Page } from 'playwright-core';

/** A position on the screen, px. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The map of 配送, or null without one. */
export type ShownMap = {
  /** Time of looking, in ms of the page's clock. */
  readonly at: number;
  /** Middle of what pill and sheet leave free of the map. */
  readonly middle: Spot;
  readonly width: number;
  readonly height: number;
  /** Middle of the rider's picture, or null while there is none. */
  readonly marker: Spot | null;
  /** Rotation of the picture, clockwise in degrees. */
  readonly turned: number;
  /** Says whether nothing covers the picture. */
  readonly isMarkerSeen: boolean;
  /** Middles of all pictures, by the file's name: `store`, `way-dot`. */
  readonly pictures: readonly (Spot & { readonly name: string })[];
  /** Corners of each drawn line of the way, the oldest first. */
  readonly lines: readonly (readonly Spot[])[];
  /** Corners of all lines in one. */
  readonly trail: readonly Spot[];
} | null;

// A string, since the page's world is separate. The way is blue, violet when returning, green at
// the end; borders of its lines are white.
const LOOK = `(() => {
  const map = document.querySelector('.phone-page:last-child wx-map');
  if (map === null) return null;
  const middleOf = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  };
  const icons = [...map.querySelectorAll('.phone-marker-icon')];
  const pictures = icons.map((icon) => ({
    name: /([^/]*)\\.png/.exec(icon.src)?.[1] ?? '',
    ...middleOf(icon),
  }));
  const icon = icons.find(({ src }) => src.includes('/rider-')) ?? null;
  const marker = icon === null ? null : middleOf(icon);
  const lines = [...map.querySelectorAll('path')]
    .filter((path) => /22, 87, 217|106, 60, 188|8, 112, 61/.test(getComputedStyle(path).stroke))
    .map((path) => {
      const matrix = path.getScreenCTM();
      const corners = path.getAttribute('d')?.match(/-?[\\d.]+[ ,]-?[\\d.]+/g) ?? [];
      return corners.map((corner) => {
        const [x, y] = corner.split(/[ ,]/).map(Number);
        const { x: left, y: top } = new DOMPoint(x, y).matrixTransform(matrix);
        return { x: left, y: top };
      });
    });
  const { left, right, top, bottom, width } = map.getBoundingClientRect();
  const edge = (name, side, otherwise) =>
    document.querySelector('.phone-page:last-child .' + name)
      ?.getBoundingClientRect()[side] ?? otherwise;
  // A sheet beside the map begins above the pill.
  const above = edge('bar__pill', 'bottom', top);
  const sheet = edge('sheet', 'top', bottom);
  const below = sheet > above ? sheet : bottom;
  const height = below - above;
  return {
    at: performance.now(),
    middle: { x: (left + right) / 2, y: (above + below) / 2 },
    width,
    height,
    marker,
    turned: Number(/rotate\\((-?[\\d.]+)deg/.exec(icon?.style.transform ?? '')?.[1] ?? 0),
    isMarkerSeen: marker !== null && map.contains(document.elementFromPoint(marker.x, marker.y)),
    pictures,
    lines,
    trail: lines.flat(),
  };
})()`;

export function lookAtMap(page: Page): Promise<ShownMap> {
  return page.evaluate<ShownMap>(LOOK);
}

export function apart(one: Spot, other: Spot): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
