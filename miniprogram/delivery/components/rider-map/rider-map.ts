import type { RegionChange } from '../../../platform/map';
import { centreOn, fitInView, glideMarker, hasEnded, isByHand } from '../../../platform/map';
import { timers } from '../../../platform/timers';
import type { Position } from '../../../contract/delivery';
import { distanceMetres } from '../../view/geometry';
import type { RiderScene } from '../../view/map-view';
import { placesInView } from '../../view/map-view';

/**
 * Smallest distance of the rider from the last centre of the view at which the view follows him:
 * short enough to keep him in sight, long enough to be calm.
 */
const FOLLOW_FROM_METRES = 200;
/** Part of the map that neither pill nor sheet covers: px from the map's edges. */
export interface FreeArea {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Space in px that a fit leaves between the free area's edges and the middle of a marker. */
const FIT_MARGIN: FreeArea = { top: 48, right: 64, bottom: 40, left: 64 };

/** Time after which the map counts as drawn, because not all clients report `bindupdated` [R]. */
const DRAWN_AFTER_MS = 800;
/**
 * Time after a move of the view by the page in which region changes count as the page's own,
 * whatever `causedBy` says: some clients report moveToLocation as `drag` [R:
 * developers.weixin.qq.com/community, Issue 0008c6a94e07489823585453154c14].
 */
const OWN_MOVE_MS = 1000;

/** Methods of the map for its parent component. */
export interface RiderMap {
  /**
   * Moves the view and the marker to a new scene. The parent calls this method after its setData
   * has drawn the scene, so that one report costs only one setData.
   */
  followScene(): void;
}

const NO_SCENE: RiderScene = {
  position: { longitude: 0, latitude: 0 },
  glide: null,
  markers: [],
  polyline: [],
};

interface View {
  /** Position of the rider when the page last moved the view; null before the first fit. */
  seenAt: Position | null;
  /** True once the map has reported that it is drawn. */
  isDrawn: boolean;
  /** Running timer: until the first fit, later until a move by the page is over; 0 without one. */
  timer: number;
}

const NO_VIEW: View = { seenAt: null, isDrawn: false, timer: 0 };
/** State of each map, kept here because a component's own fields cannot be typed. */
const views = new WeakMap<object, View>();

/**
 * Map with the rider. On opening, the view fits the rider and the line of his way; then it follows
 * him until a person moves the map. The button 回到骑手 fits him again.
 */
Component({
  properties: {
    /** Rider, markers and line to show. */
    scene: { type: Object, value: NO_SCENE },
    /** Part of the map that nothing covers; null while the sheet hides the map: no fit then. */
    free: { type: Object, value: null as FreeArea | null },
  },
  data: {
    /** Centre of the map when it opens. */
    centre: NO_SCENE.position,
    following: true,
  },
  lifetimes: {
    attached() {
      this.setData({ centre: this.data.scene.position });
      views.set(this, { ...NO_VIEW });
      this.startTimer(DRAWN_AFTER_MS);
    },
    detached() {
      timers.clear(this.view().timer);
    },
  },
  methods: {
    view(): View {
      return views.get(this) ?? { ...NO_VIEW };
    },
    followScene() {
      const { position, glide, markers } = this.data.scene;
      const { seenAt } = this.view();
      const isOff = seenAt !== null && distanceMetres(seenAt, position) > FOLLOW_FROM_METRES;
      if (this.data.following && isOff) {
        this.recordMove(position);
        centreOn('map', this, position);
      }
      if (glide !== null) glideMarker('map', this, { markers, ...glide });
    },
    /** Fits the view when the map is first reported as drawn; later reports have other causes. */
    onDrawn() {
      const view = this.view();
      if (view.isDrawn) return;
      view.isDrawn = true;
      if (this.data.following) this.fit();
    },
    /** Fits the view unless it was fitted before, for clients that do not report `bindupdated`. */
    fitOnce() {
      if (this.view().seenAt === null) this.fit();
    },
    fit() {
      const { scene, free } = this.data;
      const padding = paddingWithin(free);
      if (padding === null) return;
      this.recordMove(scene.position);
      fitInView('map', this, placesInView(scene), padding);
    },
    /** Records that the page is about to move the view; has to be called before the move. */
    recordMove(position: Position) {
      this.view().seenAt = position;
      this.startTimer(OWN_MOVE_MS);
    },
    startTimer(ms: number) {
      const view = this.view();
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
        this.fitOnce();
      }, ms);
    },
    onRegionChange(change: RegionChange) {
      // Makes a first fit that is still due. During a move some clients would ignore the fit.
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

/** Returns the padding of a fit in px: top, right, bottom, left; null where nothing is free. */
function paddingWithin(free: FreeArea | null): readonly number[] | null {
  if (free === null) return null;
  return (['top', 'right', 'bottom', 'left'] as const).map((side) => free[side] + FIT_MARGIN[side]);
}
