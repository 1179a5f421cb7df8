import type { Rectangle, Size } from '../../platform/device';
import {
  BOARD_CARD_PX,
  BOARD_COLUMN_PX,
  BOARD_TWO_PANES_FROM_PX,
  RAIL_FROM_PX,
} from '../../styles/widths';

/** Layout of the board; lengths in px. */
export interface BoardLayout {
  /** True when list and another pane stand side by side. */
  readonly isWide: boolean;
  /** True when the other pane is a map, over which the delivery slides as a card. */
  readonly isCard: boolean;
  readonly paneWidth: number;
  /** What the head leaves free above itself, and at its right for WeChat's capsule button. */
  readonly head: { readonly top: number; readonly right: number };
}

const GAP = 8;

/** @param capsule rectangle of the capsule button; null where WeChat draws its own bar */
export function boardLayout({ width }: Size, capsule: Rectangle | null): BoardLayout {
  const isCard = width >= RAIL_FROM_PX;
  return {
    isWide: width >= BOARD_TWO_PANES_FROM_PX,
    isCard,
    paneWidth: isCard ? BOARD_CARD_PX : width - BOARD_COLUMN_PX,
    head:
      capsule === null
        ? { top: 0, right: 0 }
        : { top: Math.max(0, capsule.top - GAP), right: Math.max(0, width - capsule.left + GAP) },
  };
}
