import { pollerPhone, refreshRecents } from '../../services/cloud-functions';
import { phoneMemory } from '../../services/phone-memory';
import { missingCloud } from '../../platform/call-function';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { isDesktop, windowSize } from '../../platform/device';
import { confirmLoss } from '../../platform/dialog';
import {
  type KeyPress,
  type OrderEvent,
  type OrderTap,
  canScan,
  onKey,
  scan,
} from '../../platform/input';
import {
  type OpenDelivery,
  goToTab,
  openDeliveryPage,
  sharedTextOf,
  takeStartAtBoard,
} from '../../platform/navigation';
import {
  isFound,
  lookedUpOnDeliveryPage,
  NOTHING_LOOKED_UP,
  isEntryOf,
  readOrderEntry,
} from '../../search/looked-up';
import { type RecentsList, createRecentsList, NO_RECENTS } from '../../search/recents-list';
import { showChanged } from '../../ui/changed-paths';
import { NO_KEYS, withKey } from '../../ui/typed-keys';
import { type FailureView, failureView } from '../../ui/wording/failure-view';
import { TWO_PANES_FROM_PX } from '../../styles/widths';

/** Page 查单: takes an order id, lists recent orders, and in a wide window shows the delivery. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    /** Value of the field as last set by `fill`. Typed text is not copied here. */
    text: '',
    hasText: false,
    reason: '',
    /** Failure that prevents all calls to the cloud; null when no such failure is known. */
    failure: null as FailureView | null,
    ...NO_RECENTS,
    scannable: false,
    isDesktop: false,
    focused: false,
    selectionStart: -1,
    selectionEnd: -1,
    isWide: false,
    open: [] as readonly OpenDelivery[],
  },
  typedText: '',
  list: null as RecentsList | null,
  lookUpCount: 0,
  lookedUp: NOTHING_LOOKED_UP,
  /** Keys that were pressed outside the field since the field lost the focus. */
  keys: NO_KEYS,
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    if (takeStartAtBoard()) goToTab('board');
    const isWide = windowSize().width >= TWO_PANES_FROM_PX;
    const missing = missingCloud();
    const failure = missing === null ? null : failureView(missing);
    this.setData({ scannable: canScan(), isDesktop: isDesktop(), isWide, failure });
    this.list = createRecentsList({
      memory: phoneMemory,
      refresh: refreshRecents,
      openIds: () => this.openIds(),
      phone: pollerPhone,
      show: (view) => {
        showChanged(this, view);
      },
    });
    const linked = sharedTextOf(query);
    if (linked !== null) this.lookUp(linked);
  },
  onShow() {
    const isWide = windowSize().width >= TWO_PANES_FROM_PX;
    const open = this.takeScanned(isWide) ?? this.data.open;
    // In a narrow window, the return to this page means that page 配送 has been closed.
    this.setData({ isWide, open: isWide ? open : [] });
    this.list?.start();
    this.clearIfFound();
    this.stopKeys ??= onKey((press) => {
      this.handleKey(press);
    });
  },
  /** Takes over the order that a scanner looked up on page 配送 meanwhile; null when none was. */
  takeScanned(isWide: boolean): readonly OpenDelivery[] | null {
    const { latest } = lookedUpOnDeliveryPage;
    if (latest === null) return null;
    lookedUpOnDeliveryPage.latest = null;
    this.lookedUp = latest;
    this.fill(isWide ? '' : latest.text);
    this.lookUpCount += 1;
    return [{ key: this.lookUpCount, orderIds: latest.orderIds, exact: false }];
  },
  onHide() {
    this.list?.stop();
    this.stopKeys?.();
    this.stopKeys = null;
  },
  onUnload() {
    void this.onHide();
  },
  /** Keeps the delivery open when the layout changes: beside the search, or on page 配送. */
  onResize({ size }) {
    const isWide = size.windowWidth >= TWO_PANES_FROM_PX;
    if (isWide === this.data.isWide) return;
    this.setData({ isWide });
    const [open] = this.data.open;
    if (!isWide && open !== undefined) openDeliveryPage(open.orderIds, open.exact);
  },
  onInput({ detail }: WechatMiniprogram.Input) {
    this.typedText = detail.value;
    const hasText = detail.value !== '';
    if (hasText !== this.data.hasText || this.data.reason !== '')
      this.setData({ hasText, reason: '' });
  },
  /**
   * Sets the field; no other code may, because it could overwrite the next key of a fast scanner.
   * WeChat ignores a value that equals the last one, so the typed text is set first.
   */
  fill(text: string) {
    if (text === this.typedText) return;
    this.setData({ text: this.typedText });
    this.setData({ text, hasText: text !== '' });
    this.typedText = text;
  },
  /** Handles Enter. `value` also has the last keys of a scanner, even without an input event. */
  onConfirm({ detail: { value } }: WechatMiniprogram.InputConfirm) {
    // Some scanners send Enter twice. At the second Enter the field is empty, or not cleared yet.
    const isRepeated = this.data.open.some(
      ({ orderIds }) => value === '' || (this.typedText === '' && isEntryOf(value, orderIds)),
    );
    this.typedText = value;
    if (isRepeated && this.data.isDesktop) this.selectText('');
    else this.lookUp(value);
  },
  submit() {
    this.lookUp(this.typedText);
  },
  /** Handles keys pressed while the field has no focus. Their text replaces the field's text. */
  handleKey(press: KeyPress) {
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
      this.selectText('');
      return;
    }
    const keptBefore = phoneMemory.timesKept();
    this.lookedUp = { orderIds: entry.orderIds, text: raw, keptBefore };
    this.openDelivery(entry.orderIds);
  },
  openDelivery(orderIds: readonly string[], exact = false) {
    this.lookUpCount += 1;
    this.setData({ open: [{ key: this.lookUpCount, orderIds, exact }] });
    if (!this.data.isWide) {
      // Set to false, because setting it to true after the return must focus the field again.
      this.setData({ focused: false });
      openDeliveryPage(orderIds, exact);
      return;
    }
    this.list?.update();
    this.selectText('');
  },
  onClose({ detail }: CloseEvent) {
    this.closeDelivery(detail.idToCorrect);
  },
  closeDelivery(idToCorrect = '') {
    this.setData({ open: [] });
    this.list?.update();
    this.selectText(idToCorrect === '' ? this.typedText : idToCorrect);
  },
  openChosen({ detail }: OrderEvent) {
    this.openDelivery([detail.orderId], true);
  },
  /** Handles loaded data of the delivery, whose order id may differ from the entered text. */
  onRemembered({ detail }: OrderEvent) {
    const [open] = this.data.open;
    const isNamed = open?.orderIds.includes(detail.orderId) !== false;
    if (!isNamed) this.setData({ open: [{ ...open, orderIds: [detail.orderId] }] });
    const { orderIds, text } = this.lookedUp;
    if (orderIds.length === 0) return;
    this.list?.update();
    if (text === this.typedText && !this.data.isDesktop) this.clearIfFound();
    else this.lookedUp = NOTHING_LOOKED_UP;
  },
  clearText() {
    this.keys = NO_KEYS;
    this.fill('');
    this.setData({ reason: '', focused: true });
  },
  onBlur() {
    this.keys = NO_KEYS;
    this.setData({ focused: false });
  },
  /**
   * Selects the text on a computer, so that the next scan replaces it. WeChat selects only when the
   * field gains the focus. If it has the focus, callers pass an empty text.
   */
  selectText(text: string) {
    if (!this.data.isDesktop) return;
    this.keys = NO_KEYS;
    this.fill(text);
    this.setData({ focused: true, selectionStart: 0, selectionEnd: text.length });
  },
  clearIfFound() {
    const found = isFound(this.lookedUp, phoneMemory.recents(), phoneMemory.timesKept());
    if (found) this.fill('');
    this.lookedUp = NOTHING_LOOKED_UP;
    this.selectText(this.typedText);
  },
  openRecent({ currentTarget }: OrderTap) {
    this.lookedUp = NOTHING_LOOKED_UP;
    this.openDelivery([currentTarget.dataset.orderId], true);
  },
  removeRecent({ currentTarget }: OrderTap) {
    this.list?.remove(currentTarget.dataset.orderId);
  },
  async clearRecents() {
    if (await confirmLoss(CLEAR_QUESTION)) this.list?.clear();
  },
  openIds(): readonly string[] {
    return this.data.isWide ? (this.data.open[0]?.orderIds ?? []) : [];
  },
});

type CloseEvent = WechatMiniprogram.CustomEvent<{ readonly idToCorrect: string }>;

const CLEAR_QUESTION = {
  title: '清空最近查过？',
  content: '只清除这部手机上的记录，不影响订单。',
  confirmText: '清空',
};
