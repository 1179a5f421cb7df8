import { takeOffOrder } from '../../services/board-calls';
import { phoneMemory } from '../../services/phone-memory';
import { type KeyPress, type OrderEvent, onKey } from '../../platform/input';
import {
  canGoBack,
  goBack,
  goToTab,
  openedBy,
  replaceByDeliveryPage,
} from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { lookedUpOnDeliveryPage, readOrderEntry } from '../../search/looked-up';
import { NO_KEYS, typedUpTo, withKey } from '../../ui/typed-keys';
import { TWO_PANES_FROM_PX } from '../../styles/widths';

/** Page 配送 with one delivery. Its URL contains the order ids that the entered text may mean. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    /** Order ids in the page's address; null before they are read, empty when a link has none. */
    orderIds: null as readonly string[] | null,
    exact: false,
    scanned: false,
    announced: false,
  },
  keys: NO_KEYS,
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    this.setData(openedBy(query));
  },
  onShow() {
    this.stopKeys ??= onKey((press) => {
      this.handleKey(press);
    });
  },
  onHide() {
    this.stopKeys?.();
    this.stopKeys = null;
  },
  onUnload() {
    void this.onHide();
  },
  /** Returns to page 查单 when the window becomes wide enough to show search and delivery there. */
  onResize({ size }) {
    if (size.windowWidth >= TWO_PANES_FROM_PX && canGoBack()) goBack();
  },
  /** Looks up, at Enter, the text that a scanner has typed; Escape goes back. */
  handleKey(press: KeyPress) {
    const text = typedUpTo(this.keys, press);
    this.keys = withKey(this.keys, press);
    if (press.key === 'Escape') goBack();
    if (press.key === 'Enter') this.lookUp(text);
  },
  lookUp(text: string) {
    this.keys = NO_KEYS;
    const entry = readOrderEntry(text);
    if (!entry.ok) return;
    const { orderIds } = entry;
    lookedUpOnDeliveryPage.latest = { orderIds, text, keptBefore: phoneMemory.timesKept() };
    replaceByDeliveryPage(orderIds, false);
  },
  openChosen({ detail }: OrderEvent) {
    replaceByDeliveryPage([detail.orderId], true);
  },
  back: goBack,
  /** Takes a wrong label off the board, and goes back there, where it stays if that has failed. */
  async takeOff({ detail }: OrderEvent) {
    await takeOffOrder(detail.orderId);
    goBack();
  },
  search() {
    goToTab('search');
  },
});
