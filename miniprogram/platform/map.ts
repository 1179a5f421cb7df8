/** A place in GCJ-02 degrees. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

export interface Glide {
  readonly markerId: number;
  readonly from: Place;
  readonly to: Place;
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
 * Lets a marker of a map glide from one place to another. `arrived: false` when the map cannot: then the marker has to be put there.
 *
 * @param mapId id of the `<map>` in the component
 */
export function glideMarker(
  mapId: string,
  component: WechatMiniprogram.Component.TrivialInstance,
  { markerId, from, to, durationMs }: Glide,
): Promise<{ readonly arrived: boolean }> {
  return new Promise((resolve) => {
    const option: Omit<WechatMiniprogram.MoveAlongOption, 'precision'> = {
      markerId,
      path: [from, to],
      // The marker is turned by its own `rotate`: phones do not agree on where an icon's front is.
      autoRotate: false,
      duration: durationMs,
      success: () => {
        resolve({ arrived: true });
      },
      fail: () => {
        resolve({ arrived: false });
      },
    };
    const map = wx.createMapContext(mapId, component);
    // The typings ask for `precision`; WeChat's documentation has it optional, and reports points on the way when it is given.
    map.moveAlong(option as WechatMiniprogram.MoveAlongOption);
  });
}
