/** Minimum window width in px at which search and delivery are shown side by side. */
export const TWO_PANES_FROM_PX = 768;

/** Minimum window width in px at which the board has its list and another pane side by side. */
export const BOARD_TWO_PANES_FROM_PX = 600;

export const BOARD_CARD_PX = 400;

/** Minimum window width in px at which the tabs are in a rail at the left. */
export const RAIL_FROM_PX = 1000;

/** Width of the rail in px; ui/rail/rail.wxss repeats the number. */
const RAIL_PX = 72;

/** Widths in px of a list beside another pane; board.wxss and search.wxss repeat them. */
const LIST_PX = 320;
const LIST_BESIDE_RAIL_PX = 420;

/** Returns the width in px that a list leaves to the pane beside it. */
export function widthBesideList(windowWidth: number): number {
  return windowWidth >= RAIL_FROM_PX
    ? windowWidth - RAIL_PX - LIST_BESIDE_RAIL_PX
    : windowWidth - LIST_PX;
}
