/** A place in GCJ-02 degrees. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

export interface Glide {
  /** As the map shows it, where it stands. */
  readonly marker: Place & {
    readonly id: number;
    readonly iconPath: string;
    readonly width: number;
    readonly height: number;
  };
  /** From where it stands to where it goes. */
  readonly path: readonly Place[];
  readonly durationMs: number;
}

/** What `bindregionchange` brings: phones put the cause beside the detail, or into it. */
export interface RegionChange {
  readonly causedBy?: string;
  readonly detail?: { readonly causedBy?: string };
}

const BY_HAND: readonly (string | undefined)[] = ['gesture', 'drag', 'scale'];

/** Whether a person moved the view, and not the page. */
export function isByHand(change: RegionChange): boolean {
  return BY_HAND.includes(change.causedBy) || BY_HAND.includes(change.detail?.causedBy);
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
 * Lets a marker that a map shows glide along a path. Where the map cannot, the marker is put at its end.
 *
 * @param mapId id of the `<map>` in the component
 */
export function glideMarker(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  { marker, path, durationMs }: Glide,
): void {
  const map = wx.createMapContext(mapId, component);
  const option: Omit<WechatMiniprogram.MoveAlongOption, 'precision'> = {
    markerId: marker.id,
    path: [...path],
    // The marker is turned by its own `rotate`: phones do not agree on where an icon's front is.
    autoRotate: false,
    duration: durationMs,
    fail: () => {
      map.addMarkers({ markers: [{ ...marker, ...path[path.length - 1] }], clear: true });
    },
  };
  // The typings ask for `precision`; WeChat's documentation has it optional, and reports points on the way when it is given.
  map.moveAlong(option as WechatMiniprogram.MoveAlongOption);
}
