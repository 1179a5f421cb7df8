import { serverClock } from '../../../services/phone-memory';
import { copyText } from '../../../platform/clipboard';
import { capsule, onTheme, windowWidth } from '../../../platform/device';
import { onKey } from '../../../platform/input';
import { COPY_WORDING } from '../../../ui/copy-wording';
import { changedPaths } from '../../view/changed-paths';
import { customerSummary } from '../../view/customer-summary';
import { NOTHING_KNOWN } from '../../view/delivery-view';
import { componentOf } from '../component-of';
import type { PaneLayout } from './pane-layout';
import { freeArea, layoutAlone, layoutBeside, isPulledUp } from './pane-layout';
import type { DeliveryWatch } from './watch-delivery';
import { NOTHING_TO_SHOW, watchDelivery } from './watch-delivery';

/** Layout until the window is measured. */
const NO_LAYOUT: PaneLayout = { isWide: false, pill: null, topSpace: 0 };

interface Running {
  readonly watch: DeliveryWatch;
  readonly stopTheme: () => void;
  stopKeys: (() => void) | null;
  /**
   * Y position of the finger at the start of a drag, in px from the top of the window; null while
   * nothing is dragged.
   */
  grabbedAt: number | null;
}

/** State of each pane, kept here because a component's own fields cannot be typed. */
const running = new WeakMap<object, Running>();

/**
 * Pane of one delivery: the map, and the sheet with the details over it. Each delivery needs a new
 * pane. Emits `back` (`idToCorrect`: the order id if it seems wrong, else empty), `choose`
 * (`orderId`: whole id of the order to show instead), `remembered` (`orderId`: order whose new data
 * the phone has saved) and `forgotten` when the phone has deleted all shop data.
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
  },
  data: {
    ...NOTHING_KNOWN,
    layout: NO_LAYOUT,
    /** Part of the map that pill and sheet leave free; null while the sheet covers the map. */
    free: freeArea(NO_LAYOUT, false),
    /**
     * Colour of the dots during a pull to refresh. WeChat's default is black, which is invisible in
     * dark mode.
     */
    refresherStyle: 'black',
    /** True while the sheet is pulled up over the map. */
    isUp: false,
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
          // Phase `failure` means that no delivery is shown any more: hide the rider's number, too.
          const lost = changed.phase === 'failure' ? NOTHING_TO_SHOW : {};
          this.setData({ ...changedPaths(this.data, changed), ...lost }, () => {
            if (changed.scene) componentOf(this, 'rider-map')?.followScene();
          });
        },
        (orderId) => {
          this.triggerEvent('remembered', { orderId });
        },
        () => {
          this.triggerEvent('forgotten');
        },
      );
      const stopTheme = onTheme((theme) => {
        this.setData({ refresherStyle: theme === 'dark' ? 'white' : 'black' });
      });
      running.set(this, { watch, stopTheme, stopKeys: null, grabbedAt: null });
      this.start();
    },
    detached() {
      this.stop();
      running.get(this)?.stopTheme();
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
        if (key === 'ArrowUp') this.pull(true);
        if (key === 'ArrowDown') this.pull(false);
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
    updateLayout() {
      const width = windowWidth();
      const layout = this.data.beside ? layoutBeside(width) : layoutAlone(width, capsule());
      this.setData({ layout, free: freeArea(layout, this.data.isUp) });
    },
    pull(isUp: boolean) {
      this.setData({ isUp, free: freeArea(this.data.layout, isUp) });
    },

    toggle() {
      this.pull(!this.data.isUp);
    },
    grab({ touches }: WechatMiniprogram.TouchEvent) {
      const pane = running.get(this);
      if (pane !== undefined) pane.grabbedAt = touches[0]?.clientY ?? null;
    },
    drag({ touches }: WechatMiniprogram.TouchEvent) {
      const pane = running.get(this);
      const y = touches[0]?.clientY;
      if (pane === undefined || pane.grabbedAt === null || y === undefined) return;
      const isUp = isPulledUp(y - pane.grabbedAt, this.data.isUp);
      if (isUp === this.data.isUp) return;
      pane.grabbedAt = null;
      this.pull(isUp);
    },

    refresh() {
      running.get(this)?.watch.refresh();
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

    async call() {
      const watch = running.get(this)?.watch;
      if (watch === undefined || this.data.calling) return;
      this.setData({ calling: true, ...NOTHING_TO_SHOW });
      this.setData({ calling: false, ...(await watch.call()) });
    },
    hideNumber() {
      this.setData({ shownNumber: '' });
    },
    copySummary() {
      const tracked = running.get(this)?.watch.tracked();
      if (!tracked?.report) return;
      const { report, history } = tracked;
      void this.copy(customerSummary(report, history, serverClock.now()));
    },
    copyOrderId() {
      void this.copy(this.data.orderId);
    },
    copyWaybillId() {
      void this.copy(this.data.waybillId);
    },
    async copy(text: string) {
      const copyRefused = COPY_WORDING[await copyText(text)];
      if (copyRefused !== this.data.copyRefused) this.setData({ copyRefused });
    },
  },
});

type OrderChoice = WechatMiniprogram.CustomEvent<{ readonly orderId: string }>;
