/** A place in GCJ-02 degrees. */
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
  /** All that the map shows, as they stand; the first one glides. */
  readonly markers: readonly Marker[];
  /** From where it stands to where it goes. */
  readonly path: readonly Place[];
  readonly durationMs: number;
}

/**
 * What `bindregionchange` brings: phones put type (`begin`, `end`) and cause beside the detail, or
 * into it.
 */
export interface RegionChange {
  readonly type?: string;
  readonly causedBy?: string;
  readonly detail?: { readonly type?: string; readonly causedBy?: string };
}

const BY_HAND: readonly (string | undefined)[] = ['gesture', 'drag', 'scale'];

/** Whether a person moved the view, and not the page. */
export function isByHand(change: RegionChange): boolean {
  return placesOf(change).some(({ causedBy }) => BY_HAND.includes(causedBy));
}

/** Whether the view stands where it has been moved to. */
export function hasEnded(change: RegionChange): boolean {
  return placesOf(change).some(({ type }) => type === 'end');
}

function placesOf(change: RegionChange): readonly RegionChange[] {
  return [change, change.detail ?? {}];
}

/**
 * Brings places into the view of a map, once.
 *
 * @param mapId id of the `<map>` in the component
 * @param padding px kept free at the edges: top, right, bottom, left
 */
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

/**
 * Brings a place into the middle of a map, once.
 *
 * @param mapId id of the `<map>` in the component
 */
export function centreOn(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  { longitude, latitude }: Place,
): void {
  wx.createMapContext(mapId, component).moveToLocation({ longitude, latitude });
}

/**
 * Metres between two points of a glide that the map would tell of; nobody listens. WeChat's page
 * asks for it (developers.weixin.qq.com/miniprogram/dev/api/media/map/MapContext.moveAlong.html,
 * 必填 [O]): without it a client may refuse the glide.
 */
const PRECISION_METRES = 1000;

/**
 * Lets the first marker of a map glide along a path. Where the map cannot, it is put at its end.
 *
 * @param mapId id of the `<map>` in the component
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
    // The marker is turned by its own `rotate`: phones do not agree on where an icon's front is.
    autoRotate: false,
    duration: durationMs,
    fail: () => {
      const moved = { ...gliding, ...path[path.length - 1] };
      // All of them: `clear` takes away what is not among these.
      map.addMarkers({ markers: [moved, ...markers.slice(1)], clear: true });
    },
  };
  // The typings have an object for `precision`, which is a number of metres.
  map.moveAlong(option as WechatMiniprogram.MoveAlongOption & MoveAlongOption);
}

type MoveAlongOption = Omit<WechatMiniprogram.MoveAlongOption, 'precision'> & {
  readonly precision: number;
};
