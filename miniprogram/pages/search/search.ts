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
    /** Text that `fill` has last set in the field. It does not follow what the person types. */
    text: '',
    hasText: false,
    reason: '',
    /** Failure of every call to the cloud, such as a missing environment; null if calls work. */
    failure: null as FailureView | null,
    ...EMPTY_RECENTS_VIEW,
    mayScan: false,
    isDesktop: false,
    isFocused: false,
    selectionStart: -1,
    selectionEnd: -1,
    isWide: false,
    open: [] as readonly OpenDelivery[],
  },
  typedText: '',
  list: null as RecentsList | null,
  lookUpCount: 0,
  lookedUp: NO_LOOK_UP,
  /** Keys that were pressed since the field lost the focus. */
  keys: NO_KEYS,
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    if (consumeStartAtBoard()) goToTab('board');
    const isWide = windowSize().width >= TWO_PANES_FROM_PX;
    const unavailability = cloudUnavailability();
    const failure = unavailability === null ? null : failureView(unavailability);
    this.setData({ mayScan: canScan(), isDesktop: isDesktop(), isWide, failure });
    this.list = createRecentsList({
      memory: phoneMemory,
      refreshRecents,
      openOrderIds: () => this.openOrderIds(),
      phone: pollerPhone,
      showView: (view) => {
        showChanged(this, view);
      },
    });
    const sharedText = sharedTextOf(query);
    if (sharedText !== null) this.lookUp(sharedText);
  },
  onShow() {
    const isWide = windowSize().width >= TWO_PANES_FROM_PX;
    const open = this.takeScanned(isWide) ?? this.data.open;
    // A narrow window shows this page only after page 配送 was closed, so no delivery is open.
    this.setData({ isWide, open: isWide ? open : [] });
    this.list?.start();
    this.clearIfFound();
    this.stopKeys ??= listenForKeys((press) => {
      this.handleKey(press);
    });
  },
  /** Returns the order that was scanned on page 配送, to open it here as well; null if none was. */
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
  /** Keeps the delivery open when the window becomes narrow: shows it on page 配送. */
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
   * Sets the field's text. No other code may do so: it could overwrite a scanner's next key.
   * WeChat ignores a text equal to the last one that was set, so the typed text is set first.
   */
  fill(text: string) {
    if (text === this.typedText) return;
    this.setData({ text: this.typedText });
    this.setData({ text, hasText: text !== '' });
    this.typedText = text;
  },
  /** Handles Enter in the field. `value` contains even keys for which no input event came. */
  onConfirm({ detail: { value } }: WechatMiniprogram.InputConfirm) {
    // Some scanners send Enter twice. At the second Enter the field is empty or still has the id.
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
    const scanned = await scanWithCamera();
    if (scanned !== null) this.lookUp(scanned);
  },
  lookUp(enteredText: string) {
    const orderEntry = readOrderEntry(enteredText);
    this.fill(enteredText);
    this.setData({ reason: orderEntry.ok ? '' : orderEntry.reason });
    if (!orderEntry.ok) {
      this.selectText('');
      return;
    }
    const savedBefore = phoneMemory.reportsSaved();
    this.lookedUp = { orderIds: orderEntry.orderIds, text: enteredText, savedBefore };
    this.openDelivery(orderEntry.orderIds);
  },
  openDelivery(orderIds: readonly string[], exact = false) {
    this.lookUpCount += 1;
    this.setData({ open: [{ key: this.lookUpCount, orderIds, exact }] });
    if (!this.data.isWide) {
      // Set to false now, because only a later change to true moves the focus to the field.
      this.setData({ isFocused: false });
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
  /** Handles a saved answer about the open delivery. Its full order id replaces a partial one. */
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
    this.setData({ reason: '', isFocused: true });
  },
  onBlur() {
    this.keys = NO_KEYS;
    this.setData({ isFocused: false });
  },
  /** On a computer, puts a text into the field and selects it. The next scan replaces it. */
  selectText(text: string) {
    if (!this.data.isDesktop) return;
    this.keys = NO_KEYS;
    this.fill(text);
    this.setData({ isFocused: true, selectionStart: 0, selectionEnd: text.length });
  },
  clearIfFound() {
    const isFound = hasFoundOrder(this.lookedUp, phoneMemory.recents(), phoneMemory.reportsSaved());
    if (isFound) this.fill('');
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
  openOrderIds(): readonly string[] {
    return this.data.isWide ? (this.data.open[0]?.orderIds ?? []) : [];
  },
});

type CloseEvent = WechatMiniprogram.CustomEvent<{ readonly idToCorrect: string }>;

const CLEAR_RECENTS_QUESTION = {
  title: '清空最近查过？',
  content: '只清除这部手机上的记录，不影响订单。',
  confirmText: '清空',
};
