/** Window width in px from which page 查单 shows search and delivery side by side. */
export const TWO_PANES_FROM_PX = 768;

/** Window width in px from which page 看板 shows the list and another pane side by side. */
export const BOARD_TWO_PANES_FROM_PX = 600;

export const BOARD_CARD_WIDTH_PX = 400;

/** Window width in px from which the tabs stand in a column at the left edge (ui/rail). */
export const RAIL_FROM_PX = 1000;

/** Width of the rail in px; ui/rail/rail.wxss repeats the number. */
const RAIL_WIDTH_PX = 72;

/** Widths of a list beside another pane; board.wxss and search.wxss repeat these numbers. */
const LIST_WIDTH_PX = 320;
const LIST_BESIDE_RAIL_WIDTH_PX = 420;

/** Returns the width in px of the pane beside a list. */
export function widthBesideList(windowWidth: number): number {
  return windowWidth >= RAIL_FROM_PX
    ? windowWidth - RAIL_WIDTH_PX - LIST_BESIDE_RAIL_WIDTH_PX
    : windowWidth - LIST_WIDTH_PX;
}
