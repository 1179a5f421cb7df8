import { type FreeArea, LOW_AREA_BELOW_PX } from '../../../map/geometry';
import type { Rectangle, Size } from '../../../platform/device';
import { TWO_PANES_FROM_PX, widthBesideList } from '../../../styles/widths';

/** Layout of a pane; lengths in px. */
export interface PaneLayout {
  /** True when the map is beside the sheet. Without a map, the sheet is then a card. */
  readonly isWide: boolean;
  /** Position of the pill with order id and back button; null below a title bar of WeChat's. */
  readonly pill: { readonly top: number; readonly height: number; readonly right: number } | null;
  /** Space (px) above the sheet at its highest stop, and above the note that replaces a map. */
  readonly topSpace: number;
}

const GAP_PX = 12;
/**
 * A broad window lower than this (px) has no room for a sheet over a map. Only computers and split
 * screens have such windows: WeChat keeps phones upright (`pageOrientation`,
 * developers.weixin.qq.com/miniprogram/dev/reference/configuration/page [O]).
 */
const LOW_WINDOW_BELOW_PX = 500;

/** Computes the layout of a pane beside a list. `paneWidth`: 0 on page 查单, where it is computed. */
export function layoutBeside(
  { width: windowWidth, height }: Size,
  paneWidth = 0,
  isCard = false,
): PaneLayout {
  const width = paneWidth === 0 ? widthBesideList(windowWidth) : paneWidth;
  const layout = layoutOf({ width, height }, { top: GAP_PX, height: 32, right: width });
  return isCard ? { ...layout, isWide: true } : layout;
}

/** Computes the layout of a pane on page 配送. `capsule`: null where WeChat has its own title bar. */
export function layoutOnPage(window: Size, capsule: Rectangle | null): PaneLayout {
  if (capsule === null) return layoutOf(window, null);
  const { top, height, left } = capsule;
  return layoutOf(window, { top, height, right: left });
}

function layoutOf({ width, height }: Size, pill: PaneLayout['pill']): PaneLayout {
  return {
    isWide: width >= TWO_PANES_FROM_PX || (height < LOW_WINDOW_BELOW_PX && width > height),
    pill,
    topSpace: (pill === null ? 0 : pill.top + pill.height) + GAP_PX,
  };
}

/** Heights at which the sheet can rest, from the lowest to the highest. */
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
  /** Row that alone is visible at the lowest stop, without the handle. */
  readonly peek: number;
  /** Content from its top to just above the rider. */
  readonly untilRider: number;
  /** Bar with the actions at the bottom, with the messages that stand in it. */
  readonly bar: number;
  /** Head with the answer to a scan, under the handle; 0 without a scan. */
  readonly head: number;
  /** Status with its figure. It stands above the next step unless there is a scan's answer. */
  readonly summary: number;
  /** Next step; 0 without one. */
  readonly step: number;
}

/** Height in px of the handle above the content. */
const HANDLE_HEIGHT_PX = 22;
/** Smallest height in px of the sheet at its lowest stop. */
const LEAST_PEEK_HEIGHT_PX = 120;
/** Largest part of the pane that the sheet covers at its middle stop, except for the next step. */
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
  const low = Math.max(LEAST_PEEK_HEIGHT_PX, HANDLE_HEIGHT_PX + peek);
  const top = head > 0 ? head + SPACE_BETWEEN_PARTS_PX : HANDLE_HEIGHT_PX;
  const usual = Math.min(top + untilRider + bar, MIDDLE_STOP_LARGEST_PART * pane);
  // At the middle stop the next step is visible, however large the text is.
  const aboveStep = head > 0 ? 0 : summary + SPACE_BETWEEN_PARTS_PX;
  const isStepFirst = step > 0 && top + aboveStep + step + bar > full;
  const withStep = step > 0 ? top + (isStepFirst ? 0 : aboveStep) + step + bar : 0;
  const middle = Math.max(usual, Math.min(withStep, full));
  return { stop, isStepFirst, peek: Math.min(low, middle), middle, full };
}

/** Returns the next stop above (`by` 1) or below (−1); the same stop at either end. */
export function stopBeside(stop: SheetStop, by: 1 | -1): SheetStop {
  return SHEET_STOPS[SHEET_STOPS.indexOf(stop) + by] ?? stop;
}

/** Computes the part of the map that pill and sheet do not cover; null if nothing is left. */
export function freeMapArea(
  { pill, topSpace }: PaneLayout,
  place: SheetPlace | null,
): FreeArea | null {
  if (place?.stop === 'full') return null;
  const top = pill === null ? 0 : pill.top + pill.height;
  if (place === null) return { top, right: 0, bottom: 0, left: 0 };
  const bottom = place[place.stop];
  const isLow = place.full + topSpace - top - bottom < LOW_AREA_BELOW_PX;
  return { top, right: 0, bottom, left: 0, ...(isLow ? { isLow } : {}) };
}
