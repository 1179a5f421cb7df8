import { ROOT_FONT_SIZE } from '../../platform/text-size';
import type { Rectangle, Size } from '../../platform/device';
import {
  BOARD_CARD_PX,
  BOARD_TWO_PANES_FROM_PX,
  RAIL_FROM_PX,
  widthBesideList,
} from '../../styles/widths';

const GAP = 8;
/** Width in px below which, and text size in px from which on, there is little room. */
const NARROW_BELOW_PX = 360;
const LARGE_TEXT_PX = 20;

/**
 * Lays the board out, in px: list and another pane side by side (`isWide`), the other one a map
 * under the delivery's card (`isCard`), large text on a phone (`isLarge`), also on a narrow one,
 * with the tools under 更多 (`isTight`), and the free space that the head leaves to the capsule.
 *
 * @param capsule rectangle of the capsule button; null where WeChat draws its own bar
 */
export function boardLayout({ width }: Size, capsule: Rectangle | null) {
  const isCard = width >= RAIL_FROM_PX;
  const isWide = width >= BOARD_TWO_PANES_FROM_PX;
  const isLarge = !isWide && parseFloat(ROOT_FONT_SIZE) >= LARGE_TEXT_PX;
  return {
    isWide,
    isCard,
    isLarge,
    isTight: isLarge && width < NARROW_BELOW_PX,
    paneWidth: isCard ? BOARD_CARD_PX : widthBesideList(width),
    head:
      capsule === null
        ? { top: 0, right: 0 }
        : { top: Math.max(0, capsule.top - GAP), right: Math.max(0, width - capsule.left + GAP) },
  };
}
