import type { RegionChange } from '../../platform/map';
import { centreOn, fitInView, glideMarker, isByHand } from '../../platform/map';
import type { Position } from '../../shared/delivery';
import { distanceMetres } from '../../tracking/geometry';
import type { RiderScene } from '../../tracking/map-view';
import { placesInView } from './places-in-view';

/** The view follows once the rider is this far from where it went last: often enough to keep him in sight, rarely enough to be calm. */
const FOLLOW_FROM_METRES = 200;
/** The pill with the order id lies over the top, the sheet's round corners over the bottom; px: top, right, bottom, left. */
const FIT_PADDING = [96, 36, 56, 36];

/** What the map offers to the component that it stands in. */
export interface RiderMap {
  /** To be called when a new scene is drawn: the map is not told of it by data of its own, so that a report costs one setData in all. */
  moved(): void;
}

const NO_SCENE: RiderScene = {
  position: { longitude: 0, latitude: 0 },
  glide: null,
  markers: [],
  polyline: [],
};

/** Where each map's rider was when its view last went to him; there is none before the map has been drawn. */
const views = new WeakMap<object, Position>();

/** The rider on the map. The view is fitted to him and his way when the map opens, and follows him until a person moves it; 回到骑手 brings it back. */
Component({
  properties: {
    scene: { type: Object, value: NO_SCENE },
  },
  data: {
    /** Where the map opens. */
    centre: NO_SCENE.position,
    following: true,
  },
  lifetimes: {
    attached() {
      this.setData({ centre: this.data.scene.position });
    },
  },
  methods: {
    /** See {@link RiderMap}. */
    moved() {
      const { position, glide, markers } = this.data.scene;
      const [marker] = markers;
      const seenAt = views.get(this);
      const isOff = seenAt !== undefined && distanceMetres(seenAt, position) > FOLLOW_FROM_METRES;
      if (this.data.following && isOff) {
        views.set(this, position);
        centreOn('map', this, position);
      }
      if (glide !== null && marker !== undefined) {
        glideMarker('map', this, { marker, ...glide });
      }
    },
    /** The first time there is a map to fit; later ones were drawn because of something else. */
    drawn() {
      if (!views.has(this)) this.fit();
    },
    fit() {
      const { scene } = this.data;
      views.set(this, scene.position);
      fitInView('map', this, placesInView(scene), FIT_PADDING);
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
