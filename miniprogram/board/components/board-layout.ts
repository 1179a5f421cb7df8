import { ROOT_FONT_SIZE } from '../../platform/text-size';
import type { Rectangle, Size } from '../../platform/device';
import {
  BOARD_CARD_PX,
  BOARD_TWO_PANES_FROM_PX,
  RAIL_FROM_PX,
  widthBesideList,
} from '../../styles/widths';

/** Layout of the board; lengths in px. */
export interface BoardLayout {
  /** True when list and another pane stand side by side. */
  readonly isWide: boolean;
  /** True when the other pane is a map, over which the delivery slides as a card. */
  readonly isCard: boolean;
  /** True for large text on a phone: the cards are taller. */
  readonly isLarge: boolean;
  /** True for large text on a narrow phone: the tools are under 更多. */
  readonly isTight: boolean;
  readonly paneWidth: number;
  /** Free space (px) above the head, and at its right, where WeChat draws its capsule button. */
  readonly head: { readonly top: number; readonly right: number };
}

const GAP = 8;
/** Width in px below which, and text size in px from which on, there is little room. */
const NARROW_BELOW_PX = 360;
const LARGE_TEXT_PX = 20;

/** @param capsule rectangle of the capsule button; null where WeChat draws its own bar */
export function boardLayout({ width }: Size, capsule: Rectangle | null): BoardLayout {
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
