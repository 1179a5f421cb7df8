import type { AwaitedRow } from '../../../contract/board-api';
import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { copyText } from '../../../platform/clipboard';
import { capsule, isDesktop, onTheme, vibrate, windowSize } from '../../../platform/device';
import { type OrderEvent, onKey } from '../../../platform/input';
import { heightsOf } from '../../../platform/measure';
import { customerText } from '../../../ui/wording/customer-text';
import { sentenceForOwner } from '../../../ui/wording/failure-view';
import { showChanged } from '../../../ui/changed-paths';
import { ownState } from '../../../ui/own-state';
import { askedAgainWords } from '../../view/answer-view';
import type { BarAction } from '../../view/next-step-view';
import { orderOf } from '../../view/delivery-times';
import { type DeliveryView, NOTHING_KNOWN } from '../../view/delivery-view';
import type { FreeArea } from '../../../map/geometry';
import type { RiderMap } from '../rider-map/rider-map';
import {
  type PaneLayout,
  type SheetPlace,
  type Stop,
  freeArea,
  layoutAlone,
  layoutBeside,
  sheetPlace,
  stopBeside,
} from './pane-layout';
import type { DeliverySession } from '../../delivery-session';
import { NOTHING_TO_SHOW, callRider, watchDelivery } from './watch-delivery';

const NO_LAYOUT: PaneLayout = { isWide: false, pill: null, topSpace: 0 };
/** Elements whose heights decide where the stops of the sheet are, see SheetSizes. */
const MEASURED = ['.pane', '.peek', '.until-rider', '.bar', '.answer', '.summary', '.hint'];
/** Fields that change every second, too often to measure the sheet for each. */
const TICKING: readonly string[] = ['answer', 'hero', 'freshness', 'stages', 'progress'];

const paneOf = ownState(() => ({
  /** Null until the pane is attached. */
  session: null as DeliverySession | null,
  stopTheme: (): void => undefined,
  /** Null while the page is hidden. */
  stopKeys: null as (() => void) | null,
  /** True until the sheet has been measured a second time. */
  isUnsettled: false,
}));

/**
 * Pane of one delivery: the map, and the sheet over it. Emits `back` (`idToCorrect`: the order id
 * if it seems wrong, else empty), `choose` (`orderId`: whole id of the order to show instead),
 * `remembered` (`orderId`: order whose new data the phone has saved), `note` (知道了) and `takeoff`
 * (of a wrong label).
 */
Component({
  properties: {
    /** Order ids, and how they came to be: see OpenDelivery. */
    orderIds: { type: Array, value: [] as readonly string[] },
    exact: { type: Boolean, value: false },
    scanned: { type: Boolean, value: false },
    announced: { type: Boolean, value: false },
    /** Row on the board of an order that WeChat does not know; null without one. */
    awaited: { type: null, value: null as AwaitedRow | null },
    /** True while 知道了 is offered beside the other actions. */
    canNote: { type: Boolean, value: false },
    /** True where a computer's keys are heard, which the buttons then name. */
    hasKeys: { type: Boolean, value: false },
    /** True for a pane beside a list, which can be closed. */
    beside: { type: Boolean, value: false },
    /** Width in px of a pane beside another list than that of the search; 0 beside the search. */
    width: { type: Number, value: 0 },
    /** True for a card over the page's map. The pane then shows no map. */
    card: { type: Boolean, value: false },
  },
  observers: {
    awaited(awaited: AwaitedRow | null) {
      const askedAgain = askedAgainWords(awaited, serverClock.now());
      this.setData({ askedAgain, canTakeOff: awaited?.canTakeOff !== false });
    },
    width() {
      if (paneOf(this).session !== null) this.updateLayout();
    },
  },
  data: {
    ...NOTHING_KNOWN,
    askedAgain: askedAgainWords(null, 0),
    canTakeOff: true,
    isDesktop: isDesktop(),
    layout: NO_LAYOUT,
    /** Colour of the dots during a pull to refresh, which WeChat draws black in the dark, too. */
    refresherStyle: 'black',
    /** Place of the sheet over the map; null for a sheet beside it, or not measured yet. */
    place: null as SheetPlace | null,
    /** Height of the bar with the actions in px, which covers the end of the sheet. */
    barHeight: 0,
    /** Part of the map that pill and sheet leave free; null while the sheet covers the map. */
    free: null as FreeArea | null,
    /** Moves the content to its top at each change, between two numbers that both mean the top. */
    scrollTop: 0,
    calling: false,
    ...NOTHING_TO_SHOW,
    copyRefused: '',
  },
  lifetimes: {
    attached() {
      this.updateLayout();
      const pane = paneOf(this);
      pane.session = watchDelivery(
        this.data,
        (view) => {
          this.show(view);
        },
        (orderId) => {
          this.triggerEvent('remembered', { orderId });
        },
      );
      pane.stopTheme = onTheme((theme) => {
        this.setData({ refresherStyle: theme === 'dark' ? 'white' : 'black' });
      });
      this.start();
    },
    detached() {
      this.stop();
      paneOf(this).stopTheme();
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
      const pane = paneOf(this);
      pane.stopKeys ??= onKey(({ key }) => {
        if (key === 'ArrowUp') this.moveBy(1);
        if (key === 'ArrowDown') this.moveBy(-1);
      });
      pane.session?.start();
    },
    stop() {
      const pane = paneOf(this);
      pane.stopKeys?.();
      pane.stopKeys = null;
      pane.session?.stop();
    },
    show(view: DeliveryView) {
      const { headline, phase } = this.data;
      if (headline !== null && headline.tone !== 'bad' && view.headline?.tone === 'bad') vibrate();
      // Phase `failure` means that no delivery is shown any more: hide the rider's number, too.
      const isLost = view.phase === 'failure' && phase !== 'failure';
      showChanged(this, { ...view, ...(isLost && NOTHING_TO_SHOW) }, (fields) => {
        if (fields.includes('scene')) mapOf(this)?.followScene();
        const pane = paneOf(this);
        const isNew = fields.some((field) => !TICKING.includes(field));
        // Large text may wrap again a moment later, so the next drawing measures once more.
        if (isNew || pane.isUnsettled) void this.measure();
        pane.isUnsettled = isNew;
      });
    },
    updateLayout() {
      const window = windowSize();
      const { beside, width, card } = this.data;
      const layout = beside ? layoutBeside(window, width, card) : layoutAlone(window, capsule());
      this.setMeasured({ layout });
    },
    /** Sets data that may change heights. */
    setMeasured(changed: Record<string, unknown>) {
      this.setData(changed, () => {
        void this.measure();
      });
    },

    /** Measures the content of the sheet, and places sheet and map accordingly. */
    async measure() {
      const [pane = 0, peek = 0, untilRider = 0, bar = 0, head = 0, summary = 0, step = 0] =
        await heightsOf(this, MEASURED);
      const { layout, phase } = this.data;
      const isOver = !layout.isWide && (phase === 'known' || phase === 'loading');
      const stop = this.data.place?.stop ?? 'middle';
      // Without a height the page is not drawn yet, or no longer.
      if (pane === 0) return;
      const sizes = { pane, peek, untilRider, bar, head, summary, step };
      this.put(isOver ? sheetPlace(stop, sizes, layout) : null);
      if (bar !== this.data.barHeight) this.setData({ barHeight: bar });
    },
    put(place: SheetPlace | null) {
      const free = freeArea(this.data.layout, place);
      const before = JSON.stringify([this.data.place, this.data.free]);
      if (before !== JSON.stringify([place, free])) this.setData({ place, free });
    },
    /** Moves the sheet; sheet-drag.wxs calls it when the finger has left the sheet. */
    settle({ stop }: { readonly stop: Stop }) {
      const { place, scrollTop } = this.data;
      if (place === null || place.stop === stop) return;
      const move = (): void => {
        const measured = this.data.place;
        if (measured !== null) this.put({ ...measured, stop });
      };
      // The content scrolls at the highest stop only, so below that it goes back to its top.
      if (place.stop === 'full') this.setData({ scrollTop: scrollTop === 0 ? -1 : 0 }, move);
      else move();
    },
    moveBy(by: 1 | -1) {
      const { place } = this.data;
      if (place !== null) this.settle({ stop: stopBeside(place.stop, by) });
    },
    toggle() {
      this.moveBy(this.data.place?.stop === 'full' ? -1 : 1);
    },

    refresh() {
      paneOf(this).session?.refresh();
    },
    back() {
      this.triggerEvent('back', { idToCorrect: '' });
    },
    leaveProblem() {
      const { problem, orderId } = this.data;
      this.triggerEvent('back', { idToCorrect: problem?.isAboutOrderId === true ? orderId : '' });
    },
    choose({ detail }: OrderEvent) {
      this.triggerEvent('choose', detail);
    },
    /** Looks up the typed text as a whole id. The shown order was found by the end of its id. */
    chooseTyped() {
      this.triggerEvent('choose', { orderId: this.data.foundByEnd });
    },

    takeOff() {
      this.triggerEvent('takeoff', { orderId: this.data.orderId });
    },
    act({ detail }: ActionChoice) {
      if (detail.name === 'take-note') this.triggerEvent('note', { orderId: this.data.orderId });
      if (detail.name === 'call') void this.call();
      if (detail.name === 'copy-summary') this.copySummary();
      if (detail.name === 'copy-waybill') void this.copy(this.data.waybillId);
    },
    async call() {
      const { calling, orderId } = this.data;
      if (calling) return;
      vibrate();
      this.setData({ calling: true, ...NOTHING_TO_SHOW });
      const outcome = await callRider(orderId, () => paneOf(this).stopKeys !== null);
      this.setMeasured({ calling: false, ...outcome });
    },
    hideNumber() {
      this.setMeasured({ shownNumber: '' });
    },
    copySummary() {
      const tracked = paneOf(this).session?.tracked();
      if (!tracked?.report) return;
      const order = orderOf(tracked.report, tracked.history);
      void this.copy(customerText(order, serverClock.now()));
    },
    copyId({ detail }: CopyWish) {
      void this.copy(detail.text);
    },
    async copy(text: string) {
      const sentence = await copyText(text);
      const copyRefused = phoneMemory.role() === 'owner' ? sentenceForOwner(sentence) : sentence;
      if (copyRefused === '') vibrate();
      if (copyRefused !== this.data.copyRefused) this.setMeasured({ copyRefused });
    },
  },
});

function mapOf(pane: { selectComponent(selector: string): unknown }): RiderMap | null {
  // Cast, because WeChat's typings do not know the type of the selected component.
  return pane.selectComponent('#rider-map') as RiderMap | null;
}

type ActionChoice = WechatMiniprogram.CustomEvent<{ readonly name: BarAction['name'] }>;
type CopyWish = WechatMiniprogram.CustomEvent<{ readonly text: string }>;
