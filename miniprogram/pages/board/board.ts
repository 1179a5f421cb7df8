import { type StoredBell, boardMemory } from '../../services/board-memory';
import { serverClock } from '../../services/phone-memory';
import { removeViewer, SCREEN_OFF, addViewer } from '../../services/screen-on';
import { capsule, isDesktop, windowSize } from '../../platform/device';
import {
  type OrderEvent,
  type OrderTap,
  type Tap,
  canScan,
  canHearKeys,
  scanWithCamera,
} from '../../platform/input';
import { heightsOf } from '../../platform/measure';
import type { OpenDelivery } from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import type { AwaitedRow } from '../../contract/board-api';
import { type BoardOnPage, EMPTY_BOARD } from '../../board/board';
import type { Filter } from '../../board/board-filters';
import { type BoardRowView, standaloneRows } from '../../board/board-row';
import type { TappedOrders } from '../../board/riders-view';
import { type Scans, NO_UNWRITTEN_ORDERS } from '../../board/scans';
import { compareRows } from '../../board/steady-order';
import { type BoardBell, createBoardBell } from '../../board/components/board-bell';
import { runCommand, listenToKeys, withFieldText } from '../../board/components/board-keys';
import { boardLayout } from '../../board/components/board-layout';
import { OPEN_DELIVERY_HANDLERS } from '../../board/components/open-delivery';
import {
  type RowAct,
  actOnRow,
  askStoreChoices,
  chosenStoresView,
  NO_STORES,
  createBoardOnPhone,
  createScansOnPhone,
} from '../../board/components/board-on-phone';
import { showChanged } from '../../ui/changed-paths';
import { isScan, NO_KEYS } from '../../ui/typed-keys';

/** Page 看板 (board): what is under way in the stores, the most urgent first. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    ...EMPTY_BOARD,
    ...boardLayout(windowSize(), null),
    isDesktop: false,
    /** True when WeChat reports keys to the page. If not, a computer shows the search field. */
    hasKeys: false,
    scannable: false,
    /** True once the person has clicked or tapped: before that, WeChat reports no keys. */
    isAwake: false,
    isSearching: false,
    ...NO_STORES,
    storeId: '',
    mode: 'list',
    bell: boardMemory.bell(),
    ...SCREEN_OFF,
    sheet: '',
    /** Sentence about the time in which the bell could not ring; empty for none. */
    silent: '',
    unwritten: NO_UNWRITTEN_ORDERS,
    /** Order id of the touched row. Only this row has its swipe actions in the page's nodes. */
    touched: '',
    scrollTop: 0,
    /** Delivery beside the list, as a list of one or none for `wx:for`. */
    opened: [] as readonly OpenDelivery[],
    listed: { title: '', rows: [] as readonly BoardRowView[] },
    awaited: null as AwaitedRow | null,
  },
  board: null as BoardOnPage | null,
  bell: null as BoardBell | null,
  scans: null as Scans | null,
  stopKeys: null as (() => void) | null,
  /** Characters typed into the search field. The last of them may be a scan. */
  inField: NO_KEYS,

  ...OPEN_DELIVERY_HANDLERS,

  onLoad() {
    const layout = boardLayout(windowSize(), capsule());
    const device = { isDesktop: isDesktop(), hasKeys: canHearKeys(), scannable: canScan() };
    this.setData({ ...layout, ...device, isSearching: device.isDesktop && !device.hasKeys });
    this.bell = createBoardBell(() => {
      this.setData({ silent: '这台设备放不出铃声：看看音量，或者重新打开小程序。' });
    });
    this.scans = createScansOnPhone({
      onScan: (orderIds) => {
        this.bell?.recordScans(orderIds);
        this.openDelivery(orderIds, false, true);
      },
      onWritten: () => this.board?.askNow(),
      onUnwritten: (unwritten) => {
        showChanged(this, { unwritten });
      },
    });
    this.board = createBoardOnPhone({
      stores: () => this.data.houses,
      show: (view) => {
        const isRefused = view.phase === 'refused' && this.data.phase !== 'refused';
        showChanged(this, { ...view, ...(isRefused && { ...NO_STORES, opened: [] }) }, (fields) => {
          if (['count', 'toDo', 'queue', 'messages'].some((name) => fields.includes(name)))
            this.measure();
        });
        this.updateOpened();
      },
      scrollTo: (top) => {
        this.setData({ scrollTop: top === this.data.scrollTop ? top + 1 : top });
      },
      ringForRows: (rows) => this.bell?.ringForRows(rows) ?? [],
    });
  },
  onShow() {
    void this.onResize();
    this.setData({ silent: this.bell?.onShow() ?? '' });
    addViewer(this);
    this.board?.start();
    this.stopKeys = listenToKeys(
      (key) => this.pressed(key),
      (wish) => {
        runCommand(this.board, this, wish);
      },
    );
    if (this.data.stores.length > 0) return;
    void askStoreChoices().then((known) => {
      if (known !== null) this.setData(known);
    });
  },
  onHide() {
    this.board?.stop();
    this.bell?.onHide();
    removeViewer(this);
    this.stopKeys?.();
    this.stopKeys = null;
  },
  onUnload() {
    void this.onHide();
    this.scans?.stop();
    this.bell?.destroy();
  },
  onResize() {
    const layout = boardLayout(windowSize(), capsule());
    this.setData(layout);
    if (!layout.isWide) this.openOnOwnPage();
    this.board?.showMap(layout.isWide || this.data.mode === 'map');
    this.measure();
  },
  /** Measures the list, its rows and everything above them. Text size changes these heights. */
  measure() {
    void heightsOf(null, ['.list', '.rows', '.ahead']).then(([list = 0, rows = 0, ahead = 0]) => {
      if (list > 0 && rows > 0) this.board?.setHeights(list, rows / this.data.order.length, ahead);
    });
  },
  toTop() {
    this.setData({ scrollTop: this.data.scrollTop === 0 ? -1 : 0 });
  },
  filter({ detail }: { readonly detail: { readonly chip: Filter } }) {
    this.toTop();
    this.board?.chooseFilter(detail.chip);
  },
  showRows({ currentTarget: { dataset } }: Tap<{ readonly chip: Filter }>) {
    this.setMode('list');
    this.filter({ detail: dataset });
  },
  /** Opens the search field. Where WeChat reports keys, the first tap only starts these reports. */
  openSearch() {
    const { hasKeys, isAwake } = this.data;
    this.inField = NO_KEYS;
    if (!hasKeys || isAwake) this.setData({ isSearching: true, sheet: '' });
  },
  closeSearch() {
    this.setData({ isSearching: false });
    this.board?.search('');
  },
  /** Closes the field if it is empty, because WeChat reports no keys while a field is open. */
  onFieldLeft() {
    const { hasKeys, isSearching, searched } = this.data;
    if (hasKeys && isSearching && searched === '') this.closeSearch();
  },
  onSearch({ detail: { value }, timeStamp }: WechatMiniprogram.Input) {
    this.inField = withFieldText(this.inField, value, timeStamp);
    this.toTop();
    this.board?.search(value);
  },
  /** Handles Enter in the field: opens the first order found, or looks the text up at WeChat. */
  onSought({ detail: { value } }: WechatMiniprogram.InputConfirm) {
    if (value === '') return;
    const typed = this.inField;
    if (isScan(typed) && typed.text === value) this.addScanned(typed.run);
    else {
      this.board?.search(value);
      runCommand(this.board, this, { do: 'open', text: value });
      this.closeSearch();
    }
    // The field is empty and has the focus, ready for the next scan.
    if (this.data.isDesktop) this.openSearch();
  },
  release() {
    this.toTop();
    this.board?.letRowsMove();
  },
  ask() {
    this.board?.askNow();
  },
  onScroll({ detail }: WechatMiniprogram.ScrollViewScroll) {
    this.board?.recordScroll(detail.scrollTop);
  },
  onTouch() {
    this.board?.recordTouch();
  },
  onTouchRow({ currentTarget: { dataset } }: OrderTap) {
    if (dataset.orderId !== this.data.touched) this.setData({ touched: dataset.orderId });
  },
  switchMode({ currentTarget }: Tap<{ readonly mode: 'list' | 'map' }>) {
    this.setMode(currentTarget.dataset.mode);
  },
  setMode(mode: 'list' | 'map') {
    this.setData({ mode, sheet: '' });
    this.board?.showMap(this.data.isWide || mode === 'map');
    if (mode === 'list' && !this.data.isWide) this.board?.select(null);
  },
  /** Selects a rider's order. A wide window opens the delivery; a narrow one shows its row. */
  onRider({ detail }: OrderEvent) {
    if (this.data.isWide) this.openDelivery([detail.orderId], true);
    else this.board?.select(detail.orderId);
  },
  onMap() {
    if (!this.data.isWide) this.board?.select(null);
  },
  /** Shows a sheet with the orders of a store or of one spot. The most urgent come first. */
  onRiders({ detail }: WechatMiniprogram.CustomEvent<TappedOrders>) {
    const now = serverClock.now();
    const orders = detail.orderIds.flatMap((orderId) => this.board?.rowOf(orderId) ?? []);
    orders.sort((one, other) => compareRows(one, other, now));
    this.setData({
      sheet: 'riders',
      listed: { title: detail.title, rows: standaloneRows(orders, now) },
    });
  },
  wake() {
    if (!this.data.isAwake) this.setData({ isAwake: true });
  },
  open({ currentTarget }: OrderTap) {
    this.closeSheet();
    this.openDelivery([currentTarget.dataset.orderId], true);
  },
  act({ currentTarget: { dataset } }: ActTap) {
    this.onCard({ detail: dataset });
  },
  onCard({ detail: { act, orderId } }: { readonly detail: CardAct }) {
    if (this.board !== null) void actOnRow(this.board, act, orderId);
  },
  async scan() {
    const scanned = await scanWithCamera();
    if (scanned !== null) this.addScanned(scanned);
  },
  addScanned(text: string) {
    this.closeSearch();
    this.scans?.add(text, this.data.storeId);
  },
  hideSilent() {
    this.setData({ silent: '' });
  },
  openSheet({ currentTarget }: SheetTap) {
    const { sheet } = currentTarget.dataset;
    if (sheet !== 'stores' || this.data.stores.length > 1) this.setData({ sheet, isAwake: true });
  },
  closeSheet() {
    this.setData({ sheet: '' });
  },
  setBell({ detail }: { readonly detail: Partial<StoredBell> }) {
    this.bell?.changeSettings(detail);
    this.setData({ bell: boardMemory.bell() });
  },
  chooseStore({ currentTarget }: Tap<{ readonly storeId: string }>) {
    const { storeId } = currentTarget.dataset;
    this.setData({ sheet: '', storeId, ...chosenStoresView(this.data.stores, storeId) });
    this.board?.chooseStore(storeId === '' ? undefined : storeId);
  },
  /** @returns false while a sheet is open: keys then do nothing but close the sheet (Escape) */
  pressed(key: string): boolean {
    this.wake();
    if (this.data.sheet === '') return true;
    if (key === 'Escape') this.closeSheet();
    return false;
  },
  mute() {
    this.setBell({ detail: { isOn: !this.data.bell.isOn } });
  },
  openKeys() {
    this.setData({ sheet: 'keys' });
  },
});

interface CardAct extends Record<string, unknown> {
  readonly act: RowAct;
  readonly orderId: string;
}
type ActTap = Tap<CardAct>;
type SheetTap = Tap<{ readonly sheet: 'bell' | 'paste' | 'stores' | 'keys' | 'more' }>;
