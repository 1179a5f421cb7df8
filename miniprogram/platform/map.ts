import type { Position } from '../contract/delivery';

export interface MapMarker extends Position {
  readonly id: number;
  readonly iconPath: string;
  readonly width: number;
  readonly height: number;
}

export interface MarkerGlide {
  /** All markers of the map at their present places. The first one is moved. */
  readonly markers: readonly MapMarker[];
  /** Places from the present place of the first marker to its new place. */
  readonly path: readonly Position[];
  readonly durationMs: number;
}

/** Event `bindregionchange` of `<map>`. Some phones have type and cause in `detail` instead. */
export interface RegionChange {
  readonly type?: string;
  readonly causedBy?: string;
  readonly detail?: { readonly type?: string; readonly causedBy?: string };
}

const MANUAL_CAUSES: readonly (string | undefined)[] = ['gesture', 'drag', 'scale'];

/** Tells whether a person has moved the view of the map, and not the code. */
export function isByHand(change: RegionChange): boolean {
  return [change, change.detail].some((place) => MANUAL_CAUSES.includes(place?.causedBy));
}

export function isEndOfChange(change: RegionChange): boolean {
  return [change, change.detail].some((place) => place?.type === 'end');
}

/** Option that ignores a failure: the map may have been removed together with its page. */
const IGNORE_FAILURE = { fail: () => undefined };

/** Moves and zooms a map once, to show places. `padding`: px at the top, right, bottom and left. */
export function fitMapTo(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  places: readonly Position[],
  padding: readonly number[],
): void {
  wx.createMapContext(mapId, component).includePoints({
    points: places.map(({ longitude, latitude }) => ({ longitude, latitude })),
    padding: [...padding],
    ...IGNORE_FAILURE,
  });
}

/**
 * Asks WeChat for two corners of the visible map: not all clients report them after a region change
 * [I]. Does not call back if the client does not know (MapContext.getRegion.html [O]).
 */
export function askMapCorners(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  onCorners: (southwest: Position, northeast: Position) => void,
): void {
  wx.createMapContext(mapId, component).getRegion({
    success: ({ southwest, northeast }) => {
      onCorners(southwest, northeast);
    },
    ...IGNORE_FAILURE,
  });
}

/** Metres between progress reports; WeChat requires a value (MapContext.moveAlong.html, 必填 [O]). */
const PROGRESS_REPORT_METRES = 1000;

/** Moves the first marker along a path. If WeChat cannot, the marker jumps to the path's end. */
export function glideMarker(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  { markers, path, durationMs }: MarkerGlide,
): void {
  const [glidingMarker] = markers;
  if (glidingMarker === undefined) return;
  const map = wx.createMapContext(mapId, component);
  const moveOptions: MoveAlongOption = {
    markerId: glidingMarker.id,
    path: [...path],
    precision: PROGRESS_REPORT_METRES,
    // Off, because phones do not agree which side of an icon is its front. `rotate` turns the icon.
    autoRotate: false,
    duration: durationMs,
    fail: () => {
      const marker = { ...glidingMarker, ...path[path.length - 1] };
      // All markers are passed, because `clear` removes markers that are not in the list.
      map.addMarkers({ markers: [marker, ...markers.slice(1)], clear: true, ...IGNORE_FAILURE });
    },
  };
  // The typings declare `precision` as an object, but it is a number of metres.
  map.moveAlong(moveOptions as WechatMiniprogram.MoveAlongOption & MoveAlongOption);
}

type MoveAlongOption = Omit<WechatMiniprogram.MoveAlongOption, 'precision'> & {
  readonly precision: number;
};
