import type { AwaitedRow } from '../../../contract/board-api';
import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { copyText } from '../../../platform/clipboard';
import { capsule, isDesktop, watchTheme, vibrate, windowSize } from '../../../platform/device';
import { type OrderEvent, listenForKeys } from '../../../platform/input';
import { heightsOf } from '../../../platform/measure';
import { customerText } from '../../../ui/wording/customer-text';
import { sentenceForOwner } from '../../../ui/wording/failure-view';
import { showChanged } from '../../../ui/changed-paths';
import { ownState } from '../../../ui/own-state';
import { nextLookUpWords } from '../../view/answer-view';
import type { BarAction } from '../../view/next-step-view';
import { orderOf } from '../../view/delivery-times';
import { type DeliveryView, EMPTY_DELIVERY_VIEW } from '../../view/delivery-view';
import type { FreeArea } from '../../../map/geometry';
import type { RiderMap } from '../rider-map/rider-map';
import {
  type PaneLayout,
  type SheetPlace,
  type SheetStop,
  freeMapArea,
  layoutOnPage,
  layoutBeside,
  placeSheet,
  stopBeside,
} from './pane-layout';
import type { DeliverySession } from '../../delivery-session';
import { NO_CALL_OUTCOME, callRider, createDeliverySession } from './watch-delivery';

const INITIAL_LAYOUT: PaneLayout = { isWide: false, pill: null, topSpace: 0 };
/** Elements whose heights decide at which heights the sheet can rest, see SheetSizes. */
const MEASURED_PARTS = ['.pane', '.peek', '.until-rider', '.bar', '.answer', '.summary', '.hint'];
/** Fields that change every second. Their changes do not cause a new measurement of the sheet. */
const TICKING_FIELDS: readonly string[] = ['answer', 'hero', 'freshness', 'stages', 'progress'];

const paneStateOf = ownState(() => ({
  /** Null until the pane is attached. */
  session: null as DeliverySession | null,
  stopTheme: (): void => undefined,
  /** Stops listening to keys; null while the page is hidden. */
  stopKeys: null as (() => void) | null,
  /** True after a change that may alter heights, until the next drawing has measured again. */
  isUnsettled: false,
}));

/**
 * Pane of one delivery: the map, and the sheet over it. Emits `back` (`idToCorrect`: the order id
 * if it seems wrong, else empty), `choose` (`orderId`: the whole id of the order to show instead),
 * `remembered` (`orderId`: the order whose new data the phone has saved), `note` for 知道了, and
 * `takeoff` to take a wrong label off the board.
 */
Component({
  properties: {
    /** Order ids that the person may mean, and how they were entered: see OpenDelivery. */
    orderIds: { type: Array, value: [] as readonly string[] },
    exact: { type: Boolean, value: false },
    scanned: { type: Boolean, value: false },
    announced: { type: Boolean, value: false },
    /** Row on the board of an order that WeChat does not know; null if there is no such row. */
    awaited: { type: null, value: null as AwaitedRow | null },
    /** True to offer 知道了 beside the other actions. */
    canNote: { type: Boolean, value: false },
    /** True where the page hears a computer's keys. The buttons then name their keys. */
    hasKeys: { type: Boolean, value: false },
    /** True for a pane beside a list, which can be closed. */
    beside: { type: Boolean, value: false },
    /** Width (px) of a pane on the board; 0 for a pane beside the search. */
    width: { type: Number, value: 0 },
    /** True for a card over the board's map. The pane then has no map of its own. */
    card: { type: Boolean, value: false },
  },
  observers: {
    awaited(awaited: AwaitedRow | null) {
      const askedAgain = nextLookUpWords(awaited, serverClock.now());
      this.setData({ askedAgain, canTakeOff: awaited?.canTakeOff !== false });
    },
    width() {
      if (paneStateOf(this).session !== null) this.updateLayout();
    },
  },
  data: {
    ...EMPTY_DELIVERY_VIEW,
    askedAgain: nextLookUpWords(null, 0),
    canTakeOff: true,
    isDesktop: isDesktop(),
    layout: INITIAL_LAYOUT,
    /** Colour of WeChat's dots during a pull to refresh. The default is black, also in the dark. */
    refresherStyle: 'black',
    /** Place of the sheet over the map; null for a sheet beside the map, or not measured yet. */
    place: null as SheetPlace | null,
    /** Height in px of the bar with the actions, which lies over the end of the sheet. */
    barHeight: 0,
    /** Part of the map that pill and sheet do not cover; null while the sheet covers all of it. */
    free: null as FreeArea | null,
    /** Scroll position of the content. 0 and -1 both mean the top: each change scrolls there. */
    scrollTop: 0,
    calling: false,
    ...NO_CALL_OUTCOME,
    copyRefused: '',
  },
  lifetimes: {
    attached() {
      this.updateLayout();
      const pane = paneStateOf(this);
      pane.session = createDeliverySession(
        this.data,
        (view) => {
          this.show(view);
        },
        (orderId) => {
          this.triggerEvent('remembered', { orderId });
        },
      );
      pane.stopTheme = watchTheme((theme) => {
        this.setData({ refresherStyle: theme === 'dark' ? 'white' : 'black' });
      });
      this.start();
    },
    detached() {
      this.stop();
      paneStateOf(this).stopTheme();
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
      const pane = paneStateOf(this);
      pane.stopKeys ??= listenForKeys(({ key }) => {
        if (key === 'ArrowUp') this.moveBy(1);
        if (key === 'ArrowDown') this.moveBy(-1);
      });
      pane.session?.start();
    },
    stop() {
      const pane = paneStateOf(this);
      pane.stopKeys?.();
      pane.stopKeys = null;
      pane.session?.stop();
    },
    show(view: DeliveryView) {
      const { headline, phase } = this.data;
      if (headline !== null && headline.tone !== 'bad' && view.headline?.tone === 'bad') vibrate();
      // In phase `failure` no delivery is shown any more, so the rider's number is hidden, too.
      const isLost = view.phase === 'failure' && phase !== 'failure';
      showChanged(this, { ...view, ...(isLost && NO_CALL_OUTCOME) }, (fields) => {
        if (fields.includes('scene')) riderMapOf(this)?.followScene();
        const pane = paneStateOf(this);
        const mayChangeHeights = fields.some((field) => !TICKING_FIELDS.includes(field));
        // Large text may wrap only after this drawing, so the next drawing measures once more.
        if (mayChangeHeights || pane.isUnsettled) void this.measure();
        pane.isUnsettled = mayChangeHeights;
      });
    },
    updateLayout() {
      const window = windowSize();
      const { beside, width, card } = this.data;
      const layout = beside ? layoutBeside(window, width, card) : layoutOnPage(window, capsule());
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
        await heightsOf(this, MEASURED_PARTS);
      const { layout, phase } = this.data;
      const isOver = !layout.isWide && (phase === 'known' || phase === 'loading');
      const stop = this.data.place?.stop ?? 'middle';
      // Without a height, the pane is not drawn yet, or has been removed.
      if (pane === 0) return;
      const sizes = { pane, peek, untilRider, bar, head, summary, step };
      this.setPlace(isOver ? placeSheet(stop, sizes, layout) : null);
      if (bar !== this.data.barHeight) this.setData({ barHeight: bar });
    },
    setPlace(place: SheetPlace | null) {
      const free = freeMapArea(this.data.layout, place);
      const before = JSON.stringify([this.data.place, this.data.free]);
      if (before !== JSON.stringify([place, free])) this.setData({ place, free });
    },
    /** Moves the sheet; sheet-drag.wxs calls it when the finger has left the sheet. */
    settle({ stop }: { readonly stop: SheetStop }) {
      const { place, scrollTop } = this.data;
      if (place === null || place.stop === stop) return;
      const move = (): void => {
        const measured = this.data.place;
        if (measured !== null) this.setPlace({ ...measured, stop });
      };
      // The content scrolls only at the highest stop. At the others it goes back to its top.
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
      paneStateOf(this).session?.refresh();
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
    /** Looks up the typed text as a whole order id. The shown order's id merely ends in it. */
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
      this.setData({ calling: true, ...NO_CALL_OUTCOME });
      const outcome = await callRider(orderId, () => paneStateOf(this).stopKeys !== null);
      this.setMeasured({ calling: false, ...outcome });
    },
    hideNumber() {
      this.setMeasured({ shownNumber: '' });
    },
    copySummary() {
      const tracked = paneStateOf(this).session?.trackedDelivery();
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

function riderMapOf(pane: { selectComponent(selector: string): unknown }): RiderMap | null {
  // Cast, because WeChat's typings do not know the type of the selected component.
  return pane.selectComponent('#rider-map') as RiderMap | null;
}

type ActionChoice = WechatMiniprogram.CustomEvent<{ readonly name: BarAction['name'] }>;
type CopyWish = WechatMiniprogram.CustomEvent<{ readonly text: string }>;
