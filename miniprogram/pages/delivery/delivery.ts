import { phoneMemory } from '../../services/phone-memory';
import { onKey } from '../../platform/input';
import {
  canGoBack,
  goBack,
  goToTab,
  isExact,
  orderIdsOf,
  replaceByDeliveryPage,
} from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { lookedUpAbove, readOrderEntry } from '../../search/looked-up';
import { NO_KEYS, withKey, withoutOld } from '../../search/typed-keys';
import type { KeyPress } from '../../search/key-press';
import { keyPress } from '../../search/key-press';
import { TWO_PANES_FROM_PX } from '../../styles/widths';

/** 配送: one delivery, opened with the order ids that may be meant. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    /** Null until the page has been told; none where a link lacks one. */
    orderIds: null as readonly string[] | null,
    /** They are whole ones, whatever other ids end so. */
    exact: false,
  },
  keys: NO_KEYS,
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    this.setData({ orderIds: orderIdsOf(query), exact: isExact(query) });
  },
  onShow() {
    this.stopKeys ??= onKey((key) => {
      this.pressed(keyPress(key, Date.now()));
    });
  },
  onHide() {
    this.rest();
  },
  onUnload() {
    this.rest();
  },
  /** A window that has become wide has room for it beside the search that it was opened from. */
  onResize({ size }) {
    if (size.windowWidth >= TWO_PANES_FROM_PX && canGoBack()) goBack();
  },
  rest() {
    this.stopKeys?.();
    this.stopKeys = null;
  },
  /** Looks up what a scanner has typed. Without its Enter, keys do nothing: nobody sees them. */
  pressed(press: KeyPress) {
    const typed = withoutOld(this.keys, press.at);
    this.keys = withKey(typed, press);
    if (press.key === 'Escape') goBack();
    if (press.key === 'Enter') this.lookUp(typed.text);
  },
  lookUp(text: string) {
    this.keys = NO_KEYS;
    const entry = readOrderEntry(text);
    if (!entry.ok) return;
    const { orderIds } = entry;
    lookedUpAbove.latest = { orderIds, text, keptBefore: phoneMemory.timesKept() };
    replaceByDeliveryPage(orderIds, false);
  },
  chosen({ detail }: WechatMiniprogram.CustomEvent<{ readonly orderId: string }>) {
    replaceByDeliveryPage([detail.orderId], true);
  },
  back: goBack,
  search() {
    goToTab('search');
  },
});
