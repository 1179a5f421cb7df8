import { takeOffOrder } from '../../services/board-calls';
import { phoneMemory } from '../../services/phone-memory';
import { type KeyPress, type OrderEvent, listenForKeys } from '../../platform/input';
import {
  canGoBack,
  goBack,
  goToTab,
  readDeliveryQuery,
  replaceByDeliveryPage,
} from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { lookedUpOnDeliveryPage, readOrderEntry } from '../../search/looked-up';
import { NO_KEYS, runEndedBy, withKey } from '../../ui/typed-keys';
import { TWO_PANES_FROM_PX } from '../../styles/widths';

/** Page 配送: one delivery. The page's URL lists all order ids that the entered text may mean. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    /** Order ids in the page's URL; null before the URL is read, empty if the URL has none. */
    orderIds: null as readonly string[] | null,
    exact: false,
    scanned: false,
    announced: false,
  },
  keys: NO_KEYS,
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    this.setData(readDeliveryQuery(query));
  },
  onShow() {
    this.stopKeys ??= listenForKeys((press) => {
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
  /** Goes back to page 查单 when the window is wide enough to show search and delivery there. */
  onResize({ size }) {
    if (size.windowWidth >= TWO_PANES_FROM_PX && canGoBack()) goBack();
  },
  /** Handles keys: Enter looks up the text that a scanner has typed; Escape goes back. */
  handleKey(press: KeyPress) {
    const text = runEndedBy(this.keys, press);
    this.keys = withKey(this.keys, press);
    if (press.key === 'Escape') goBack();
    if (press.key === 'Enter') this.lookUp(text);
  },
  lookUp(text: string) {
    this.keys = NO_KEYS;
    const orderEntry = readOrderEntry(text);
    if (!orderEntry.ok) return;
    const { orderIds } = orderEntry;
    lookedUpOnDeliveryPage.latest = { orderIds, text, savedBefore: phoneMemory.reportsSaved() };
    replaceByDeliveryPage(orderIds, false);
  },
  openChosen({ detail }: OrderEvent) {
    replaceByDeliveryPage([detail.orderId], true);
  },
  back: goBack,
  /** Takes an order that was scanned by mistake off the board, and goes back a page. */
  async takeOff({ detail }: OrderEvent) {
    await takeOffOrder(detail.orderId);
    goBack();
  },
  goToSearch() {
    goToTab('search');
  },
});
