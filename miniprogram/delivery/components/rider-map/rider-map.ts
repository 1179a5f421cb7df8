import { phoneMemory } from '../../../services/phone-memory';
import { watchTheme, timers, windowSize } from '../../../platform/device';
import {
  type RegionChange,
  askMapCorners,
  fitMapTo,
  glideMarker,
  isEndOfChange,
  isByHand,
} from '../../../platform/map';
import { distanceMetres } from '../../../contract/delivery';
import { showChanged } from '../../../ui/changed-paths';
import { ownState } from '../../../ui/own-state';
import { type FreeArea, fitPadding, placesToFit } from '../../../map/geometry';
import { type MapLook, mapLook, markersForLook } from '../../../map/map-look';
import type { Marker } from '../../../map/markers';
import { type Point, pixelAt } from '../../../map/shown-region';
import { type MapScene, glideLine, placesInView } from '../../view/map-view';

/** Distance (m) from the last fit at which the view follows: he stays in sight, the map is calm. */
const VIEW_FOLLOWS_FROM_METRES = 200;
/** Time (ms) after which the map counts as drawn: not all clients report `bindupdated` [R]. */
const COUNTS_AS_DRAWN_AFTER_MS = 800;
/**
 * After the page moves the map, region changes count as made by the page for this time (ms): some
 * clients report them as `drag` [R: developers.weixin.qq.com/community, Issue
 * 0008c6a94e07489823585453154c14].
 */
const MOVED_BY_PAGE_MS = 1000;
/** Interval (ms) at which the drawn way is extended behind the moving marker. */
const WAY_EXTENDED_EVERY_MS = 1000;

export interface RiderMap {
  /** Moves the view and the marker to the new scene, after the parent's setData has drawn it. */
  followScene(): void;
}

const EMPTY_SCENE: MapScene = {
  about: 'store',
  position: { longitude: 0, latitude: 0 },
  tone: 'go',
  isWaiting: false,
  glide: null,
  markers: [],
  polyline: [],
};

/** Words by the map's subject: name for screen readers, and of the button back to the subject. */
const WORDS_BY_SUBJECT = {
  rider: { name: '地图：骑手的位置', back: '回到骑手' },
  store: { name: '地图：门店', back: '回到门店' },
  receiver: { name: '地图：收货点', back: '回到收货点' },
  both: { name: '地图：门店和收货点', back: '看全程' },
  end: { name: '地图：骑手最后的位置', back: '回到最后位置' },
} satisfies Record<MapScene['about'], object>;

const NOT_FITTED_YET = {
  /** Subject and place of the scene at the last fit; null before the first fit. */
  fitted: null as Pick<MapScene, 'about' | 'position'> | null,
  /** True once the map has reported that it is drawn. */
  isDrawn: false,
  /** True while the page moves the view. Some clients ignore a further fit in this time. */
  isMoving: false,
  /** True when a fit was asked for while the page moved the view: it is repeated afterwards. */
  isFitDue: false,
};

const mapStateOf = ownState(() => ({
  ...NOT_FITTED_YET,
  /** Timer that ends the wait for the first fit, or later a move by the page; 0 when none runs. */
  timer: 0,
  /** Timer that extends the way behind the moving marker; 0 when none runs. */
  wayTimer: 0,
  /** Number of the last request for the pulse's point on the map. Earlier answers are ignored. */
  pulseAsk: 0,
  /** Part of the map that nothing covers, as the parent component set it last. */
  free: null as FreeArea | null,
  stopTheme: (): void => undefined,
}));

/**
 * Map of a delivery: the rider and his way, or store and receiver. The view fits all of them into
 * the part that pill and sheet leave free, and follows the rider until a person moves the map.
 */
Component({
  properties: {
    scene: { type: Object, value: EMPTY_SCENE },
    /** Part of the map that nothing covers, for the fit; null while the sheet covers the map. */
    free: { type: Object, value: null as FreeArea | null },
    /** Sentence that says why no rider is shown; empty when none is needed. */
    note: { type: String, value: '' },
  },
  data: {
    words: WORDS_BY_SUBJECT,
    /** Look of the map, as a list for `wx:for`. A map cannot change its look: a new map is made. */
    looks: [] as readonly MapLook[],
    /** Markers adapted to a dark map. On a light map, the markers of the scene are used. */
    darkMarkers: [] as readonly Marker[],
    /** Middle of the pulse around a store that waits for a rider, in % of the map; else null. */
    pulse: null as Point | null,
    following: true,
  },
  observers: {
    'scene, looks'({ markers }: MapScene, [look]: readonly MapLook[]) {
      const darkMarkers = markersForLook(look, markers);
      if (darkMarkers !== markers) showChanged(this, { darkMarkers });
    },
    free(free: FreeArea | null) {
      const view = mapStateOf(this);
      if (JSON.stringify(view.free) === JSON.stringify(free)) return;
      view.free = free;
      if (view.isDrawn || view.fitted !== null) this.fit();
    },
  },
  lifetimes: {
    attached() {
      const view = mapStateOf(this);
      view.free = this.data.free;
      view.stopTheme = watchTheme((theme) => {
        this.beginMap(theme === 'dark');
      });
    },
    detached() {
      const view = mapStateOf(this);
      timers.clear(view.timer);
      timers.clear(view.wayTimer);
      view.pulseAsk += 1;
      view.stopTheme();
    },
  },
  methods: {
    /** Shows a new map in a look that fits the theme. */
    beginMap(isDark: boolean) {
      Object.assign(mapStateOf(this), NOT_FITTED_YET);
      const look = mapLook(isDark, phoneMemory.darkMap(), this.data.scene.position);
      this.setData({ looks: [look], pulse: null });
      this.startTimer(COUNTS_AS_DRAWN_AFTER_MS);
    },
    followScene() {
      const { about, position, glide, markers, polyline } = this.data.scene;
      const { fitted } = mapStateOf(this);
      const isOff =
        fitted !== null &&
        (fitted.about !== about ||
          distanceMetres(fitted.position, position) > VIEW_FOLLOWS_FROM_METRES);
      if (isOff) this.fit();
      const shown = markersForLook(this.data.looks[0], markers);
      if (glide !== null) glideMarker('map', this, { ...glide, markers: shown });
      this.extendWay(polyline.length, 0);
      this.showPulse();
    },
    /** Draws line `index` of the scene behind the marker, `passedMs` after it began to move. */
    extendWay(index: number, passedMs: number) {
      const view = mapStateOf(this);
      timers.clear(view.wayTimer);
      view.wayTimer = 0;
      const { scene } = this.data;
      const line = passedMs === 0 ? null : glideLine(scene, passedMs);
      if (line !== null) this.setData({ [`scene.polyline[${index}]`]: line });
      if (scene.glide?.isDrawn !== true || passedMs >= scene.glide.durationMs) return;
      const next = passedMs + WAY_EXTENDED_EVERY_MS;
      view.wayTimer = timers.set(() => {
        this.extendWay(index, next);
      }, WAY_EXTENDED_EVERY_MS);
    },
    /** Fits the view when the map is first reported as drawn; later reports have other causes. */
    onDrawn() {
      const view = mapStateOf(this);
      if (view.isDrawn) return;
      view.isDrawn = true;
      this.fit();
    },
    /** Fits the view to the scene, unless a person has moved it, or the sheet hides the map. */
    fit() {
      const { scene, note, following } = this.data;
      const view = mapStateOf(this);
      if (view.free === null || !following) return;
      const hasPin = scene.about === 'both' || scene.about === 'receiver';
      // Recorded before the move, because the map may report the move at once.
      view.fitted = scene;
      view.isFitDue = view.isMoving;
      this.startTimer(MOVED_BY_PAGE_MS);
      const padding = fitPadding(view.free, hasPin, note !== '');
      const places = placesToFit(placesInView(scene), windowSize().height, padding);
      fitMapTo('map', this, places, padding);
    },
    startTimer(ms: number) {
      const view = mapStateOf(this);
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
        if (view.fitted === null) this.fit();
        this.showPulse();
      }, ms);
    },
    onRegionChange(change: RegionChange) {
      const view = mapStateOf(this);
      const isByPage = view.timer !== 0;
      if (isByHand(change) && !isByPage && this.data.following) this.setData({ following: false });
      const ended = isEndOfChange(change);
      view.isMoving = !ended && !isByHand(change);
      if (!ended) {
        this.hidePulse();
        return;
      }
      if (view.isFitDue || view.fitted === null) this.fit();
      this.showPulse();
    },
    /** Shows the pulse around a store that waits for a rider, and hides it while the map moves. */
    showPulse() {
      const { isWaiting, position } = this.data.scene;
      if (!isWaiting) {
        this.hidePulse();
        return;
      }
      const view = mapStateOf(this);
      view.pulseAsk += 1;
      const ask = view.pulseAsk;
      askMapCorners('map', this, (southwest, northeast) => {
        const region = { southwest, northeast, width: 100, height: 100 };
        if (view.pulseAsk === ask) showChanged(this, { pulse: pixelAt(region, position) });
      });
    },
    hidePulse() {
      mapStateOf(this).pulseAsk += 1;
      if (this.data.pulse !== null) this.setData({ pulse: null });
    },
    backToSubject() {
      this.setData({ following: true });
      this.fit();
    },
  },
});
