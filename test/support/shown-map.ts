import type { Page } from 'playwright-core';

/** A place on the screen, px. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What the map of 配送 shows; null: there is no map. */
export type ShownMap = {
  /** When it was looked at, ms on the page's clock. */
  readonly at: number;
  /** Where the map's own middle is. */
  readonly middle: Spot;
  readonly width: number;
  readonly height: number;
  /** The middle of the rider's picture; null while it is drawn anew. */
  readonly marker: Spot | null;
  /** Degrees clockwise that the picture is turned. */
  readonly turned: number;
  /** Whether the picture can be seen: nothing of the page lies over it. */
  readonly isMarkerSeen: boolean;
  /** The corners of the way that is drawn behind the rider, the oldest first. */
  readonly trail: readonly Spot[];
} | null;

// As text, since the page's own world is not that of the tests. The way is known by its colour: blue, or violet where goods come back.
const LOOK = `(() => {
  const map = document.querySelector('.phone-page:last-child wx-map');
  if (map === null) return null;
  const middleOf = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  };
  const icon = map.querySelector('.phone-marker-icon');
  const marker = icon === null ? null : middleOf(icon);
  const way = [...map.querySelectorAll('path')].find((path) =>
    /22, 87, 217|106, 60, 188/.test(getComputedStyle(path).stroke));
  const matrix = way?.getScreenCTM();
  const corners = way?.getAttribute('d')?.match(/-?[\\d.]+[ ,]-?[\\d.]+/g) ?? [];
  const { width, height } = map.getBoundingClientRect();
  return {
    at: performance.now(),
    middle: middleOf(map),
    width,
    height,
    marker,
    turned: Number(/rotate\\((-?[\\d.]+)deg/.exec(icon?.style.transform ?? '')?.[1] ?? 0),
    isMarkerSeen: marker !== null && map.contains(document.elementFromPoint(marker.x, marker.y)),
    trail: corners.map((corner) => {
      const [x, y] = corner.split(/[ ,]/).map(Number);
      const { x: left, y: top } = new DOMPoint(x, y).matrixTransform(matrix);
      return { x: left, y: top };
    }),
  };
})()`;

export function lookAtMap(page: Page): Promise<ShownMap> {
  return page.evaluate<ShownMap>(LOOK);
}

export function apart(one: Spot, other: Spot): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
