import { phoneMemory } from '../../../services/phone-memory';
import { onTheme, timers, windowSize } from '../../../platform/device';
import {
  type RegionChange,
  askCorners,
  fitInView,
  glideMarker,
  hasEnded,
  isByHand,
} from '../../../platform/map';
import { distanceMetres } from '../../../contract/delivery';
import { showChanged } from '../../../ui/changed-paths';
import { ownState } from '../../../ui/own-state';
import { type FreeArea, fitPadding, fitPlaces } from '../../../map/geometry';
import { type MapLook, mapLook } from '../../../map/map-look';
import { type Point, pointOf } from '../../../map/shown-region';
import { type MapScene, glideLine, placesInView } from '../../view/map-view';

/** Distance from the last fit at which the view follows the rider: in sight, but calm. */
const FOLLOW_FROM_METRES = 200;
/** Time after which the map counts as drawn, because not all clients report `bindupdated` [R]. */
const DRAWN_AFTER_MS = 800;
/**
 * After the page moves the map, region changes count as made by the page for this time (ms): some
 * clients report them as `drag` [R: developers.weixin.qq.com/community, Issue
 * 0008c6a94e07489823585453154c14].
 */
const OWN_MOVE_MS = 1000;
/** Time between two steps in which the way follows the gliding marker. */
const WAY_STEP_MS = 1000;

export interface RiderMap {
  /** Moves the view and the marker to a new scene, which the parent's setData has drawn. */
  followScene(): void;
}

const NO_SCENE: MapScene = {
  about: 'store',
  position: { longitude: 0, latitude: 0 },
  tone: 'go',
  isWaiting: false,
  glide: null,
  markers: [],
  polyline: [],
};

/** Words about the map by its subject: its name for screen readers, and the button back to it. */
const WORDS = {
  rider: { name: '地图：骑手的位置', back: '回到骑手' },
  store: { name: '地图：门店', back: '回到门店' },
  receiver: { name: '地图：收货点', back: '回到收货点' },
  both: { name: '地图：门店和收货点', back: '看全程' },
  end: { name: '地图：骑手最后的位置', back: '回到最后位置' },
} satisfies Record<MapScene['about'], object>;

const NOT_FITTED = {
  /** Subject of the scene at the last fit, and its place; null before the first fit. */
  fitted: null as Pick<MapScene, 'about' | 'position'> | null,
  /** True once the map has reported that it is drawn. */
  isDrawn: false,
  /** True while the page moves the view, in which some clients ignore another fit. */
  isMoving: false,
  /** True after a fit during a move by the page: the fit is repeated when the move ends. */
  isFitDue: false,
};

const viewOf = ownState(() => ({
  ...NOT_FITTED,
  /** Running timer: until the first fit, later until a move by the page is over; 0 without one. */
  timer: 0,
  /** Running timer of the way that follows the gliding marker; 0 without one. */
  wayTimer: 0,
  /** Number of the last question for the pulse's point; answers to earlier ones are ignored. */
  pulseAsk: 0,
  /** Free area as the parent set it last. */
  free: null as FreeArea | null,
  stopTheme: (): void => undefined,
}));

/**
 * Map of a delivery: the rider and his way, or store and receiver. The view fits all of it into
 * what pill and sheet leave, and follows the rider until a person moves the map.
 */
Component({
  properties: {
    scene: { type: Object, value: NO_SCENE },
    /** Uncovered part, to which the map is fitted; null while the sheet hides the map. */
    free: { type: Object, value: null as FreeArea | null },
    /** Sentence about a missing rider; empty without one. */
    note: { type: String, value: '' },
  },
  data: {
    words: WORDS,
    /** Look of the map, as a list of one: a map keeps its look, so a new one replaces it. */
    looks: [] as readonly MapLook[],
    /** Middle of the pulse around a waiting store, in % of the map; null without a pulse. */
    pulse: null as Point | null,
    following: true,
  },
  observers: {
    free(free: FreeArea | null) {
      const view = viewOf(this);
      if (JSON.stringify(view.free) === JSON.stringify(free)) return;
      view.free = free;
      if (view.isDrawn || view.fitted !== null) this.fit();
    },
  },
  lifetimes: {
    attached() {
      const view = viewOf(this);
      view.free = this.data.free;
      view.stopTheme = onTheme((theme) => {
        this.beginMap(theme === 'dark');
      });
    },
    detached() {
      const view = viewOf(this);
      timers.clear(view.timer);
      timers.clear(view.wayTimer);
      view.pulseAsk += 1;
      view.stopTheme();
    },
  },
  methods: {
    /** Shows a new map in a look that fits the theme. */
    beginMap(isDark: boolean) {
      Object.assign(viewOf(this), NOT_FITTED);
      const look = mapLook(isDark, phoneMemory.darkMap(), this.data.scene.position);
      this.setData({ looks: [look], pulse: null });
      this.startTimer(DRAWN_AFTER_MS);
    },
    followScene() {
      const { about, position, glide, markers, polyline } = this.data.scene;
      const { fitted } = viewOf(this);
      const isOff =
        fitted !== null &&
        (fitted.about !== about || distanceMetres(fitted.position, position) > FOLLOW_FROM_METRES);
      if (isOff) this.fit();
      if (glide !== null) glideMarker('map', this, { markers, ...glide });
      this.extendWay(polyline.length, 0);
      this.showPulse();
    },
    /** Draws line `index` of the scene behind the gliding marker, `passedMs` after it set out. */
    extendWay(index: number, passedMs: number) {
      const view = viewOf(this);
      timers.clear(view.wayTimer);
      view.wayTimer = 0;
      const { scene } = this.data;
      const line = passedMs === 0 ? null : glideLine(scene, passedMs);
      if (line !== null) this.setData({ [`scene.polyline[${index}]`]: line });
      if (scene.glide?.isDrawn !== true || passedMs >= scene.glide.durationMs) return;
      const next = passedMs + WAY_STEP_MS;
      view.wayTimer = timers.set(() => {
        this.extendWay(index, next);
      }, WAY_STEP_MS);
    },
    /** Fits the view when the map is first reported as drawn; later reports have other causes. */
    onDrawn() {
      const view = viewOf(this);
      if (view.isDrawn) return;
      view.isDrawn = true;
      this.fit();
    },
    /** Fits the view to the scene, unless a person has moved it, or the sheet hides the map. */
    fit() {
      const { scene, note, following } = this.data;
      const view = viewOf(this);
      if (view.free === null || !following) return;
      const hasPin = scene.about === 'both' || scene.about === 'receiver';
      // Recorded before the move, because the map may report the move at once.
      view.fitted = scene;
      view.isFitDue = view.isMoving;
      this.startTimer(OWN_MOVE_MS);
      const padding = fitPadding(view.free, hasPin, note !== '');
      const places = fitPlaces(placesInView(scene), windowSize().height, padding);
      fitInView('map', this, places, padding);
    },
    startTimer(ms: number) {
      const view = viewOf(this);
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
        if (view.fitted === null) this.fit();
        this.showPulse();
      }, ms);
    },
    onRegionChange(change: RegionChange) {
      const view = viewOf(this);
      const isOurs = view.timer !== 0;
      if (isByHand(change) && !isOurs && this.data.following) this.setData({ following: false });
      const ended = hasEnded(change);
      view.isMoving = !ended && !isByHand(change);
      if (!ended) {
        this.hidePulse();
        return;
      }
      if (view.isFitDue || view.fitted === null) this.fit();
      this.showPulse();
    },
    /** Places the pulse around a store that waits for a rider; it hides while the map moves. */
    showPulse() {
      const { isWaiting, position } = this.data.scene;
      if (!isWaiting) {
        this.hidePulse();
        return;
      }
      const view = viewOf(this);
      view.pulseAsk += 1;
      const ask = view.pulseAsk;
      askCorners('map', this, (southwest, northeast) => {
        const region = { southwest, northeast, width: 100, height: 100 };
        if (view.pulseAsk === ask) showChanged(this, { pulse: pointOf(region, position) });
      });
    },
    hidePulse() {
      viewOf(this).pulseAsk += 1;
      if (this.data.pulse !== null) this.setData({ pulse: null });
    },
    backToSubject() {
      this.setData({ following: true });
      this.fit();
    },
  },
});
