import { phoneMemory } from '../../../services/phone-memory';
import { onTheme, timers, windowSize } from '../../../platform/device';
import { type RegionChange, fitInView, isByHand } from '../../../platform/map';
import type { Position } from '../../../contract/delivery';
import type { RiderOnMap, StoreOnMap } from '../../riders';
import { type MapLook, mapLook } from '../../../map/map-look';
import type { Marker } from '../../../map/markers';
import { showChanged } from '../../../ui/changed-paths';
import { ownState } from '../../../ui/own-state';
import { type RidersScene, NOWHERE, ridersScene } from '../../riders-view';

/** Space in px that a fit leaves around the riders, for labels and the elements over the map. */
const MARGIN_PX = 64;
const BELOW_PX = 112;
/** Time (ms) after a move by the page in which region changes count as its own, as in rider-map. */
const OWN_MOVE_MS = 1000;
/** Time (ms) after which the map counts as drawn, because not all clients report it [R]. */
const DRAWN_AFTER_MS = 800;
/** Time (ms) after a tap on a rider in which a tap on the map is the same one, reported twice. */
const SAME_TAP_MS = 300;

interface View {
  scene: RidersScene;
  /** Riders whom a person has spread out by a tap on their common marker. */
  apart: readonly string[];
  /** True once the map is drawn: before that it cannot be fitted. */
  isDrawn: boolean;
  /** Order ids of the riders at the last fit; null before the first. */
  fitted: string | null;
  timer: number;
  /** Timer of the latest tap on a rider; 0 once it is over. */
  tapTimer: number;
  stopTheme: () => void;
}

const viewOf = ownState<View>(() => ({
  scene: { markers: [], fronts: [], ordersAt: new Map<number, readonly string[]>() },
  apart: [],
  isDrawn: false,
  fitted: null,
  timer: 0,
  tapTimer: 0,
  stopTheme: () => undefined,
}));

/**
 * Map of all riders of a board. It fits all of them until a person moves it; 适合全部 fits it again.
 * Emits `choose` (`orderId`) and, on a tap beside all riders, `clear`.
 */
Component({
  properties: {
    riders: { type: Array, value: [] as readonly RiderOnMap[] },
    stores: { type: Array, value: [] as readonly StoreOnMap[] },
    /** Order id of the selected rider; empty for none. */
    selected: { type: String, value: '' },
    /** Px at the left that a card of the page covers. */
    covered: { type: Number, value: 0 },
  },
  data: {
    /** Look of the map, as a list of one: a map keeps its look, so a new one replaces it. */
    looks: [] as readonly MapLook[],
    markers: [] as readonly Marker[],
    following: true,
  },
  observers: {
    'riders, stores, selected'() {
      this.draw();
    },
    covered() {
      this.fit();
    },
    /** After a choice among riders who were spread out, the map shows all riders as before. */
    selected(orderId: string) {
      if (orderId !== '' && viewOf(this).apart.length > 0) this.fitAll();
    },
  },
  lifetimes: {
    attached() {
      const view = viewOf(this);
      view.stopTheme = onTheme((theme) => {
        view.fitted = null;
        view.isDrawn = false;
        const look = mapLook(theme === 'dark', phoneMemory.darkMap(), this.centre());
        this.setData({ looks: [look] });
        timers.clear(view.timer);
        view.timer = timers.set(() => {
          this.onDrawn();
        }, DRAWN_AFTER_MS);
      });
      this.draw();
    },
    detached() {
      const view = viewOf(this);
      timers.clear(view.timer);
      view.stopTheme();
    },
  },
  methods: {
    riders(): readonly RiderOnMap[] {
      return this.data.riders;
    },
    stores(): readonly StoreOnMap[] {
      return this.data.stores;
    },
    centre(): Position {
      return this.riders()[0]?.place ?? this.stores()[0]?.place ?? NOWHERE;
    },
    draw() {
      const view = viewOf(this);
      const riders = this.riders();
      const { width, height } = windowSize();
      const viewPx = Math.min(width - this.data.covered, height) - 2 * MARGIN_PX;
      const { apart, scene: before } = view;
      const { selected } = this.data;
      view.scene = ridersScene(riders, this.stores(), selected, viewPx, apart, before.fronts);
      showChanged(this, { markers: view.scene.markers });
      // The view fits again when riders come or go, not when they move.
      const who = riders.map(({ orderId }) => orderId).join();
      if (view.fitted !== null && view.fitted !== who) this.fit();
    },
    /** Fits the view when the map is first reported as drawn; later reports have other causes. */
    onDrawn() {
      const view = viewOf(this);
      if (view.isDrawn) return;
      view.isDrawn = true;
      this.fit();
    },
    fit() {
      if (!viewOf(this).isDrawn || !this.data.following) return;
      this.fitTo([...this.stores(), ...this.riders()].map(({ place }) => place));
    },
    fitTo(places: readonly Position[]) {
      const view = viewOf(this);
      view.fitted = this.riders()
        .map(({ orderId }) => orderId)
        .join();
      if (places.length === 0) return;
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
      }, OWN_MOVE_MS);
      fitInView('map', this, places, [
        MARGIN_PX,
        MARGIN_PX,
        BELOW_PX,
        MARGIN_PX + this.data.covered,
      ]);
    },
    fitAll() {
      viewOf(this).apart = [];
      this.setData({ following: true });
      this.draw();
      this.fit();
    },
    onRegionChange(change: RegionChange) {
      const isOurs = viewOf(this).timer !== 0;
      if (isByHand(change) && !isOurs && this.data.following) this.setData({ following: false });
    },
    onMarker({ detail }: WechatMiniprogram.CustomEvent<{ readonly markerId: number }>) {
      const view = viewOf(this);
      const [orderId, ...others] = view.scene.ordersAt.get(detail.markerId) ?? [];
      if (orderId === undefined) return;
      timers.clear(view.tapTimer);
      view.tapTimer = timers.set(() => {
        view.tapTimer = 0;
      }, SAME_TAP_MS);
      if (others.length === 0) {
        this.triggerEvent('choose', { orderId });
        return;
      }
      view.apart = [orderId, ...others];
      this.setData({ following: false });
      this.draw();
      const spread = this.riders().filter((rider) => view.apart.includes(rider.orderId));
      this.fitTo(spread.flatMap(({ place }) => placesAround(place)));
    },
    onMap() {
      if (viewOf(this).tapTimer === 0) this.triggerEvent('clear');
    },
  },
});

/** Degrees (some 170 m) around riders who are spread out that the map shows, too. */
const AROUND = 0.0015;

function placesAround({ longitude, latitude }: Position): readonly Position[] {
  return [-AROUND, AROUND].map((by) => ({ longitude: longitude + by, latitude: latitude + by }));
}
