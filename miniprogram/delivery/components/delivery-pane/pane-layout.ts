import type { Rectangle } from '../../../platform/device';
import type { FreeArea } from '../../view/map-fit';
import { TWO_PANES_FROM_PX, widthBesideSearch } from '../../../styles/widths';

/** Layout of a pane; lengths in px. */
export interface PaneLayout {
  /**
   * True when the map fits beside the sheet; without a map the sheet is then a card in the middle.
   */
  readonly isWide: boolean;
  /** Position of the pill with order id and back button; null where WeChat draws its own bar. */
  readonly pill: { readonly top: number; readonly height: number; readonly right: number } | null;
  /** Space above a pulled-up sheet, and above the note that replaces a missing map. */
  readonly topSpace: number;
}

const GAP = 12;

/** Computes the layout of a pane beside the search, where no button of WeChat covers it. */
export function layoutBeside(windowWidth: number): PaneLayout {
  const width = widthBesideSearch(windowWidth);
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

/** Height in px of the map's lowest part, which the sheet's round corners cover. */
const BEHIND_CORNERS = 20;

/**
 * Computes the part of the map that pill and sheet leave free.
 *
 * @returns null while the sheet is pulled up over the map
 */
export function freeArea({ pill, isWide }: PaneLayout, isUp: boolean): FreeArea | null {
  if (isUp && !isWide) return null;
  const top = pill === null ? 0 : pill.top + pill.height;
  return { top, right: 0, bottom: isWide ? 0 : BEHIND_CORNERS, left: 0 };
}

/** Shortest drag, in px, that moves the sheet. */
const SHORTEST_DRAG_PX = 24;

/** Tells whether the sheet is pulled up after a vertical drag by `px` (positive: downwards). */
export function isPulledUp(px: number, isUp: boolean): boolean {
  return Math.abs(px) < SHORTEST_DRAG_PX ? isUp : px < 0;
}
