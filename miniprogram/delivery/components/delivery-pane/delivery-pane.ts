import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { copyText } from '../../../platform/clipboard';
import { capsule, isDesktop, onTheme, windowSize } from '../../../platform/device';
import { vibrate } from '../../../platform/haptics';
import { onKey } from '../../../platform/input';
import { heightsOf } from '../../../platform/measure';
import { timers } from '../../../platform/timers';
import type { DeliveryReport } from '../../../contract/delivery';
import { COPY_WORDING } from '../../../ui/copy-wording';
import { ownersSentence } from '../../../ui/wording/to-owner';
import { changedPaths } from '../../../ui/changed-paths';
import type { BarAction } from '../../view/bar-view';
import { customerSummary } from '../../view/customer-summary';
import { type DeliveryView, isNewTrouble, NOTHING_KNOWN } from '../../view/delivery-view';
import type { FreeArea } from '../../../map/map-fit';
import { isLatest } from '../../view/refresh-view';
import { componentOf } from '../component-of';
import { type PaneLayout, layoutAlone, layoutBeside } from './pane-layout';
import { type SheetPlace, type Stop, freeArea, sheetPlace, stopBeside } from './sheet-place';
import { type DeliveryWatch, NOTHING_TO_SHOW, watchDelivery } from './watch-delivery';

/** Layout until the window is measured. */
const NO_LAYOUT: PaneLayout = { isWide: false, pill: null, topSpace: 0 };
/** Parts that decide where the stops of the sheet are, see SheetSizes. */
const MEASURED = ['.pane', '.peek', '.until-rider', '.bar'];
/** Fields that change every second, too often to measure the sheet for each. */
const TICKING: readonly (keyof DeliveryView)[] = ['hero', 'freshness', 'stages', 'progress'];
/** Time for which 已是最新 is shown, ms. */
const LATEST_MS = 1000;

interface Running {
  readonly watch: DeliveryWatch;
  readonly stopTheme: () => void;
  stopKeys: (() => void) | null;
  /** Report on show when a person asked for a newer one; null while nobody waits for one. */
  refreshed: DeliveryReport | null;
  /** Timer that takes 已是最新 away; 0 without one. */
  latestTimer: number;
}

/** State of each pane, kept here because a component's own fields cannot be typed. */
const running = new WeakMap<object, Running>();

/**
 * Pane of one delivery: the map, and the sheet with the details over it. Each delivery needs a new
 * pane. Emits `back` (`idToCorrect`: the order id if it seems wrong, else empty), `choose`
 * (`orderId`: whole id of the order to show instead) and `remembered` (`orderId`: order whose new
 * data the phone has saved).
 */
Component({
  properties: {
    /** Order ids that the entered text may mean, the likeliest first. */
    orderIds: { type: Array, value: [] as readonly string[] },
    /** True for complete order ids: orders whose ids merely end in them are then ignored. */
    exact: { type: Boolean, value: false },
    /**
     * True for a pane beside the search, which can be closed; false for one on a page of its own.
     */
    beside: { type: Boolean, value: false },
    /** Width in px of a pane beside another list than that of the search; 0 beside the search. */
    width: { type: Number, value: 0 },
    /** True for a card over a map of its page, without one of its own. */
    card: { type: Boolean, value: false },
  },
  observers: {
    width() {
      if (running.has(this)) this.updateLayout();
    },
  },
  data: {
    ...NOTHING_KNOWN,
    isDesktop: isDesktop(),
    layout: NO_LAYOUT,
    /**
     * Colour of the dots during a pull to refresh. WeChat's default is black, which is invisible in
     * dark mode.
     */
    refresherStyle: 'black',
    /** Place of the sheet over the map; null where it lies beside, or is not measured yet. */
    place: null as SheetPlace | null,
    /** Height of the bar with the actions in px, which covers the end of the sheet. */
    barHeight: 0,
    /** Part of the map that pill and sheet leave free; null while the sheet covers the map. */
    free: null as FreeArea | null,
    /** Takes the content back to its top, whenever the number changes: both stand for the top. */
    scrollTop: 0,
    /** True for a moment after a refresh that brought nothing new. */
    isLatest: false,
    calling: false,
    ...NOTHING_TO_SHOW,
    /** Reason why the last text was not copied; empty when it was copied. */
    copyRefused: '',
  },
  lifetimes: {
    attached() {
      this.updateLayout();
      const watch = watchDelivery(
        this.data,
        (changed) => {
          this.show(changed);
        },
        (orderId) => {
          this.triggerEvent('remembered', { orderId });
        },
      );
      const stopTheme = onTheme((theme) => {
        this.setData({ refresherStyle: theme === 'dark' ? 'white' : 'black' });
      });
      running.set(this, { watch, stopTheme, stopKeys: null, refreshed: null, latestTimer: 0 });
      this.start();
    },
    detached() {
      this.stop();
      const pane = running.get(this);
      pane?.stopTheme();
      timers.clear(pane?.latestTimer ?? 0);
    },
  },
  pageLifetimes: {
    show() {
      this.start();
    },
    hide() {
      this.stop();
    },
    resize() {
      this.updateLayout();
    },
  },
  methods: {
    start() {
      const pane = running.get(this);
      if (pane === undefined) return;
      pane.stopKeys ??= onKey(({ key }) => {
        const { place } = this.data;
        if (place === null) return;
        if (key === 'ArrowUp') this.moveTo(stopBeside(place.stop, 1));
        if (key === 'ArrowDown') this.moveTo(stopBeside(place.stop, -1));
      });
      pane.watch.start();
    },
    stop() {
      const pane = running.get(this);
      if (pane === undefined) return;
      pane.stopKeys?.();
      pane.stopKeys = null;
      pane.watch.stop();
    },
    show(changed: Partial<DeliveryView>) {
      // Phase `failure` means that no delivery is shown any more: hide the rider's number, too.
      const lost = changed.phase === 'failure' ? NOTHING_TO_SHOW : {};
      if (isNewTrouble(this.data.headline, changed.headline)) vibrate();
      this.setData({ ...changedPaths(this.data, changed), ...lost }, () => {
        if (changed.scene) componentOf(this, 'rider-map')?.followScene();
        const fields = Object.keys(changed) as (keyof DeliveryView)[];
        if (fields.some((field) => !TICKING.includes(field))) void this.measure();
      });
      if (changed.refreshing === false) this.tellIfLatest();
    },
    updateLayout() {
      const window = windowSize();
      const { beside, width, card } = this.data;
      const layout = beside ? layoutBeside(window, width, card) : layoutAlone(window, capsule());
      this.setData({ layout }, () => {
        void this.measure();
      });
    },

    /** Measures what the sheet holds, and places it and the map accordingly. */
    async measure() {
      const [pane = 0, peek = 0, untilRider = 0, bar = 0] = await heightsOf(this, MEASURED);
      const { layout, phase } = this.data;
      const isOver = !layout.isWide && (phase === 'known' || phase === 'loading');
      const stop = this.data.place?.stop ?? 'middle';
      // Without a height the page is not drawn yet, or no longer.
      if (pane === 0) return;
      const sizes = { pane, peek, untilRider, bar };
      this.put(isOver ? sheetPlace(stop, sizes, layout) : null);
      if (bar !== this.data.barHeight) this.setData({ barHeight: bar });
    },
    put(place: SheetPlace | null) {
      const free = freeArea(this.data.layout, place);
      const before = JSON.stringify([this.data.place, this.data.free]);
      if (before !== JSON.stringify([place, free])) this.setData({ place, free });
    },
    moveTo(stop: Stop) {
      const { place, scrollTop } = this.data;
      if (place === null || place.stop === stop) return;
      const move = (): void => {
        const measured = this.data.place;
        if (measured !== null) this.put({ ...measured, stop });
      };
      // The content scrolls at the highest stop only: it goes back to its top before it cannot.
      if (place.stop === 'full') this.setData({ scrollTop: scrollTop === 0 ? -1 : 0 }, move);
      else move();
    },
    /** Heard from sheet-drag.wxs: the finger has left the sheet, which rests at another stop. */
    settle({ stop }: { readonly stop: Stop }) {
      this.moveTo(stop);
    },
    toggle() {
      const { place } = this.data;
      if (place !== null) this.moveTo(place.stop === 'full' ? 'middle' : stopBeside(place.stop, 1));
    },

    refresh() {
      const pane = running.get(this);
      if (pane === undefined) return;
      pane.refreshed = pane.watch.tracked().report;
      pane.watch.refresh();
    },
    /** Says 已是最新 for a moment if the refresh that has just ended brought nothing new. */
    tellIfLatest() {
      const pane = running.get(this);
      if (pane === undefined) return;
      const before = pane.refreshed;
      const { report, failure } = pane.watch.tracked();
      pane.refreshed = null;
      if (before === null || report === null || failure !== null) return;
      if (!isLatest(before, report)) return;
      timers.clear(pane.latestTimer);
      this.setData({ isLatest: true });
      pane.latestTimer = timers.set(() => {
        this.setData({ isLatest: false });
      }, LATEST_MS);
    },
    back() {
      this.triggerEvent('back', { idToCorrect: '' });
    },
    leaveProblem() {
      const { problem, orderId } = this.data;
      this.triggerEvent('back', { idToCorrect: problem?.isAboutOrderId === true ? orderId : '' });
    },
    choose({ detail }: OrderChoice) {
      this.triggerEvent('choose', detail);
    },
    /**
     * Looks up the typed text as a complete order id. The order on show was only found by its last
     * characters, and another order may have exactly that id.
     */
    chooseTyped() {
      this.triggerEvent('choose', { orderId: this.data.foundByEnd });
    },

    act({ detail }: ActionChoice) {
      if (detail.name === 'call') void this.call();
      if (detail.name === 'copy-summary') this.copySummary();
      if (detail.name === 'copy-waybill') void this.copy(this.data.waybillId);
    },
    async call() {
      const watch = running.get(this)?.watch;
      if (watch === undefined || this.data.calling) return;
      vibrate();
      this.setData({ calling: true, ...NOTHING_TO_SHOW });
      const outcome = await watch.call();
      this.setData({ calling: false, ...outcome }, () => {
        void this.measure();
      });
    },
    hideNumber() {
      this.setData({ shownNumber: '' }, () => {
        void this.measure();
      });
    },
    copySummary() {
      const tracked = running.get(this)?.watch.tracked();
      if (!tracked?.report) return;
      const { report, history } = tracked;
      void this.copy(customerSummary(report, history, serverClock.now()));
    },
    copyId({ detail }: CopyWish) {
      void this.copy(detail.text);
    },
    async copy(text: string) {
      const sentence = COPY_WORDING[await copyText(text)];
      const copyRefused = phoneMemory.role() === 'owner' ? ownersSentence(sentence) : sentence;
      if (copyRefused === '') vibrate();
      if (copyRefused === this.data.copyRefused) return;
      this.setData({ copyRefused }, () => {
        void this.measure();
      });
    },
  },
});

type OrderChoice = WechatMiniprogram.CustomEvent<{ readonly orderId: string }>;
type ActionChoice = WechatMiniprogram.CustomEvent<{ readonly name: BarAction['name'] }>;
type CopyWish = WechatMiniprogram.CustomEvent<{ readonly text: string }>;
