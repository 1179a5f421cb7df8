import type { Rectangle } from '../../../platform/device';
import { SEARCH_COLUMN_PX, TWO_PANES_FROM_PX } from '../../../styles/widths';

/** Layout of a pane; lengths in px. */
export interface PaneLayout {
  /**
   * True when the map fits beside the sheet; without a map the sheet is then a card in the middle.
   */
  readonly isWide: boolean;
  /** Position of the pill with the order id; null where WeChat's own bar has the back button. */
  readonly pill: { readonly top: number; readonly height: number; readonly right: number } | null;
  /** Space above the sheet when it is pulled up, and above a note. */
  readonly topSpace: number;
}

const GAP = 12;

/** Computes the layout of a pane beside the search, where nothing of WeChat lies over the pane. */
export function layoutBeside(windowWidth: number): PaneLayout {
  const width = windowWidth - SEARCH_COLUMN_PX;
  return layoutOf(width, { top: GAP, height: 32, right: width });
}

/**
 * Computes the layout of a pane on a page of its own.
 *
 * @param capsule rectangle of WeChat's capsule button; null: WeChat draws its own bar above the
 * page
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
    topSpace: (pill === null ? 0 : pill.top + pill.height) + GAP,
  };
}

/** Shortest drag in px that counts. */
const SHORTEST_DRAG_PX = 24;

/** Tells whether the sheet is up after a drag by `px` (downwards is positive). */
export function isPulledUp(px: number, isUp: boolean): boolean {
  return Math.abs(px) < SHORTEST_DRAG_PX ? isUp : px < 0;
}
