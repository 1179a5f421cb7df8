/** Place in GCJ-02 degrees. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

export interface Marker extends Place {
  readonly id: number;
  readonly iconPath: string;
  readonly width: number;
  readonly height: number;
}

export interface Glide {
  /** Markers of the map with their present places; the first one glides. */
  readonly markers: readonly Marker[];
  /** Places along the glide, from the marker's present place to its destination. */
  readonly path: readonly Place[];
  readonly durationMs: number;
}

/**
 * Event of `bindregionchange`. Some phones put type (`begin`, `end`) and cause beside the detail,
 * others into the detail.
 */
export interface RegionChange {
  readonly type?: string;
  readonly causedBy?: string;
  readonly detail?: { readonly type?: string; readonly causedBy?: string };
}

const BY_HAND: readonly (string | undefined)[] = ['gesture', 'drag', 'scale'];

/** Tells whether a person moved the view, and not the page. */
export function isByHand(change: RegionChange): boolean {
  return placesOf(change).some(({ causedBy }) => BY_HAND.includes(causedBy));
}

/** Tells whether the move of the view is over. */
export function hasEnded(change: RegionChange): boolean {
  return placesOf(change).some(({ type }) => type === 'end');
}

function placesOf(change: RegionChange): readonly RegionChange[] {
  return [change, change.detail ?? {}];
}

/** Moves the view of a map once, so that it shows all given places. */
export function fitInView(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  places: readonly Place[],
  padding: readonly number[],
): void {
  wx.createMapContext(mapId, component).includePoints({
    points: [...places],
    padding: [...padding],
  });
}

/** Centres a map on a place, once. */
export function centreOn(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  { longitude, latitude }: Place,
): void {
  wx.createMapContext(mapId, component).moveToLocation({ longitude, latitude });
}

/**
 * Metres between two progress reports of a glide; nobody listens to these reports. WeChat's page
 * requires the value
 * (developers.weixin.qq.com/miniprogram/dev/api/media/map/MapContext.moveAlong.html, 必填 [O]):
 * without it a client may refuse the glide.
 */
const PRECISION_METRES = 1000;

/**
 * Lets the first marker of a map glide along a path. A map that cannot do so shows the marker at
 * the end of the path.
 */
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
    // The marker's own `rotate` turns it: phones do not agree on where an icon's front is.
    autoRotate: false,
    duration: durationMs,
    fail: () => {
      const moved = { ...gliding, ...path[path.length - 1] };
      // All markers are passed: `clear` removes those that are missing here.
      map.addMarkers({ markers: [moved, ...markers.slice(1)], clear: true });
    },
  };
  // The typings declare `precision` as an object; it is a number of metres.
  map.moveAlong(option as WechatMiniprogram.MoveAlongOption & MoveAlongOption);
}

type MoveAlongOption = Omit<WechatMiniprogram.MoveAlongOption, 'precision'> & {
  readonly precision: number;
};
