import { type FreeArea, LOW_AREA_BELOW_PX } from '../../../map/geometry';
import type { Rectangle, Size } from '../../../platform/device';
import { TWO_PANES_FROM_PX, widthBesideList } from '../../../styles/widths';

/** Layout of a pane; lengths in px. */
export interface PaneLayout {
  /** True when the map is beside the sheet, or the sheet is a card without a map of its own. */
  readonly isWide: boolean;
  /** Position of the pill with order id and back button; null where WeChat has a title bar. */
  readonly pill: { readonly top: number; readonly height: number; readonly right: number } | null;
  /** Space (px) above the sheet when it is highest, and above the note that replaces a map. */
  readonly topSpace: number;
}

const GAP_PX = 12;
/**
 * Height (px) below which a broad window has no room for a sheet over a map (phones are upright:
 * `pageOrientation`, developers.weixin.qq.com/miniprogram/dev/reference/configuration/page [O]).
 */
const LOW_WINDOW_BELOW_PX = 500;

/** Computes the layout of a pane beside a list. `paneWidth`: 0 if the window decides it (查单). */
export function layoutBeside(
  { width: windowWidth, height }: Size,
  paneWidth = 0,
  isCard = false,
): PaneLayout {
  const width = paneWidth === 0 ? widthBesideList(windowWidth) : paneWidth;
  const layout = layoutOf({ width, height }, { top: GAP_PX, height: 32, right: width });
  return isCard ? { ...layout, isWide: true } : layout;
}

/** Computes the layout of a pane on page 配送. `capsuleButton`: null under a title bar of WeChat. */
export function layoutOnPage(window: Size, capsuleButton: Rectangle | null): PaneLayout {
  if (capsuleButton === null) return layoutOf(window, null);
  const { top, height, left } = capsuleButton;
  return layoutOf(window, { top, height, right: left });
}

function layoutOf({ width, height }: Size, pill: PaneLayout['pill']): PaneLayout {
  return {
    isWide: width >= TWO_PANES_FROM_PX || (height < LOW_WINDOW_BELOW_PX && width > height),
    pill,
    topSpace: (pill === null ? 0 : pill.top + pill.height) + GAP_PX,
  };
}

/** Stops: heights at which the sheet can rest, from the lowest to the highest. */
export type SheetStop = 'peek' | 'middle' | 'full';

/** Stop at which the sheet is now, and the visible height in px of the sheet at each stop. */
export interface SheetPlace extends Readonly<Record<SheetStop, number>> {
  readonly stop: SheetStop;
  /** True where text is so large that the next step must stand above the status to be visible. */
  readonly isStepFirst: boolean;
}

/** Measured heights in px that decide where the stops are. */
export interface SheetSizes {
  readonly pane: number;
  /** Height of the row that stays visible when the sheet is lowest, below the handle. */
  readonly peek: number;
  /** Height of the content down to the rider's card, with the card. */
  readonly untilRider: number;
  /** Height of the bar at the bottom, with its actions and messages. */
  readonly bar: number;
  /** Height of the head with the answer to a scan, under the handle; 0 without a scan. */
  readonly head: number;
  /** Height of the summary (status and figure), which stands below the next step after a scan. */
  readonly summary: number;
  /** Height of the next step (what somebody has to do now); 0 without a next step. */
  readonly step: number;
}

const HANDLE_HEIGHT_PX = 22;
/** Smallest height (px) of the sheet that stays visible when the sheet is lowest. */
const LEAST_PEEK_HEIGHT_PX = 120;
/** Largest share of the pane under the sheet at its middle stop; more if the next step needs it. */
const MIDDLE_STOP_LARGEST_PART = 0.64;
/** Space in px between head, summary and next step. */
const SPACE_BETWEEN_PARTS_PX = 16;

const SHEET_STOPS: readonly SheetStop[] = ['peek', 'middle', 'full'];

export function placeSheet(
  stop: SheetStop,
  { pane, peek, untilRider, bar, head, summary, step }: SheetSizes,
  { topSpace }: PaneLayout,
): SheetPlace {
  const full = pane - topSpace;
  const lowestPx = Math.max(LEAST_PEEK_HEIGHT_PX, HANDLE_HEIGHT_PX + peek);
  const contentTopPx = head > 0 ? head + SPACE_BETWEEN_PARTS_PX : HANDLE_HEIGHT_PX;
  const usualPx = Math.min(contentTopPx + untilRider + bar, MIDDLE_STOP_LARGEST_PART * pane);
  // At the sheet's middle stop the next step is visible, however large the text is.
  const aboveStepPx = head > 0 ? 0 : summary + SPACE_BETWEEN_PARTS_PX;
  const isStepFirst = step > 0 && contentTopPx + aboveStepPx + step + bar > full;
  const stepBottomPx = step > 0 ? contentTopPx + (isStepFirst ? 0 : aboveStepPx) + step + bar : 0;
  const middle = Math.max(usualPx, Math.min(stepBottomPx, full));
  return { stop, isStepFirst, peek: Math.min(lowestPx, middle), middle, full };
}

/** Returns the next stop above (`step` 1) or below (−1); the same stop at either end. */
export function stopBeside(stop: SheetStop, step: 1 | -1): SheetStop {
  return SHEET_STOPS[SHEET_STOPS.indexOf(stop) + step] ?? stop;
}

/** Computes the part of the map that pill and sheet do not cover; null if nothing is left. */
export function freeMapArea(
  { pill, topSpace }: PaneLayout,
  sheetPlace: SheetPlace | null,
): FreeArea | null {
  if (sheetPlace?.stop === 'full') return null;
  const top = pill === null ? 0 : pill.top + pill.height;
  if (sheetPlace === null) return { top, right: 0, bottom: 0, left: 0 };
  const bottom = sheetPlace[sheetPlace.stop];
  const isLow = sheetPlace.full + topSpace - top - bottom < LOW_AREA_BELOW_PX;
  return { top, right: 0, bottom, left: 0, ...(isLow ? { isLow } : {}) };
}
