import type { Position } from '../contract/delivery';

export interface Marker extends Position {
  readonly id: number;
  readonly iconPath: string;
  readonly width: number;
  readonly height: number;
}

export interface Glide {
  /** All markers of the map at their present places. The first one is animated. */
  readonly markers: readonly Marker[];
  /** Places along the way, from the present place of the first marker to its destination. */
  readonly path: readonly Position[];
  readonly durationMs: number;
}

/** Event `bindregionchange` of `<map>`. On some phones, type and cause are in `detail` instead. */
export interface RegionChange {
  readonly type?: string;
  readonly causedBy?: string;
  readonly detail?: { readonly type?: string; readonly causedBy?: string };
}

const BY_HAND: readonly (string | undefined)[] = ['gesture', 'drag', 'scale'];

/** Tells whether a person, and not the code, moved the view of the map. */
export function isByHand(change: RegionChange): boolean {
  return [change, change.detail].some((place) => BY_HAND.includes(place?.causedBy));
}

export function hasEnded(change: RegionChange): boolean {
  return [change, change.detail].some((place) => place?.type === 'end');
}

/** Option for calls that may come after a map has gone with its page: ignores their failure. */
const UNLESS_GONE = { fail: () => undefined };

/** Fits a map's view to places once. `padding` (px): free space at top, right, bottom, left. */
export function fitInView(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  places: readonly Position[],
  padding: readonly number[],
): void {
  wx.createMapContext(mapId, component).includePoints({
    points: places.map(({ longitude, latitude }) => ({ longitude, latitude })),
    padding: [...padding],
    ...UNLESS_GONE,
  });
}

/**
 * Asks for the corners of what a map shows, since the end of a region change does not tell them on
 * all clients [I]. Calls back unless the client cannot tell (MapContext.getRegion.html [O]).
 */
export function askCorners(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  found: (southwest: Position, northeast: Position) => void,
): void {
  wx.createMapContext(mapId, component).getRegion({
    success: ({ southwest, northeast }) => {
      found(southwest, northeast);
    },
    ...UNLESS_GONE,
  });
}

/** Metres between progress reports, which WeChat requires (MapContext.moveAlong.html, 必填 [O]). */
const PRECISION_METRES = 1000;

/** Moves the first marker along a path. If that fails, the marker is shown at the path's end. */
export function glideMarker(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  { markers, path, durationMs }: Glide,
): void {
  const [gliding] = markers;
  if (gliding === undefined) return;
  const map = wx.createMapContext(mapId, component);
  const option: MoveAlongOption = {
    markerId: gliding.id,
    path: [...path],
    precision: PRECISION_METRES,
    // Off, since phones disagree on where the front of an icon is; the marker has its own `rotate`.
    autoRotate: false,
    duration: durationMs,
    fail: () => {
      const moved = { ...gliding, ...path[path.length - 1] };
      // All markers are passed, because `clear` removes those that are not in the list.
      map.addMarkers({ markers: [moved, ...markers.slice(1)], clear: true, ...UNLESS_GONE });
    },
  };
  // The typings declare `precision` as an object; it is a number of metres.
  map.moveAlong(option as WechatMiniprogram.MoveAlongOption & MoveAlongOption);
}

type MoveAlongOption = Omit<WechatMiniprogram.MoveAlongOption, 'precision'> & {
  readonly precision: number;
};
