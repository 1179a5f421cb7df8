import type { RegionChange } from '../../../platform/map';
import { centreOn, fitInView, glideMarker, hasEnded, isByHand } from '../../../platform/map';
import { timers } from '../../../platform/timers';
import type { Position } from '../../../contract/delivery';
import { distanceMetres } from '../../view/geometry';
import type { RiderScene } from '../../view/map-view';
import { placesInView } from '../../view/map-view';

/**
 * The view follows once the rider is this far from where it went last: often enough to keep him in
 * sight, rarely enough to be calm.
 */
const FOLLOW_FROM_METRES = 200;
/**
 * Free for the pill with the order id over the top, and the sheet's round corners over the bottom;
 * px: top, right, bottom, left.
 */
const FIT_PADDING = [96, 36, 56, 36];

/** A map is drawn by then, also where a client does not say so [R: not all tell `bindupdated`]. */
const DRAWN_AFTER_MS = 800;
/**
 * Changes of the region so soon after a move of ours are its own, whatever their cause says: some
 * clients told moveToLocation as `drag` [R: developers.weixin.qq.com/community, Issue
 * 0008c6a94e07489823585453154c14].
 */
const OWN_MOVE_MS = 1000;

/** What the map offers to the component that it stands in. */
export interface RiderMap {
  /**
   * To be called when a new scene is drawn: the map is not told of it by data of its own, so that a
   * report costs one setData in all.
   */
  moved(): void;
}

const NO_SCENE: RiderScene = {
  position: { longitude: 0, latitude: 0 },
  glide: null,
  markers: [],
  polyline: [],
};

interface View {
  /** Where the rider was when it last went to him; null before its first fit. */
  seenAt: Position | null;
  /** The map has said that it is drawn. */
  isDrawn: boolean;
  /** Until its first fit; after that while it moves by itself. 0: none is set. */
  timer: number;
}

const NO_VIEW: View = { seenAt: null, isDrawn: false, timer: 0 };
/** Of each map: a component's own fields cannot be typed. */
const views = new WeakMap<object, View>();

/**
 * The rider on the map. The view is fitted to him and his way when the map opens, and follows him
 * until a person moves it; 回到骑手 brings it back.
 */
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
      views.set(this, { ...NO_VIEW });
      this.wait(DRAWN_AFTER_MS);
    },
    detached() {
      timers.clear(this.view().timer);
    },
  },
  methods: {
    view(): View {
      return views.get(this) ?? { ...NO_VIEW };
    },
    /** See {@link RiderMap}. */
    moved() {
      const { position, glide, markers } = this.data.scene;
      const { seenAt } = this.view();
      const isOff = seenAt !== null && distanceMetres(seenAt, position) > FOLLOW_FROM_METRES;
      if (this.data.following && isOff) {
        this.goTo(position);
        centreOn('map', this, position);
      }
      if (glide !== null) glideMarker('map', this, { markers, ...glide });
    },
    /** The first time there is a map to fit; later ones were drawn because of something else. */
    drawn() {
      const view = this.view();
      if (view.isDrawn) return;
      view.isDrawn = true;
      if (this.data.following) this.fit();
    },
    /** Where the map has not said that it is drawn. */
    fitOnce() {
      if (this.view().seenAt === null) this.fit();
    },
    fit() {
      const { scene } = this.data;
      this.goTo(scene.position);
      fitInView('map', this, placesInView(scene), FIT_PADDING);
    },
    /** Before a move of ours. */
    goTo(position: Position) {
      this.view().seenAt = position;
      this.wait(OWN_MOVE_MS);
    },
    wait(ms: number) {
      const view = this.view();
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
        this.fitOnce();
      }, ms);
    },
    regionChanged(change: RegionChange) {
      // A fit while it still moves is lost on some clients.
      if (hasEnded(change)) this.fitOnce();
      const isOurs = this.view().timer !== 0;
      if (isByHand(change) && !isOurs && this.data.following) this.setData({ following: false });
    },
    backToRider() {
      this.setData({ following: true });
      this.fit();
    },
  },
});
