/** Part of the map that neither pill nor sheet covers: px from the map's edges. */
export interface FreeArea {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/**
 * Space in px that a fit leaves between the free area's edges and the middle of a marker, so that
 * the marker and its label stand free.
 */
const MARGIN: FreeArea = { top: 48, right: 64, bottom: 40, left: 64 };

/** Computes the padding of a fit in px: top, right, bottom, left. */
export function fitPadding(free: FreeArea): readonly number[] {
  return (['top', 'right', 'bottom', 'left'] as const).map((side) => free[side] + MARGIN[side]);
}
