import type { Rectangle } from '../../platform/device';
import { SEARCH_COLUMN_PX, TWO_PANES_FROM_PX } from '../../styles/widths';

/** How a pane is laid out; lengths in px. */
export interface PaneLayout {
  /** There is room for the map beside the sheet, and for a sheet without a map to stand in the middle. */
  readonly isWide: boolean;
  /** The row of the pill with the order id. */
  readonly pill: { readonly top: number; readonly height: number; readonly right: number };
  /** What the sheet leaves free above it when it is pulled up, and a note keeps below. */
  readonly clear: number;
}

/** Of a pane in a window of this width, where `capsule` is; null: the pane stands beside the search, where nothing of WeChat lies over it. */
export function paneLayout(windowWidth: number, capsule: Rectangle | null): PaneLayout {
  const width = capsule === null ? windowWidth - SEARCH_COLUMN_PX : windowWidth;
  const pill =
    capsule === null
      ? { top: 12, height: 32, right: width }
      : { top: capsule.top, height: capsule.height, right: capsule.left };
  return {
    isWide: width >= TWO_PANES_FROM_PX,
    pill,
    clear: pill.top + pill.height + 12,
  };
}
