import { phoneMemory, serverClock } from '../../phone-memory';
import { isDesktop } from '../../platform/device';
import { confirm } from '../../platform/dialog';
import { openDeliveryPage, sharedTextOf } from '../../platform/navigation';
import { canScan, scan } from '../../platform/scanner';
import { timers } from '../../platform/timers';
import { readOrderEntry } from '../../search/order-entry';
import type { RecentRow } from '../../search/recents-view';
import { recentRows } from '../../search/recents-view';

const AGES_EVERY_MS = 5000;

/** 查单: an order id in, by keyboard, scanner, camera or link; below it the orders that were looked up before. */
Page({
  data: {
    text: '',
    /** Why the text is no order id; empty when it may be one. */
    reason: '',
    recents: [] as readonly RecentRow[],
    scannable: false,
    focused: false,
    selectionStart: -1,
    selectionEnd: -1,
  },
  ticking: 0,
  /** The order ids last looked up from the field. */
  lookedUp: [] as readonly string[],

  onLoad(query) {
    this.setData({ scannable: canScan() });
    const linked = sharedTextOf(query);
    if (linked !== '') this.lookUp(linked);
  },
  onShow() {
    this.tick();
    this.makeRoomForTheNext();
  },
  onHide() {
    timers.clear(this.ticking);
  },
  onUnload() {
    timers.clear(this.ticking);
  },

  typed({ detail }: WechatMiniprogram.Input) {
    this.setData({ text: detail.value, reason: '' });
  },
  /** Enter, also from a scanner that types: its last characters may not have been reported yet. */
  confirmed({ detail }: WechatMiniprogram.InputConfirm) {
    this.lookUp(detail.value);
  },
  submitted() {
    this.lookUp(this.data.text);
  },
  async scan() {
    const scanned = await scan();
    if (scanned !== null) this.lookUp(scanned);
  },
  lookUp(raw: string) {
    const entry = readOrderEntry(raw);
    this.setData({ text: raw, reason: entry.ok ? '' : entry.reason });
    if (!entry.ok) return;
    this.lookedUp = entry.orderIds;
    openDeliveryPage(entry.orderIds);
  },

  clearText() {
    this.setData({ text: '', reason: '', focused: true });
  },
  left() {
    this.setData({ focused: false });
  },
  /** What was found leaves the field; what was not stays, to be mended. On a computer the field is ready for the next scan. */
  makeRoomForTheNext() {
    const found = phoneMemory.recents().some(({ orderId }) => this.lookedUp.includes(orderId));
    const text = found ? '' : this.data.text;
    this.lookedUp = [];
    // What stays is selected: the next scan replaces it.
    this.setData({ text, selectionStart: 0, selectionEnd: text.length });
    if (isDesktop()) this.setData({ focused: true });
  },

  openRecent({ currentTarget }: OrderTap) {
    openDeliveryPage([currentTarget.dataset.orderId]);
  },
  removeRecent({ currentTarget }: OrderTap) {
    phoneMemory.remove(currentTarget.dataset.orderId);
    this.showRecents();
  },
  async clearRecents() {
    const confirmed = await confirm(CLEAR_QUESTION);
    if (!confirmed) return;
    phoneMemory.forgetEverything();
    this.showRecents();
  },
  showRecents() {
    const recents = recentRows(phoneMemory.recents(), serverClock.now());
    if (JSON.stringify(recents) !== JSON.stringify(this.data.recents)) this.setData({ recents });
  },
  tick() {
    this.showRecents();
    this.ticking = timers.set(() => {
      this.tick();
    }, AGES_EVERY_MS);
  },
});

type OrderTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly orderId: string }
>;

const CLEAR_QUESTION = {
  title: '清空最近查过？',
  content: '只清除这台手机上的记录，不影响订单。',
  confirmText: '清空',
};
