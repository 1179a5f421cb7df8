import type { AwaitedRow, Board, BoardRow } from '../../miniprogram/contract/board-api';
import type { RiderOnMap, SceneInput } from '../../miniprogram/board/riders';
import { at, knownOrder } from './delivery-reports';
import { extentMetres } from '../../miniprogram/map/geometry';
import { regionBetween } from '../../miniprogram/map/shown-region';
import { placeFrom } from './scripted-ride';

const NOW = at('12:00');
const MINUTE = 60_000;

/** Makes a row of the board as it is at 12:00. `code`: the courier's own, as in 301. */
export function boardRow(
  orderId: string,
  code: number,
  more: Partial<BoardRow> = {},
  expectedInMinutes: number | null = null,
): BoardRow {
  const expectedAt = expectedInMinutes === null ? null : NOW + expectedInMinutes * MINUTE;
  return {
    ...knownOrder(orderId, code, NOW, expectedAt, { statusSince: NOW - 5 * MINUTE }),
    kind: 'known',
    mark: `${orderId} 1`,
    ...more,
  };
}

/** Makes a row that is to be handled: its rider has been at the store too long. */
export function stuckRow(orderId: string, sinceMinutes: number, more: Partial<BoardRow> = {}) {
  const stuck = { reason: 'at-store' as const, since: NOW - sinceMinutes * MINUTE };
  return boardRow(orderId, 201, { stuck, ...more });
}

/** Makes a row of an order that 小林 has brought, and that WeChat was never asked for. */
export function awaitedRow(
  orderId: string,
  minutesAgo: number,
  more: Partial<AwaitedRow> = {},
): AwaitedRow {
  return {
    kind: 'awaited',
    orderId,
    mark: `${orderId} 1`,
    broughtAt: NOW - minutesAgo * MINUTE,
    broughtBy: '小林',
    phase: 'queued',
    nextAskAt: null,
    ...more,
  };
}

/** Makes an answer of the cloud. */
export function boardAnswer(more: Partial<Board> = {}): Board {
  return { rows: [], gone: [], nextAskMs: 20_000, usedShare: 0, slowedToSeconds: null, ...more };
}

export const STORE_ON_MAP = { name: '天河南店', place: { longitude: 113.33, latitude: 23.13 } };

/** Makes a rider some metres to the north and east of that store, with whom all is well. */
export function riderOnMap(
  end: string,
  metres: number,
  more: Partial<RiderOnMap> = {},
  east = 0,
): RiderOnMap {
  const place = placeFrom(STORE_ON_MAP.place, east, metres);
  return {
    orderId: `A-${end}`,
    orderEnd: end,
    place,
    tone: 'go',
    riderAt: 'to-customer',
    store: '',
    isOld: false,
    ...more,
  };
}

const SCALE_16_METRES_PER_PX = 2.197;

/** Makes the input of a map of a size in px that is fitted to all riders. */
export function fittedInput(
  riders: readonly RiderOnMap[],
  width: number,
  height: number,
  more: Partial<SceneInput> = {},
): SceneInput {
  const free = { left: 0, top: 0, right: width, bottom: height - 68 };
  const places = [STORE_ON_MAP.place, ...riders.flatMap(({ place }) => place ?? [])];
  const { middle, ...extent } = extentMetres(places);
  // Of the padding 48 px are above, 108 px below and 64 px at each side.
  const room = Math.max(extent.widthMetres / (width - 128), extent.heightMetres / (height - 156));
  const metres = Math.max(room, SCALE_16_METRES_PER_PX);
  const corner = (x: number, y: number) => placeFrom(middle, x * metres, y * metres);
  const southwest = corner(-width / 2, -height / 2 - 30);
  const region = regionBetween(southwest, corner(width / 2, height / 2 - 30), height);
  return {
    riders,
    stores: [STORE_ON_MAP],
    selectedId: '',
    fannedIds: [],
    region,
    uncovered: free,
    ...more,
  };
}
