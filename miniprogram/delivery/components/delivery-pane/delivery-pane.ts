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
/** Elements whose heights decide at which heights the sheet can rest (see SheetSizes). */
const MEASURED_PARTS = ['.pane', '.peek', '.until-rider', '.bar', '.answer', '.summary', '.hint'];
/** Fields that change every second. Their changes do not cause a new measurement of the sheet. */
const TICKING_FIELDS: readonly string[] = ['answer', 'hero', 'freshness', 'stages', 'progress'];

const paneStateOf = ownState(() => ({
  /** Session of the shown delivery; null until the pane is attached. */
  session: null as DeliverySession | null,
  stopTheme: (): void => undefined,
  /** Stops listening to keys; null while the page is hidden. */
  stopKeys: null as (() => void) | null,
  /** True after a change that may alter heights. They are measured again after the next drawing. */
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
    /** Order ids that the person may mean, and how the person entered them (see OpenDelivery). */
    orderIds: { type: Array, value: [] as readonly string[] },
    exact: { type: Boolean, value: false },
    scanned: { type: Boolean, value: false },
    announced: { type: Boolean, value: false },
    /** Order's row on the board while WeChat does not have the order (`awaited`); else null. */
    awaited: { type: null, value: null as AwaitedRow | null },
    /** True to offer the action 知道了 beside the other actions. */
    canNote: { type: Boolean, value: false },
    /** True where the page listens to a keyboard. The buttons then show their keys. */
    hasKeys: { type: Boolean, value: false },
    /** True for a pane beside a list. Its back button closes the pane. */
    beside: { type: Boolean, value: false },
    /** Width (px) of a pane on the board; 0 for a pane beside the search. */
    width: { type: Number, value: 0 },
    /** True for a card over the board's map. The pane then has no map of its own. */
    card: { type: Boolean, value: false },
  },
  observers: {
    awaited(awaited: AwaitedRow | null) {
      const nextLookUp = nextLookUpWords(awaited, serverClock.now());
      this.setData({ nextLookUp, canTakeOff: awaited?.canTakeOff !== false });
    },
    width() {
      if (paneStateOf(this).session !== null) this.updateLayout();
    },
  },
  data: {
    ...EMPTY_DELIVERY_VIEW,
    nextLookUp: nextLookUpWords(null, 0),
    canTakeOff: true,
    isDesktop: isDesktop(),
    layout: INITIAL_LAYOUT,
    /** Colour of the dots that WeChat shows during a pull to refresh; black by default. */
    refresherStyle: 'black',
    /** Place of the sheet over the map; null if it is beside the map, or not measured yet. */
    place: null as SheetPlace | null,
    /** Height in px of the bar with the actions, which lies over the end of the sheet. */
    barHeight: 0,
    /** Part of the map that the order pill and the sheet leave free; null if there is none. */
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
      // In phase `failure` no delivery is shown, so the rider's number is hidden, too.
      const isLost = view.phase === 'failure' && phase !== 'failure';
      showChanged(this, { ...view, ...(isLost && NO_CALL_OUTCOME) }, (changedFields) => {
        if (changedFields.includes('scene')) riderMapOf(this)?.followScene();
        const pane = paneStateOf(this);
        const mayChangeHeights = changedFields.some((field) => !TICKING_FIELDS.includes(field));
        // Large text may wrap only after this drawing, so the next drawing measures heights again.
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
    /** Sets data that may change heights, and then measures the sheet again. */
    setMeasured(changedData: Record<string, unknown>) {
      this.setData(changedData, () => {
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
      // A pane without a height is not drawn yet, or has been removed.
      if (pane === 0) return;
      const sizes = { pane, peek, untilRider, bar, head, summary, step };
      this.setPlace(isOver ? placeSheet(stop, sizes, layout) : null);
      if (bar !== this.data.barHeight) this.setData({ barHeight: bar });
    },
    setPlace(place: SheetPlace | null) {
      const freeArea = freeMapArea(this.data.layout, place);
      const oldValues = JSON.stringify([this.data.place, this.data.free]);
      if (oldValues !== JSON.stringify([place, freeArea])) this.setData({ place, free: freeArea });
    },
    /** Moves the sheet to a stop; sheet-drag.wxs calls it when the finger has left the sheet. */
    settle({ stop }: { readonly stop: SheetStop }) {
      const { place, scrollTop } = this.data;
      if (place === null || place.stop === stop) return;
      const move = (): void => {
        const latestPlace = this.data.place;
        if (latestPlace !== null) this.setPlace({ ...latestPlace, stop });
      };
      // Content scrolls only at the highest stop, so it goes to its top before the sheet sinks.
      if (place.stop === 'full') this.setData({ scrollTop: scrollTop === 0 ? -1 : 0 }, move);
      else move();
    },
    moveBy(step: 1 | -1) {
      const { place } = this.data;
      if (place !== null) this.settle({ stop: stopBeside(place.stop, step) });
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
    /** Looks the typed text up as a whole order id, since the shown order's id only ends in it. */
    chooseTyped() {
      this.triggerEvent('choose', { orderId: this.data.foundByEnd });
    },

    takeOff() {
      this.triggerEvent('takeoff', { orderId: this.data.orderId });
    },
    act({ detail }: ActionEvent) {
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
      const delivery = paneStateOf(this).session?.trackedDelivery();
      if (!delivery?.report) return;
      const order = orderOf(delivery.report, delivery.history);
      void this.copy(customerText(order, serverClock.now()));
    },
    copyId({ detail }: CopyEvent) {
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

type ActionEvent = WechatMiniprogram.CustomEvent<{ readonly name: BarAction['name'] }>;
type CopyEvent = WechatMiniprogram.CustomEvent<{ readonly text: string }>;
