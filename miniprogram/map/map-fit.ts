/** Part of the map that neither pill nor sheet covers: px from the map's edges. */
export interface FreeArea {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** True where it has no room for more than the markers: then there is no note. */
  readonly isLow?: true;
}

/**
 * Space in px that a fit leaves between the free area's edges and the middle of a marker, so that
 * the marker and its label stand free.
 */
const MARGIN: FreeArea = { top: 48, right: 64, bottom: 40, left: 64 };

/** Height in px below which the free area is low. */
export const LOW_PX = 200;
/** Height in px by which a pin stands above its place, beyond the half of a round marker. */
const PIN_PX = 24;
/** Height in px of the note at the bottom of the free area. */
const NOTE_PX = 44;

/**
 * Computes the padding of a fit in px: top, right, bottom, left.
 *
 * @param hasPin true for a map with the receiver's pin
 * @param hasNote true for a map with a note at its bottom
 */
export function fitPadding(free: FreeArea, hasPin = false, hasNote = false): readonly number[] {
  const isLow = free.isLow === true;
  const top = hasPin && !isLow ? PIN_PX : 0;
  const more = { top, right: 0, bottom: hasNote && !isLow ? NOTE_PX : 0, left: 0 };
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  return sides.map((side) => free[side] + MARGIN[side] + more[side]);
}
