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

/** Distance (m) that a rider may move before the view of the map follows him. */
const VIEW_FOLLOWS_FROM_METRES = 200;
/** Time (ms) after which the map counts as drawn, since not all clients send `bindupdated` [R]. */
const COUNTS_AS_DRAWN_AFTER_MS = 800;
/**
 * Time (ms) after the page moves the map in which no reported change is taken as a person's: some
 * clients report `drag` [R: developers.weixin.qq.com, Issue 0008c6a94e07489823585453154c14]
 */
const MOVED_BY_PAGE_MS = 1000;
/** Interval (ms) at which the drawn way is extended behind the moving marker. */
const WAY_EXTENDED_EVERY_MS = 1000;

export interface RiderMap {
  /** Moves view and marker to the new scene. The parent calls this after it has set `scene`. */
  followScene(): void;
}

const EMPTY_SCENE: MapScene = {
  focus: 'store',
  position: { longitude: 0, latitude: 0 },
  tone: 'go',
  isWaiting: false,
  glide: null,
  markers: [],
  polyline: [],
};

/** Words for each subject: the map's name, and the text of the button back to the subject. */
const WORDS_BY_SUBJECT = {
  rider: { name: '地图：骑手的位置', back: '回到骑手' },
  store: { name: '地图：门店', back: '回到门店' },
  receiver: { name: '地图：收货点', back: '回到收货点' },
  both: { name: '地图：门店和收货点', back: '看全程' },
  end: { name: '地图：骑手最后的位置', back: '回到最后位置' },
} satisfies Record<MapScene['focus'], object>;

const STATE_BEFORE_FIT = {
  /** Scene to which the map was last zoomed; null before the first zoom. */
  fittedScene: null as Pick<MapScene, 'focus' | 'position'> | null,
  isDrawn: false,
  /** True while the page moves the map. Some clients ignore a second zoom during a move. */
  isMoving: false,
  /** True if a zoom was due while the page moved the map. The map is zoomed after the move. */
  isFitDue: false,
};

const mapStateOf = ownState(() => ({
  ...STATE_BEFORE_FIT,
  /** Timer that runs until the map is first zoomed, and while the page moves it; 0 if stopped. */
  timer: 0,
  /** Timer that extends the way behind the moving marker; 0 when none runs. */
  wayTimer: 0,
  /** Number of the last request for the pulse's place. Answers to older requests are ignored. */
  pulseRequest: 0,
  /** Last handled value of the property `free`. An equal new value causes no zoom. */
  free: null as FreeArea | null,
  stopTheme: (): void => undefined,
}));

/**
 * Map of a delivery: the rider and his way, or store and receiver. The map shows them in the part
 * that pill and sheet leave free. It follows the rider until a person moves it.
 */
Component({
  properties: {
    scene: { type: Object, value: EMPTY_SCENE },
    /** Part of the map that nothing covers; null while the sheet covers the map. */
    free: { type: Object, value: null as FreeArea | null },
    /** Sentence that says why no rider is shown; empty when none is needed. */
    note: { type: String, value: '' },
  },
  data: {
    words: WORDS_BY_SUBJECT,
    /** Look of the map, in a list for `wx:for`: another look needs a new `<map>`. */
    looks: [] as readonly MapLook[],
    /** Markers adapted to a dark map. On a light map, the markers of the scene are used. */
    darkMarkers: [] as readonly Marker[],
    /** Middle of the pulse around a store without a rider, in % of the map; null: no pulse. */
    pulse: null as Point | null,
    isFollowing: true,
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
      if (view.isDrawn || view.fittedScene !== null) this.fit();
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
      view.pulseRequest += 1;
      view.stopTheme();
    },
  },
  methods: {
    /** Shows a new map in the look of the light or dark theme. */
    beginMap(isDark: boolean) {
      Object.assign(mapStateOf(this), STATE_BEFORE_FIT);
      const look = mapLook(isDark, phoneMemory.darkMap(), this.data.scene.position);
      this.setData({ looks: [look], pulse: null });
      this.startFitTimer(COUNTS_AS_DRAWN_AFTER_MS);
    },
    followScene() {
      const { focus, position, glide, markers, polyline } = this.data.scene;
      const { fittedScene } = mapStateOf(this);
      const isOff =
        fittedScene !== null &&
        (fittedScene.focus !== focus ||
          distanceMetres(fittedScene.position, position) > VIEW_FOLLOWS_FROM_METRES);
      if (isOff) this.fit();
      const shownMarkers = markersForLook(this.data.looks[0], markers);
      if (glide !== null) glideMarker('map', this, { ...glide, markers: shownMarkers });
      this.extendWay(polyline.length, 0);
      this.showPulse();
    },
    /** Extends the way (line `index` of the scene) to the marker, which moved for `passedMs`. */
    extendWay(index: number, passedMs: number) {
      const view = mapStateOf(this);
      timers.clear(view.wayTimer);
      view.wayTimer = 0;
      const { scene } = this.data;
      const line = passedMs === 0 ? null : glideLine(scene, passedMs);
      if (line !== null) this.setData({ [`scene.polyline[${index}]`]: line });
      if (scene.glide?.isDrawn !== true || passedMs >= scene.glide.durationMs) return;
      const nextMs = passedMs + WAY_EXTENDED_EVERY_MS;
      view.wayTimer = timers.set(() => {
        this.extendWay(index, nextMs);
      }, WAY_EXTENDED_EVERY_MS);
    },
    /** Zooms the map when it first reports that it is drawn. Later reports are ignored. */
    onDrawn() {
      const view = mapStateOf(this);
      if (view.isDrawn) return;
      view.isDrawn = true;
      this.fit();
    },
    /** Zooms the map to its scene, unless a person has moved it, or the sheet covers it. */
    fit() {
      const { scene, note, isFollowing } = this.data;
      const view = mapStateOf(this);
      if (view.free === null || !isFollowing) return;
      const hasPin = scene.focus === 'both' || scene.focus === 'receiver';
      // The scene is recorded before the move, because the map may report the move at once.
      view.fittedScene = scene;
      view.isFitDue = view.isMoving;
      this.startFitTimer(MOVED_BY_PAGE_MS);
      const padding = fitPadding(view.free, hasPin, note !== '');
      const places = placesToFit(placesInView(scene), windowSize().height, padding);
      fitMapTo('map', this, places, padding);
    },
    startFitTimer(durationMs: number) {
      const view = mapStateOf(this);
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
        if (view.fittedScene === null) this.fit();
        this.showPulse();
      }, durationMs);
    },
    onRegionChange(change: RegionChange) {
      const view = mapStateOf(this);
      const isByPerson = isByHand(change) && view.timer === 0;
      if (isByPerson && this.data.isFollowing) this.setData({ isFollowing: false });
      const hasEnded = isEndOfChange(change);
      view.isMoving = !hasEnded && !isByHand(change);
      if (!hasEnded) {
        this.hidePulse();
        return;
      }
      if (view.isFitDue || view.fittedScene === null) this.fit();
      this.showPulse();
    },
    /** Shows the pulse around a store that waits for a rider; hides it if no store waits. */
    showPulse() {
      const { isWaiting, position } = this.data.scene;
      if (!isWaiting) {
        this.hidePulse();
        return;
      }
      const view = mapStateOf(this);
      view.pulseRequest += 1;
      const number = view.pulseRequest;
      askMapCorners('map', this, (southwest, northeast) => {
        const region = { southwest, northeast, width: 100, height: 100 };
        if (view.pulseRequest === number) showChanged(this, { pulse: pixelAt(region, position) });
      });
    },
    hidePulse() {
      mapStateOf(this).pulseRequest += 1;
      if (this.data.pulse !== null) this.setData({ pulse: null });
    },
    backToSubject() {
      this.setData({ isFollowing: true });
      this.fit();
    },
  },
});
