import type { Rectangle } from '../../../platform/device';
import { SEARCH_COLUMN_PX, TWO_PANES_FROM_PX } from '../../../styles/widths';

/** How a pane is laid out; lengths in px. */
export interface PaneLayout {
  /** There is room for the map beside the sheet, and for a sheet without a map to stand in the middle. */
  readonly isWide: boolean;
  /** The row of the pill with the order id; null where WeChat's own bar has the way back. */
  readonly pill: { readonly top: number; readonly height: number; readonly right: number } | null;
  /** What the sheet leaves free above it when it is pulled up, and a note keeps below. */
  readonly clear: number;
}

const GAP = 12;

/** Of the pane beside the search, in a window of this width: nothing of WeChat lies over it. */
export function layoutBeside(windowWidth: number): PaneLayout {
  const width = windowWidth - SEARCH_COLUMN_PX;
  return layoutOf(width, { top: GAP, height: 32, right: width });
}

/**
 * Of the pane on a page of its own, in a window of this width.
 *
 * @param capsule null: WeChat draws its own bar above the page
 */
export function layoutAlone(windowWidth: number, capsule: Rectangle | null): PaneLayout {
  if (capsule === null) return layoutOf(windowWidth, null);
  const { top, height, left } = capsule;
  return layoutOf(windowWidth, { top, height, right: left });
}

function layoutOf(width: number, pill: PaneLayout['pill']): PaneLayout {
  return {
    isWide: width >= TWO_PANES_FROM_PX,
    pill,
    clear: (pill === null ? 0 : pill.top + pill.height) + GAP,
  };
}

/** A finger that has gone so far (px) means it. */
const MEANT_PX = 24;

/** Whether the sheet is to be up after a finger has moved it by `px` (downwards is positive). */
export function isPulledUp(px: number, isUp: boolean): boolean {
  return Math.abs(px) < MEANT_PX ? isUp : px < 0;
}
