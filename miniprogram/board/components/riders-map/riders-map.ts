import { phoneMemory } from '../../../services/phone-memory';
import { onTheme, timers, windowSize } from '../../../platform/device';
import {
  type RegionChange,
  askCorners,
  fitInView,
  hasEnded,
  isByHand,
} from '../../../platform/map';
import { heightsOf } from '../../../platform/measure';
import type { Position } from '../../../contract/delivery';
import type { RiderOnMap, StoreOnMap } from '../../riders';
import { fitPadding, fitPlaces, squareAround } from '../../../map/geometry';
import { type MapLook, mapLook } from '../../../map/map-look';
import type { Marker } from '../../../map/markers';
import { regionBetween } from '../../../map/shown-region';
import { showChanged } from '../../../ui/changed-paths';
import { ownState } from '../../../ui/own-state';
import { NO_SCENE, ridersScene } from '../../riders-view';

/** Time (ms) after a fit in which a moving view counts as moved by the page, as in rider-map. */
const OWN_MOVE_MS = 1000;
/** Time (ms) after which the map counts as drawn, because not all clients report it [R]. */
const DRAWN_AFTER_MS = 800;
/** Time (ms) after a tap on a marker in which a tap on the map is ignored: it is the same tap. */
const SAME_TAP_MS = 300;
/** Height in px that a fit keeps for the riders, even where less of a low map is uncovered. */
const LEAST_FREE_PX = 136;

/** Centre of a map without riders and stores: the city in which most shops are. */
const NOWHERE: Position = { longitude: 113.33, latitude: 23.13 };

const viewOf = ownState(() => ({
  scene: NO_SCENE,
  /** Order ids of the riders whom a person has fanned out; empty without a fan. */
  fan: [] as readonly string[],
  /** Height of the map in px (the window's until it is known), and of what covers its bottom. */
  height: windowSize().height,
  foot: 0,
  /** Region that the map shows. Until WeChat tells it, this is a square in the city. */
  region: regionBetween(...squareAround(NOWHERE, 3000), windowSize().height),
  /** True once the map is drawn. Before that it cannot be fitted. */
  isDrawn: false,
  /** Order ids of the riders at the last fit; null before the first. */
  fitted: null as string | null,
  timer: 0,
  tapTimer: 0,
  stopTheme: (): void => undefined,
}));

/**
 * Map of all riders of a board. It fits all of them until a person moves it; 适合全部 fits it again.
 * Its slot holds a card above the page's buttons. Emits `choose` (`orderId`) for one rider, `list`
 * (`orderIds`, `title`) for a house or a crowd, `unplaced` for the pill, `clear` for the ground.
 */
Component({
  properties: {
    riders: { type: Array, value: [] as readonly RiderOnMap[] },
    stores: { type: Array, value: [] as readonly StoreOnMap[] },
    /** Number of orders that the map shows nowhere; 0 hides the button 没有位置. */
    unplaced: { type: Number, value: 0 },
    selected: { type: String, value: '' },
    /** Px that the page covers: its card at the left (`covered`), its buttons `below`. */
    covered: { type: Number, value: 0 },
    below: { type: Number, value: 0 },
  },
  data: {
    /** Look of the map, as a list of one: a map keeps its look, so a new one replaces it. */
    looks: [] as readonly MapLook[],
    markers: [] as readonly Marker[],
    legs: [] as readonly object[],
    following: true,
  },
  observers: {
    'riders, stores'() {
      this.draw();
    },
    /** Closes the fan: the person has chosen one of its riders. */
    selected() {
      this.gather();
    },
    'selected, unplaced, below'() {
      this.measure();
    },
    covered() {
      this.draw();
      this.fit();
    },
  },
  lifetimes: {
    attached() {
      const view = viewOf(this);
      view.stopTheme = onTheme((theme) => {
        view.fitted = null;
        view.isDrawn = false;
        const look = mapLook(theme === 'dark', phoneMemory.darkMap(), this.places()[0] ?? NOWHERE);
        this.setData({ looks: [look] });
        timers.clear(view.timer);
        view.timer = timers.set(() => {
          this.onDrawn();
        }, DRAWN_AFTER_MS);
      });
      this.draw();
      this.measure();
    },
    detached() {
      const view = viewOf(this);
      timers.clear(view.timer);
      view.stopTheme();
    },
  },
  pageLifetimes: {
    resize() {
      this.measure();
    },
  },
  methods: {
    places(): readonly Position[] {
      const all: readonly (RiderOnMap | StoreOnMap)[] = [...this.data.riders, ...this.data.stores];
      return all.flatMap(({ place }) => place ?? []);
    },
    who(): string {
      const riders: readonly RiderOnMap[] = this.data.riders;
      return riders.map(({ orderId }) => orderId).join();
    },
    /** Measures the map and what covers it. If that has changed, the view is fitted again. */
    measure() {
      void heightsOf(this, ['.map', '.over']).then(([height = 0, foot = 0]) => {
        const view = viewOf(this);
        if (height === 0 || (height === view.height && foot === view.foot)) return;
        view.height = height;
        view.foot = foot;
        this.fit();
        this.askRegion();
      });
    },
    draw() {
      const view = viewOf(this);
      const { height, foot, fan, region } = view;
      const { riders, stores, selected: selectedId, covered: left } = this.data;
      const free = { left, top: 0, right: region.width, bottom: height - foot };
      const input = { riders, stores, selectedId, fan, region, free };
      view.scene = ridersScene(input, view.scene);
      showChanged(this, { markers: view.scene.markers, legs: view.scene.legs });
      // Riders who come or go make the view fit again. Riders who move do not.
      if (view.fitted !== null && view.fitted !== this.who()) this.fit();
    },
    /** Fits the view at the first report that the map is drawn. Later reports mean other things. */
    onDrawn() {
      const view = viewOf(this);
      if (view.isDrawn) return;
      view.isDrawn = true;
      this.fit();
    },
    fit() {
      const view = viewOf(this);
      const places = this.places();
      if (!view.isDrawn || !this.data.following || places.length === 0) return;
      view.fitted = this.who();
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
        this.askRegion();
      }, OWN_MOVE_MS);
      const bottom = Math.min(view.foot, view.height - LEAST_FREE_PX);
      const padding = fitPadding({ top: 0, right: 0, bottom, left: this.data.covered });
      fitInView('map', this, fitPlaces(places, view.height, padding), padding);
    },
    fitAll() {
      this.setData({ following: true });
      this.gather();
      this.fit();
    },
    gather() {
      viewOf(this).fan = [];
      this.draw();
    },
    onRegionChange(change: RegionChange) {
      const isOurs = viewOf(this).timer !== 0;
      if (isByHand(change) && !isOurs && this.data.following) this.setData({ following: false });
      if (hasEnded(change)) this.askRegion();
    },
    /** Asks which region the map shows now, and draws all pictures and labels for it. */
    askRegion() {
      askCorners('map', this, (southwest, northeast) => {
        const view = viewOf(this);
        view.region = regionBetween(southwest, northeast, view.height);
        this.draw();
      });
    },
    onMarker({ detail }: WechatMiniprogram.CustomEvent<{ readonly markerId: number }>) {
      const view = viewOf(this);
      const tapped = view.scene.taps.get(detail.markerId);
      if (tapped === undefined) return;
      timers.clear(view.tapTimer);
      view.tapTimer = timers.set(() => {
        view.tapTimer = 0;
      }, SAME_TAP_MS);
      const [orderId, ...others] = tapped.orderIds;
      if (tapped.title !== '') this.triggerEvent('list', tapped);
      else if (others.length === 0) this.triggerEvent('choose', { orderId });
      else {
        view.fan = tapped.orderIds;
        this.draw();
      }
    },
    onMap() {
      if (viewOf(this).tapTimer !== 0) return;
      this.gather();
      this.triggerEvent('clear');
    },
    showUnplaced() {
      this.triggerEvent('unplaced');
    },
  },
});
