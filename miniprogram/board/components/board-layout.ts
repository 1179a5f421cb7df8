import { ROOT_FONT_SIZE } from '../../platform/text-size';
import type { Rectangle, Size } from '../../platform/device';
import {
  BOARD_CARD_WIDTH_PX,
  BOARD_TWO_PANES_FROM_PX,
  RAIL_FROM_PX,
  widthBesideList,
} from '../../styles/widths';

/** Gap (px) between the head of the page and WeChat's capsule button. */
const GAP = 8;
/** Width (px) below which a window is narrow, and text size (px) from which text is large. */
const NARROW_BELOW_PX = 360;
const LARGE_TEXT_FROM_PX = 20;

/**
 * Computes the layout in px. `isWide`: the delivery is beside the list. `isCard`: it is a card over
 * the map. `isLarge`: large text on a phone. `isTight`: so narrow that the tools are under 更多.
 * `head`: space beside WeChat's `capsule` button, which is null where WeChat has a title bar.
 */
export function boardLayout({ width }: Size, capsule: Rectangle | null) {
  const isCard = width >= RAIL_FROM_PX;
  const isWide = width >= BOARD_TWO_PANES_FROM_PX;
  const isLarge = !isWide && parseFloat(ROOT_FONT_SIZE) >= LARGE_TEXT_FROM_PX;
  return {
    isWide,
    isCard,
    isLarge,
    isTight: isLarge && width < NARROW_BELOW_PX,
    paneWidth: isCard ? BOARD_CARD_WIDTH_PX : widthBesideList(width),
    head:
      capsule === null
        ? { top: 0, right: 0 }
        : { top: Math.max(0, capsule.top - GAP), right: Math.max(0, width - capsule.left + GAP) },
  };
}
