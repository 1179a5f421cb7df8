import { pollerPhone, refreshRecents } from '../../services/cloud-functions';
import { phoneMemory } from '../../services/phone-memory';
import { cloudUnavailability } from '../../platform/call-function';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { isDesktop, windowSize } from '../../platform/device';
import { askLossConfirmation } from '../../platform/dialog';
import {
  type KeyPress,
  type OrderEvent,
  type OrderTap,
  canScan,
  listenForKeys,
  scanWithCamera,
} from '../../platform/input';
import {
  type OpenDelivery,
  goToTab,
  openDeliveryPage,
  sharedTextOf,
  consumeStartAtBoard,
} from '../../platform/navigation';
import {
  hasFoundOrder,
  lookedUpOnDeliveryPage,
  NO_LOOK_UP,
  meansOrderIds,
  readOrderEntry,
} from '../../search/looked-up';
import { type RecentsList, createRecentsList, EMPTY_RECENTS_VIEW } from '../../search/recents-list';
import { showChanged } from '../../ui/changed-paths';
import { NO_KEYS, withKey } from '../../ui/typed-keys';
import { type FailureView, failureView } from '../../ui/wording/failure-view';
import { TWO_PANES_FROM_PX } from '../../styles/widths';

/** Page 查单: a field for an order id, recent orders and, in a wide window, the delivery. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    /** Value of the field as last set by `fill`. It does not follow what the person types. */
    text: '',
    hasText: false,
    reason: '',
    /** Failure that every call to the cloud would have; null when none is known. */
    failure: null as FailureView | null,
    ...EMPTY_RECENTS_VIEW,
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
  lookedUp: NO_LOOK_UP,
  /** Keys pressed since the field lost the focus. */
  keys: NO_KEYS,
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    if (consumeStartAtBoard()) goToTab('board');
    const isWide = windowSize().width >= TWO_PANES_FROM_PX;
    const missing = cloudUnavailability();
    const failure = missing === null ? null : failureView(missing);
    this.setData({ scannable: canScan(), isDesktop: isDesktop(), isWide, failure });
    this.list = createRecentsList({
      memory: phoneMemory,
      refreshRecents,
      openOrderIds: () => this.openIds(),
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
    // A narrow window shows this page again only after page 配送 was closed.
    this.setData({ isWide, open: isWide ? open : [] });
    this.list?.start();
    this.clearIfFound();
    this.stopKeys ??= listenForKeys((press) => {
      this.handleKey(press);
    });
  },
  /** Opens the order that a scanner has looked up on page 配送; null when there is none. */
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
  /** Keeps the delivery open when the layout changes: it moves between this page and page 配送. */
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
   * Sets the text of the field. No other code may set it: that could overwrite the next key of a
   * fast scanner. WeChat ignores a value that equals the last one, so the typed text is set first.
   */
  fill(text: string) {
    if (text === this.typedText) return;
    this.setData({ text: this.typedText });
    this.setData({ text, hasText: text !== '' });
    this.typedText = text;
  },
  /** Handles Enter. `value` contains the last keys of a scanner even if no input event came. */
  onConfirm({ detail: { value } }: WechatMiniprogram.InputConfirm) {
    // Some scanners send Enter twice. At the second one the field is empty, or not yet emptied.
    const isRepeated = this.data.open.some(
      ({ orderIds }) => value === '' || (this.typedText === '' && meansOrderIds(value, orderIds)),
    );
    this.typedText = value;
    if (isRepeated && this.data.isDesktop) this.selectText('');
    else this.lookUp(value);
  },
  submit() {
    this.lookUp(this.typedText);
  },
  /** Handles keys pressed while the field has no focus. What they type replaces its text. */
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
    const scanned = await scanWithCamera();
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
    const savedBefore = phoneMemory.reportsSaved();
    this.lookedUp = { orderIds: entry.orderIds, text: raw, savedBefore };
    this.openDelivery(entry.orderIds);
  },
  openDelivery(orderIds: readonly string[], exact = false) {
    this.lookUpCount += 1;
    this.setData({ open: [{ key: this.lookUpCount, orderIds, exact }] });
    if (!this.data.isWide) {
      // Set to false first: only a change to true, after the return, moves the focus to the field.
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
  /** Handles new data of the delivery. Its order id may be longer than the entered text. */
  onRemembered({ detail }: OrderEvent) {
    const [open] = this.data.open;
    const isAmongOpenIds = open?.orderIds.includes(detail.orderId) !== false;
    if (!isAmongOpenIds) this.setData({ open: [{ ...open, orderIds: [detail.orderId] }] });
    const { orderIds, text } = this.lookedUp;
    if (orderIds.length === 0) return;
    this.list?.update();
    if (text === this.typedText && !this.data.isDesktop) this.clearIfFound();
    else this.lookedUp = NO_LOOK_UP;
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
  /** Selects the field's text on a computer, so that the next scan replaces it. */
  selectText(text: string) {
    if (!this.data.isDesktop) return;
    this.keys = NO_KEYS;
    this.fill(text);
    this.setData({ focused: true, selectionStart: 0, selectionEnd: text.length });
  },
  clearIfFound() {
    const found = hasFoundOrder(this.lookedUp, phoneMemory.recents(), phoneMemory.reportsSaved());
    if (found) this.fill('');
    this.lookedUp = NO_LOOK_UP;
    this.selectText(this.typedText);
  },
  openRecent({ currentTarget }: OrderTap) {
    this.lookedUp = NO_LOOK_UP;
    this.openDelivery([currentTarget.dataset.orderId], true);
  },
  removeRecent({ currentTarget }: OrderTap) {
    this.list?.remove(currentTarget.dataset.orderId);
  },
  async clearRecents() {
    if (await askLossConfirmation(CLEAR_RECENTS_QUESTION)) this.list?.clear();
  },
  openIds(): readonly string[] {
    return this.data.isWide ? (this.data.open[0]?.orderIds ?? []) : [];
  },
});

type CloseEvent = WechatMiniprogram.CustomEvent<{ readonly idToCorrect: string }>;

const CLEAR_RECENTS_QUESTION = {
  title: '清空最近查过？',
  content: '只清除这部手机上的记录，不影响订单。',
  confirmText: '清空',
};
