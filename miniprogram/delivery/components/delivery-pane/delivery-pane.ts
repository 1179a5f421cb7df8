import { serverClock } from '../../../services/phone-memory';
import { copyText } from '../../../platform/clipboard';
import { capsule, onTheme, windowWidth } from '../../../platform/device';
import { onKey } from '../../../platform/input';
import { COPY_WORDING } from '../../../ui/copy-wording';
import { customerSummary } from '../../view/customer-summary';
import { NOTHING_KNOWN } from '../../view/delivery-view';
import { componentOf } from '../component-of';
import type { PaneLayout } from './pane-layout';
import { layoutAlone, layoutBeside, isPulledUp } from './pane-layout';
import type { DeliveryWatch } from './watch-delivery';
import { NOTHING_TO_TELL, watchDelivery } from './watch-delivery';

/** Until it is laid out. */
const NO_LAYOUT: PaneLayout = { isWide: false, pill: null, clear: 0 };

interface Running {
  readonly watch: DeliveryWatch;
  readonly stopTheme: () => void;
  stopKeys: (() => void) | null;
  /** Where the finger took the sheet, px from the top of the window; null while none holds it. */
  grabbedAt: number | null;
}

/** Of each pane on the phone: a component's own fields cannot be typed. */
const running = new WeakMap<object, Running>();

/**
 * Where one delivery stands and where its rider is: the map and the sheet over it. One pane, one
 * delivery: another needs a pane of its own. Emits `back` with the order id `toMend` where that was
 * wrong (else empty), `choose` with the whole `orderId` that was meant where several orders end in
 * the one that was given, `remembered` with the `orderId` that was found when the phone's memory
 * holds something new, and `forgotten` when it holds nothing any more.
 */
Component({
  properties: {
    /** The order ids that may be meant, the likeliest first. */
    orderIds: { type: Array, value: [] as readonly string[] },
    /** They are whole ones, whatever other ids end so. */
    exact: { type: Boolean, value: false },
    /** The pane stands beside the search, and is closed instead of left. */
    beside: { type: Boolean, value: false },
  },
  data: {
    ...NOTHING_KNOWN,
    layout: NO_LAYOUT,
    /** Of the dots that a pull shows: WeChat's own are black, and are not seen on a dark ground. */
    refresherStyle: 'black',
    /** The sheet is pulled up over the map. */
    isUp: false,
    calling: false,
    ...NOTHING_TO_TELL,
    /** Why the last text was not copied; empty when it was. */
    copyRefused: '',
  },
  lifetimes: {
    attached() {
      this.lieOut();
      const watch = watchDelivery(
        this.data,
        (changed) => {
          // A number on show goes with the data that it belongs to.
          const lost = changed.phase === 'failure' ? NOTHING_TO_TELL : {};
          this.setData({ ...changed, ...lost }, () => {
            if (changed.scene) componentOf(this, 'rider-map')?.moved();
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
      this.lieOut();
    },
  },
  methods: {
    start() {
      const pane = running.get(this);
      if (pane === undefined) return;
      pane.stopKeys ??= onKey(({ key }) => {
        if (key === 'ArrowUp') this.setData({ isUp: true });
        if (key === 'ArrowDown') this.setData({ isUp: false });
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
    lieOut() {
      const width = windowWidth();
      const layout = this.data.beside ? layoutBeside(width) : layoutAlone(width, capsule());
      this.setData({ layout });
    },

    toggle() {
      this.setData({ isUp: !this.data.isUp });
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
      this.setData({ isUp });
    },

    refresh() {
      running.get(this)?.watch.refresh();
    },
    back() {
      this.triggerEvent('back', { toMend: '' });
    },
    leaveProblem() {
      const { problem, orderId } = this.data;
      this.triggerEvent('back', { toMend: problem?.isAboutOrderId === true ? orderId : '' });
    },
    choose({ detail }: OrderChoice) {
      this.triggerEvent('choose', detail);
    },
    /** The order that was found only ends so: another may be called so. */
    chooseTyped() {
      this.triggerEvent('choose', { orderId: this.data.foundByEnd });
    },

    async call() {
      const watch = running.get(this)?.watch;
      if (watch === undefined || this.data.calling) return;
      this.setData({ calling: true, ...NOTHING_TO_TELL });
      this.setData({ calling: false, ...(await watch.call()) });
    },
    hideNumber() {
      this.setData({ shownNumber: '' });
    },
    copySummary() {
      const report = running.get(this)?.watch.tracked().report;
      if (report) void this.copy(customerSummary(report, serverClock.now()));
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
