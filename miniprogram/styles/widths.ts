/** Minimum window width in px at which search and delivery are shown side by side. */
export const TWO_PANES_FROM_PX = 768;

/** Width in px of the search beside a delivery; pages/search/search.wxss repeats the number. */
const SEARCH_COLUMN_PX = 360;

/** Minimum window width in px at which the board has its list and another pane side by side. */
export const BOARD_TWO_PANES_FROM_PX = 600;

/**
 * Width (px) of the board's list beside another pane; pages/board/board.wxss repeats the number.
 */
export const BOARD_COLUMN_PX = 320;

/** Width in px of the delivery that slides over the board's map; board.wxss repeats the number. */
export const BOARD_CARD_PX = 400;

/** Minimum window width in px at which the tabs are in a rail at the left. */
export const RAIL_FROM_PX = 1000;

/** Width of the rail in px; ui/rail/rail.wxss repeats the number. */
const RAIL_PX = 72;

/** Returns the width in px that a delivery beside the search has. */
export function widthBesideSearch(windowWidth: number): number {
  return windowWidth - SEARCH_COLUMN_PX - (windowWidth >= RAIL_FROM_PX ? RAIL_PX : 0);
}
