import type { Rectangle, Size } from '../../../platform/device';
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
/**
 * Height in px below which a window that is broader than high has no room for a sheet over a map.
 * Phones do not come to this: WeChat keeps pages upright unless their JSON says otherwise
 * (`pageOrientation`, developers.weixin.qq.com/miniprogram/dev/reference/configuration/page [O]),
 * and `resizable` turns pages on tablets only. Windows on computers and split screens do.
 */
const LOW_WINDOW_PX = 500;

/**
 * Computes the layout of a pane beside a list, where no button of WeChat covers it.
 *
 * @param paneWidth px; 0: beside the search, as wide as that leaves it
 * @param isCard true for a pane without a map, which is told as a card
 */
export function layoutBeside(
  { width: windowWidth, height }: Size,
  paneWidth = 0,
  isCard = false,
): PaneLayout {
  const width = paneWidth === 0 ? widthBesideSearch(windowWidth) : paneWidth;
  const layout = layoutOf({ width, height }, { top: GAP, height: 32, right: width });
  return isCard ? { ...layout, isWide: true } : layout;
}

/**
 * Computes the layout of a pane on a page of its own.
 *
 * @param capsule rectangle of WeChat's capsule button; null: WeChat draws its own bar above the
 * page
 */
export function layoutAlone(window: Size, capsule: Rectangle | null): PaneLayout {
  if (capsule === null) return layoutOf(window, null);
  const { top, height, left } = capsule;
  return layoutOf(window, { top, height, right: left });
}

function layoutOf({ width, height }: Size, pill: PaneLayout['pill']): PaneLayout {
  return {
    isWide: width >= TWO_PANES_FROM_PX || (height < LOW_WINDOW_PX && width > height),
    pill,
    topSpace: (pill === null ? 0 : pill.top + pill.height) + GAP,
  };
}
