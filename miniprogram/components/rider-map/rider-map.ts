import type { RegionChange } from '../../platform/map';
import { fitInView, glideMarker, isByHand } from '../../platform/map';
import type { Position } from '../../shared/delivery';
import { distanceMetres, isSamePlace } from '../../tracking/geometry';
import type { RiderScene } from '../../tracking/map-view';
import { placesInView } from './places-in-view';
import type { Marker } from './rider-marker';
import { riderMarker, RIDER_MARKER_ID } from './rider-marker';

/** The view follows once the rider is this far from its middle: often enough to keep him in sight, rarely enough to be calm. */
const FOLLOW_FROM_METRES = 200;
/** The pill with the order id lies over the top; px: top, right, bottom, left. */
const FIT_PADDING = [96, 32, 32, 32];

const NO_SCENE: RiderScene = {
  position: { longitude: 0, latitude: 0 },
  from: null,
  glideMs: 0,
  heading: null,
  tone: 'go',
  trail: [],
};

/** The maps that have been drawn, each by its component. */
const opened = new WeakSet();

/** The rider on the map. The view is fitted to him and his way when the map opens, and follows him until a person moves it; 回到骑手 brings it back. */
Component({
  properties: {
    scene: { type: Object, value: NO_SCENE },
  },
  data: {
    centre: null as Position | null,
    markers: [] as Marker[],
    /** The marker stands at the rider's position, and is not on its way to it. */
    isThere: true,
    following: true,
    /** Where the marker is, or is on its way to. */
    shownAt: null as Position | null,
  },
  observers: {
    scene(scene: RiderScene) {
      this.show(scene);
    },
  },
  methods: {
    show(scene: RiderScene) {
      const { centre, following, shownAt } = this.data;
      const { from, position } = scene;
      const glides = from !== null && shownAt !== null && isSamePlace(from, shownAt);
      const isOff = centre === null || distanceMetres(centre, position) > FOLLOW_FROM_METRES;
      this.setData(
        {
          shownAt: position,
          markers: [riderMarker(scene, glides ? from : position)],
          isThere: !glides,
          ...(following && isOff ? { centre: position } : {}),
        },
        () => {
          if (glides) void this.glide(scene, from);
        },
      );
    },
    async glide(scene: RiderScene, from: Position) {
      const { position: to, glideMs: durationMs } = scene;
      const glide = { markerId: RIDER_MARKER_ID, from, to, durationMs };
      const { arrived } = await glideMarker('map', this, glide);
      const { shownAt } = this.data;
      // Another glide has begun meanwhile.
      if (shownAt === null || !isSamePlace(shownAt, to)) return;
      this.setData({
        isThere: true,
        ...(arrived ? {} : { markers: [riderMarker(scene, to)] }),
      });
    },
    /** The first time there is a map to fit; later ones were drawn because of something else. */
    drawn() {
      if (opened.has(this)) return;
      opened.add(this);
      this.fit();
    },
    fit() {
      fitInView('map', this, placesInView(this.data.scene), FIT_PADDING);
    },
    regionChanged(change: RegionChange) {
      if (isByHand(change) && this.data.following) this.setData({ following: false });
    },
    backToRider() {
      this.setData({ following: true });
      this.fit();
    },
  },
});
