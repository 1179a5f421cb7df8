import { type FreeArea, LOW_PX } from '../../../map/geometry';
import type { Rectangle, Size } from '../../../platform/device';
import { TWO_PANES_FROM_PX, widthBesideList } from '../../../styles/widths';

/** Layout of a pane; lengths in px. */
export interface PaneLayout {
  /** True when the map fits beside the sheet, which without a map is then a card. */
  readonly isWide: boolean;
  /** Position of the pill with order id and back button; null where WeChat draws its own bar. */
  readonly pill: { readonly top: number; readonly height: number; readonly right: number } | null;
  /** Space (px) above a pulled-up sheet, and above the note in place of a missing map. */
  readonly topSpace: number;
}

const GAP_PX = 12;
/**
 * Height in px below which a broad window has no room for a sheet over a map: on computers and
 * split screens only, because WeChat keeps phones upright (`pageOrientation`,
 * developers.weixin.qq.com/miniprogram/dev/reference/configuration/page [O]).
 */
const LOW_WINDOW_PX = 500;

/** Computes the layout of a pane beside a list; `paneWidth` 0: beside the search, the rest. */
export function layoutBeside(
  { width: windowWidth, height }: Size,
  paneWidth = 0,
  isCard = false,
): PaneLayout {
  const width = paneWidth === 0 ? widthBesideList(windowWidth) : paneWidth;
  const layout = layoutOf({ width, height }, { top: GAP_PX, height: 32, right: width });
  return isCard ? { ...layout, isWide: true } : layout;
}

/** Computes the layout of a pane on a page. `capsule` null: WeChat draws its own bar above it. */
export function layoutAlone(window: Size, capsule: Rectangle | null): PaneLayout {
  if (capsule === null) return layoutOf(window, null);
  const { top, height, left } = capsule;
  return layoutOf(window, { top, height, right: left });
}

function layoutOf({ width, height }: Size, pill: PaneLayout['pill']): PaneLayout {
  return {
    isWide: width >= TWO_PANES_FROM_PX || (height < LOW_WINDOW_PX && width > height),
    pill,
    topSpace: (pill === null ? 0 : pill.top + pill.height) + GAP_PX,
  };
}

/** Stop of the sheet, from the lowest to the highest. */
export type Stop = 'peek' | 'middle' | 'full';

/** Stop at which the sheet rests, and how much of the sheet is seen at each stop, in px. */
export interface SheetPlace extends Readonly<Record<Stop, number>> {
  readonly stop: Stop;
  /** True where large text leaves room for the next step only above the status. */
  readonly isStepFirst: boolean;
}

/** Measured heights in px that decide where the stops are. */
export interface SheetSizes {
  readonly pane: number;
  /** Row that is visible at the lowest stop, without the handle. */
  readonly peek: number;
  /** Content from its top down to the rider. */
  readonly untilRider: number;
  /** Bar with the actions at the bottom, including the messages that it shows. */
  readonly bar: number;
  /** Head with the answer to a scan, which the handle lies on; 0 without one. */
  readonly head: number;
  /** Status with its figure, which stands above the next step where there is no head. */
  readonly summary: number;
  /** Next step; 0 without one. */
  readonly step: number;
}

/** Height in px of the handle above the content. */
const HANDLE_PX = 22;
/** Smallest height in px of the sheet at its lowest stop. */
const LEAST_PEEK_PX = 120;
/** Largest part of the pane that the sheet covers at its middle stop, but for the next step. */
const MIDDLE_PART = 0.64;
/** Space in px between head, summary and next step. */
const SPACE_PX = 16;

const STOPS: readonly Stop[] = ['peek', 'middle', 'full'];

export function sheetPlace(
  stop: Stop,
  { pane, peek, untilRider, bar, head, summary, step }: SheetSizes,
  { topSpace }: PaneLayout,
): SheetPlace {
  const full = pane - topSpace;
  const low = Math.max(LEAST_PEEK_PX, HANDLE_PX + peek);
  const top = head > 0 ? head + SPACE_PX : HANDLE_PX;
  const usual = Math.min(top + untilRider + bar, MIDDLE_PART * pane);
  // The next step is in sight without a pull, however large the text is.
  const aboveStep = head > 0 ? 0 : summary + SPACE_PX;
  const isStepFirst = step > 0 && top + aboveStep + step + bar > full;
  const withStep = step > 0 ? top + (isStepFirst ? 0 : aboveStep) + step + bar : 0;
  const middle = Math.max(usual, Math.min(withStep, full));
  return { stop, isStepFirst, peek: Math.min(low, middle), middle, full };
}

/** Returns the next stop above (`by` 1) or below (−1); the same stop at an end. */
export function stopBeside(stop: Stop, by: 1 | -1): Stop {
  return STOPS[STOPS.indexOf(stop) + by] ?? stop;
}

/** Computes the part of the map that pill and sheet leave free; null where there is none. */
export function freeArea(
  { pill, topSpace }: PaneLayout,
  place: SheetPlace | null,
): FreeArea | null {
  if (place?.stop === 'full') return null;
  const top = pill === null ? 0 : pill.top + pill.height;
  if (place === null) return { top, right: 0, bottom: 0, left: 0 };
  const bottom = place[place.stop];
  const isLow = place.full + topSpace - top - bottom < LOW_PX;
  return { top, right: 0, bottom, left: 0, ...(isLow ? { isLow } : {}) };
}
