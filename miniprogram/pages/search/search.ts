import { hearLatestOrders } from '../../services/hear-latest-orders';
import { phoneMemory, serverClock } from '../../services/phone-memory';
import { missingCloud } from '../../platform/call-function';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { isDesktop, windowWidth } from '../../platform/device';
import { confirm } from '../../platform/dialog';
import { onKey, canScan, scan } from '../../platform/input';
import { openDeliveryPage, sharedTextOf } from '../../platform/navigation';
import { timers } from '../../platform/timers';
import {
  isFound,
  lookedUpAbove,
  NOTHING_LOOKED_UP,
  isEntryOf,
  readOrderEntry,
} from '../../search/looked-up';
import type { RecentRow } from '../../search/recents-view';
import { recentRows } from '../../search/recents-view';
import { NO_KEYS, withKey } from '../../search/typed-keys';
import type { KeyPress } from '../../search/key-press';
import { keyPress } from '../../search/key-press';
import type { FailureView } from '../../ui/wording/failure-view';
import { failureView } from '../../ui/wording/failure-view';
import { TWO_PANES_FROM_PX } from '../../styles/widths';

const AGES_EVERY_MS = 5000;

/** A delivery that is open: in the pane beside the search, or on the page above it. */
interface OpenDelivery {
  /** Another for each look-up: each gets a pane of its own. */
  readonly key: number;
  readonly orderIds: readonly string[];
  /** They are whole ones, whatever other ids end so. */
  readonly exact: boolean;
}

/**
 * 查单: an order id in, by keyboard, scanner, camera or link; below it the orders that were looked
 * up before; in a wide window the delivery beside them.
 */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    /** What the page puts into the field. What is typed there stays there: see `fill`. */
    text: '',
    hasText: false,
    /** Why the text is no order id; empty when it may be one. */
    reason: '',
    /** What keeps every look-up from the cloud; null when nothing is known to. */
    failure: null as FailureView | null,
    recents: [] as readonly RecentRow[],
    scannable: false,
    isDesktop: false,
    focused: false,
    selectionStart: -1,
    selectionEnd: -1,
    /** There is room for two panes. */
    isWide: false,
    /** One or none. */
    open: [] as readonly OpenDelivery[],
  },
  /** What stands in the field. */
  typedText: '',
  ticking: 0,
  lookUps: 0,
  lookedUp: NOTHING_LOOKED_UP,
  /** Since the field had the focus last. */
  keys: NO_KEYS,
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    const isWide = windowWidth() >= TWO_PANES_FROM_PX;
    const missing = missingCloud();
    const failure = missing === null ? null : failureView(missing);
    this.setData({ scannable: canScan(), isDesktop: isDesktop(), isWide, failure });
    const linked = sharedTextOf(query);
    if (linked !== null) this.lookUp(linked);
  },
  onShow() {
    const isWide = windowWidth() >= TWO_PANES_FROM_PX;
    const open = this.takeOver(isWide) ?? this.data.open;
    // Whoever comes back to a narrow window has left the delivery.
    this.setData({ isWide, open: isWide ? open : [] });
    this.tick();
    void this.hearLatest();
    this.makeRoomForTheNext();
    this.stopKeys ??= onKey((key) => {
      this.pressed(keyPress(key, Date.now()));
    });
  },
  /** What a scanner has had looked up on 配送 meanwhile; null without. */
  takeOver(isWide: boolean): readonly OpenDelivery[] | null {
    const { latest } = lookedUpAbove;
    if (latest === null) return null;
    lookedUpAbove.latest = null;
    this.lookedUp = latest;
    this.fill(isWide ? '' : latest.text);
    this.lookUps += 1;
    return [{ key: this.lookUps, orderIds: latest.orderIds, exact: false }];
  },
  onHide() {
    this.rest();
  },
  onUnload() {
    this.rest();
  },
  rest() {
    timers.clear(this.ticking);
    this.stopKeys?.();
    this.stopKeys = null;
  },
  /** Across the border the delivery stays open: beside the search, or on a page of its own. */
  onResize({ size }) {
    const isWide = size.windowWidth >= TWO_PANES_FROM_PX;
    if (isWide === this.data.isWide) return;
    this.setData({ isWide });
    const [open] = this.data.open;
    if (!isWide && open !== undefined) openDeliveryPage(open.orderIds, open.exact);
  },

  typed({ detail }: WechatMiniprogram.Input) {
    this.typedText = detail.value;
    const hasText = detail.value !== '';
    if (hasText !== this.data.hasText || this.data.reason !== '')
      this.setData({ hasText, reason: '' });
  },
  /**
   * Puts a text into the field. Nothing else sets it while somebody types: it would come back to the
   * field later than the next key of a fast scanner, and overwrite that. WeChat sets only what
   * differs from what the page has set before, so the typed text comes first.
   */
  fill(text: string) {
    if (text === this.typedText) return;
    this.setData({ text: this.typedText });
    this.setData({ text, hasText: text !== '' });
    this.typedText = text;
  },
  /** Enter, also from a scanner that types: its last characters may not have been reported yet. */
  confirmed({ detail: { value } }: WechatMiniprogram.InputConfirm) {
    // Some scanners send Enter twice. The field is empty then, or has not heard of that yet.
    const isAgain = this.data.open.some(
      ({ orderIds }) => value === '' || (this.typedText === '' && isEntryOf(value, orderIds)),
    );
    this.typedText = value;
    if (isAgain && this.data.isDesktop) this.makeReady('');
    else this.lookUp(value);
  },
  submitted() {
    this.lookUp(this.typedText);
  },
  /** Keys that no field has taken: what they type replaces what stands in the field. */
  pressed(press: KeyPress) {
    const { text } = this.keys;
    this.keys = withKey(this.keys, press);
    if (press.key === 'Escape') {
      this.closeDelivery();
    } else if (press.key === 'Enter') {
      if (text !== '') this.lookUp(text);
    } else if (this.keys.text !== text) {
      this.fill(this.keys.text);
      if (this.data.reason !== '') this.setData({ reason: '' });
    }
  },
  async scan() {
    const scanned = await scan();
    if (scanned !== null) this.lookUp(scanned);
  },
  lookUp(raw: string) {
    const entry = readOrderEntry(raw);
    this.fill(raw);
    this.setData({ reason: entry.ok ? '' : entry.reason });
    if (!entry.ok) {
      this.makeReady('');
      return;
    }
    const keptBefore = phoneMemory.timesKept();
    this.lookedUp = { orderIds: entry.orderIds, text: raw, keptBefore };
    this.openDelivery(entry.orderIds);
  },

  openDelivery(orderIds: readonly string[], exact = false) {
    this.lookUps += 1;
    this.setData({ open: [{ key: this.lookUps, orderIds, exact }] });
    if (!this.data.isWide) {
      // Whoever comes back finds it focused anew.
      this.setData({ focused: false });
      openDeliveryPage(orderIds, exact);
      return;
    }
    this.showRecents();
    void this.hearLatest();
    this.makeReady('');
  },
  /** By 换个订单号 the id that was not found comes back to be mended. */
  closed({ detail }: CloseEvent) {
    this.closeDelivery(detail.toMend);
  },
  closeDelivery(toMend = '') {
    this.setData({ open: [] });
    this.showRecents();
    void this.hearLatest();
    this.makeReady(toMend === '' ? this.typedText : toMend);
  },
  /** The delivery beside the search is one of those that what was looked up may mean. */
  chosen({ detail }: OrderEvent) {
    this.openDelivery([detail.orderId], true);
  },
  /**
   * The delivery beside the search has been heard of: the first time it is known that what was
   * looked up was found, and under which id. Later the list follows by its own tick.
   */
  remembered({ detail }: OrderEvent) {
    const [open] = this.data.open;
    const isNamed = open?.orderIds.includes(detail.orderId) !== false;
    if (!isNamed) this.setData({ open: [{ ...open, orderIds: [detail.orderId] }] });
    const { orderIds, text } = this.lookedUp;
    if (orderIds.length === 0) return;
    this.showRecents();
    if (text === this.typedText && !this.data.isDesktop) this.makeRoomForTheNext();
    else this.lookedUp = NOTHING_LOOKED_UP;
  },

  clearText() {
    this.keys = NO_KEYS;
    this.fill('');
    this.setData({ reason: '', focused: true });
  },
  left() {
    this.keys = NO_KEYS;
    this.setData({ focused: false });
  },
  /**
   * Makes the field ready for the next scan on a computer, which replaces the text. WeChat selects
   * a text only when the field gains the focus: whoever gives one does so after a press beside it.
   */
  makeReady(text: string) {
    if (!this.data.isDesktop) return;
    this.keys = NO_KEYS;
    this.fill(text);
    this.setData({ focused: true, selectionStart: 0, selectionEnd: text.length });
  },
  /** What was found leaves the field; what was not stays, to be mended. */
  makeRoomForTheNext() {
    const found = isFound(this.lookedUp, phoneMemory.recents(), phoneMemory.timesKept());
    if (found) this.fill('');
    this.lookedUp = NOTHING_LOOKED_UP;
    this.makeReady(this.typedText);
  },

  openRecent({ currentTarget }: OrderTap) {
    this.lookedUp = NOTHING_LOOKED_UP;
    this.openDelivery([currentTarget.dataset.orderId], true);
  },
  removeRecent({ currentTarget }: OrderTap) {
    phoneMemory.remove(currentTarget.dataset.orderId);
    this.showRecents();
  },
  async clearRecents() {
    const confirmed = await confirm(CLEAR_QUESTION);
    if (!confirmed) return;
    phoneMemory.clear();
    this.showRecents();
  },
  showRecents() {
    const openIds = this.data.isWide ? (this.data.open[0]?.orderIds ?? []) : [];
    const recents = recentRows(phoneMemory.recents(), serverClock.now(), openIds);
    if (JSON.stringify(recents) !== JSON.stringify(this.data.recents)) this.setData({ recents });
  },
  /** What others of the shop have looked up meanwhile. */
  async hearLatest() {
    if (await hearLatestOrders()) this.showRecents();
  },
  tick() {
    timers.clear(this.ticking);
    phoneMemory.dropOldRiders();
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

type CloseEvent = WechatMiniprogram.CustomEvent<{ readonly toMend: string }>;

type OrderEvent = WechatMiniprogram.CustomEvent<{ readonly orderId: string }>;

const CLEAR_QUESTION = {
  title: '清空最近查过？',
  content: '只清除这部手机上的记录，不影响订单。',
  confirmText: '清空',
};
