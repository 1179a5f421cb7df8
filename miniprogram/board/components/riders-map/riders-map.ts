import { phoneMemory } from '../../../services/phone-memory';
import { watchTheme, timers, windowSize } from '../../../platform/device';
import {
  type RegionChange,
  askMapCorners,
  fitMapTo,
  isEndOfChange,
  isByHand,
} from '../../../platform/map';
import { heightsOf } from '../../../platform/measure';
import type { Position } from '../../../contract/delivery';
import type { RiderOnMap, StoreOnMap } from '../../riders';
import { fitPadding, placesToFit, squareAround } from '../../../map/geometry';
import { type MapLook, mapLook, markersForLook } from '../../../map/map-look';
import type { Marker } from '../../../map/markers';
import { regionBetween } from '../../../map/shown-region';
import { showChanged } from '../../../ui/changed-paths';
import { ownState } from '../../../ui/own-state';
import { NO_SCENE, ridersScene } from '../../riders-view';

/** Time (ms) after the page moves the map in which reported changes are not a person's. */
const MOVED_BY_PAGE_MS = 1000;
/** Time (ms) after which the map counts as drawn, since not all clients send `bindupdated` [R]. */
const COUNTS_AS_DRAWN_AFTER_MS = 800;
/** Time (ms) for which a tap on the map is ignored after a tap on a marker: it is the same tap. */
const SAME_TAP_MS = 300;
/** Smallest height (px) of the area in which all riders are shown. Buttons may cover part of it. */
const LEAST_RIDERS_HEIGHT_PX = 136;

/** Centre of a map without riders and stores: Guangzhou, where most shops are. */
const DEFAULT_CENTRE: Position = { longitude: 113.33, latitude: 23.13 };

const mapStateOf = ownState(() => ({
  scene: NO_SCENE,
  /** Order ids of the riders whom a person has fanned out (spread in a circle); may be empty. */
  fannedIds: [] as readonly string[],
  /** Heights in px of the map (of the window until it is measured), and of the buttons over it. */
  mapHeightPx: windowSize().height,
  coveredBottomPx: 0,
  /** Region that the map shows: until WeChat reports it, a square around `DEFAULT_CENTRE`. */
  region: regionBetween(...squareAround(DEFAULT_CENTRE, 3000), windowSize().height),
  /** True once the map is drawn. Before that, the page cannot move or zoom it. */
  isDrawn: false,
  /** Joined ids of the orders to whose riders the map was last zoomed; null before any zoom. */
  fittedOrderIds: null as string | null,
  timer: 0,
  tapTimer: 0,
  stopTheme: (): void => undefined,
}));

/**
 * Map of all riders, zoomed to show all until a person moves it. The `<slot>` takes a card above
 * the page's buttons. Emits `choose` (`orderId`) for one rider, `list` (`orderIds`, `title`) for a
 * store or many riders at one spot, `unplaced` for the button 没有位置, `clear` for a tap beside all
 * markers.
 */
Component({
  properties: {
    riders: { type: Array, value: [] as readonly RiderOnMap[] },
    stores: { type: Array, value: [] as readonly StoreOnMap[] },
    /** Number of orders without a position on the map; 0 hides the button 没有位置. */
    unplaced: { type: Number, value: 0 },
    selected: { type: String, value: '' },
    /** Px of the map that are covered: at the left by the page's card, at the bottom by buttons. */
    covered: { type: Number, value: 0 },
    below: { type: Number, value: 0 },
  },
  data: {
    /** Look of the map, as a list of one: `<map>` cannot change it, so `wx:for` makes a new one. */
    looks: [] as readonly MapLook[],
    markers: [] as readonly Marker[],
    legs: [] as readonly object[],
    isFollowing: true,
  },
  observers: {
    'riders, stores'() {
      this.draw();
    },
    /** Moves fanned-out riders back to their spot, because the person has chosen one of them. */
    selected() {
      this.closeFan();
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
      const view = mapStateOf(this);
      view.stopTheme = watchTheme((theme) => {
        view.fittedOrderIds = null;
        view.isDrawn = false;
        const look = mapLook(
          theme === 'dark',
          phoneMemory.darkMap(),
          this.places()[0] ?? DEFAULT_CENTRE,
        );
        this.setData({ looks: [look] });
        this.draw();
        timers.clear(view.timer);
        view.timer = timers.set(() => {
          this.onDrawn();
        }, COUNTS_AS_DRAWN_AFTER_MS);
      });
      this.measure();
    },
    detached() {
      const view = mapStateOf(this);
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
      const { riders, stores } = this.data;
      const subjects: readonly (RiderOnMap | StoreOnMap)[] = [...riders, ...stores];
      return subjects.flatMap(({ place }) => place ?? []);
    },
    joinedOrderIds(): string {
      const riders: readonly RiderOnMap[] = this.data.riders;
      return riders.map(({ orderId }) => orderId).join();
    },
    /** Measures the map and the buttons over it. If a height has changed, zooms the map again. */
    measure() {
      void heightsOf(this, ['.map', '.over']).then(([height = 0, foot = 0]) => {
        const view = mapStateOf(this);
        if (height === 0 || (height === view.mapHeightPx && foot === view.coveredBottomPx)) return;
        view.mapHeightPx = height;
        view.coveredBottomPx = foot;
        this.fit();
        this.askRegion();
      });
    },
    draw() {
      const view = mapStateOf(this);
      const { mapHeightPx, coveredBottomPx, fannedIds, region } = view;
      const { riders, stores, selected: selectedId, covered: coveredLeft } = this.data;
      const bottom = mapHeightPx - coveredBottomPx;
      const uncovered = { left: coveredLeft, top: 0, right: region.width, bottom };
      const input = { riders, stores, selectedId, fannedIds, region, uncovered };
      view.scene = ridersScene(input, view.scene);
      const markers = markersForLook(this.data.looks[0], view.scene.markers);
      showChanged(this, { markers, legs: view.scene.legs });
      // The map is zoomed again if riders come or go, but not if they only move.
      if (view.fittedOrderIds !== null && view.fittedOrderIds !== this.joinedOrderIds()) this.fit();
    },
    /** Zooms the map when it first reports that it is drawn. Later reports are ignored. */
    onDrawn() {
      const view = mapStateOf(this);
      if (view.isDrawn) return;
      view.isDrawn = true;
      this.fit();
    },
    fit() {
      const view = mapStateOf(this);
      const places = this.places();
      if (!view.isDrawn || !this.data.isFollowing || places.length === 0) return;
      view.fittedOrderIds = this.joinedOrderIds();
      timers.clear(view.timer);
      view.timer = timers.set(() => {
        view.timer = 0;
        this.askRegion();
      }, MOVED_BY_PAGE_MS);
      const bottom = Math.min(view.coveredBottomPx, view.mapHeightPx - LEAST_RIDERS_HEIGHT_PX);
      const padding = fitPadding({ top: 0, right: 0, bottom, left: this.data.covered });
      fitMapTo('map', this, placesToFit(places, view.mapHeightPx, padding), padding);
    },
    fitAll() {
      this.setData({ isFollowing: true });
      this.closeFan();
      this.fit();
    },
    closeFan() {
      mapStateOf(this).fannedIds = [];
      this.draw();
    },
    onRegionChange(change: RegionChange) {
      const isByPerson = isByHand(change) && mapStateOf(this).timer === 0;
      if (isByPerson && this.data.isFollowing) this.setData({ isFollowing: false });
      if (isEndOfChange(change)) this.askRegion();
    },
    /** Asks WeChat which region the map shows now, and draws all pictures and labels for it. */
    askRegion() {
      askMapCorners('map', this, (southwest, northeast) => {
        const view = mapStateOf(this);
        view.region = regionBetween(southwest, northeast, view.mapHeightPx);
        this.draw();
      });
    },
    onMarkerTap({ detail }: WechatMiniprogram.CustomEvent<{ readonly markerId: number }>) {
      const view = mapStateOf(this);
      const tapped = view.scene.markerOrders.get(detail.markerId);
      if (tapped === undefined) return;
      timers.clear(view.tapTimer);
      view.tapTimer = timers.set(() => {
        view.tapTimer = 0;
      }, SAME_TAP_MS);
      const [orderId, ...others] = tapped.orderIds;
      if (tapped.title !== '') this.triggerEvent('list', tapped);
      else if (others.length === 0) this.triggerEvent('choose', { orderId });
      else {
        view.fannedIds = tapped.orderIds;
        this.draw();
      }
    },
    onMapTap() {
      if (mapStateOf(this).tapTimer !== 0) return;
      this.closeFan();
      this.triggerEvent('clear');
    },
    showUnplaced() {
      this.triggerEvent('unplaced');
    },
  },
});
