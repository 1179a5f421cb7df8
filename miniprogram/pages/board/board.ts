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
  type RowAction,
  actOnRow,
  askStoreChoices,
  chosenStoresView,
  NO_STORES,
  createBoardOnPhone,
  createScansOnPhone,
} from '../../board/components/board-on-phone';
import { showChanged } from '../../ui/changed-paths';
import { isScan, NO_KEYS } from '../../ui/typed-keys';

/** Page 看板 (board): the orders under way in the stores, the most urgent first. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    ...EMPTY_BOARD,
    ...boardLayout(windowSize(), null),
    isDesktop: false,
    /** True if WeChat reports pressed keys. If not, the search field of a computer starts open. */
    hasKeys: false,
    mayScan: false,
    /** True after the first click or tap on the page. Earlier key presses are not reported. */
    isAwake: false,
    isSearching: false,
    ...NO_STORES,
    storeId: '',
    mode: 'list',
    bell: boardMemory.bell(),
    ...SCREEN_OFF,
    sheet: '',
    /** Warning that the bell was silent for a time, or cannot ring at all; empty if none. */
    silent: '',
    unwritten: NO_UNWRITTEN_ORDERS,
    /** Order id of the row touched last. Only this row is drawn with its swipe actions. */
    touched: '',
    scrollTop: 0,
    /** Delivery that is open beside the list, as an array of one; empty if none is open. */
    opened: [] as readonly OpenDelivery[],
    /** Title and rows of the sheet that a tap on the map opens. */
    listed: { title: '', rows: [] as readonly BoardRowView[] },
    /** The open order, if it was scanned or registered but WeChat lacks it so far; else null. */
    awaited: null as AwaitedRow | null,
  },
  board: null as BoardOnPage | null,
  bell: null as BoardBell | null,
  scans: null as Scans | null,
  stopKeys: null as (() => void) | null,
  /** Keys typed into the search field, by a person or by a scanner. */
  typedInField: NO_KEYS,

  ...OPEN_DELIVERY_HANDLERS,

  onLoad() {
    const layout = boardLayout(windowSize(), capsule());
    const device = { isDesktop: isDesktop(), hasKeys: canHearKeys(), mayScan: canScan() };
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
      (key) => this.acceptsKey(key),
      (command) => {
        runCommand(this.board, this, command);
      },
    );
    if (this.data.stores.length > 0) return;
    void askStoreChoices().then((storeChoices) => {
      if (storeChoices !== null) this.setData(storeChoices);
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
  /** Measures the heights of the list, its rows and the part above. They depend on text size. */
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
  /** Opens the search field. If WeChat can report keys, the first tap only starts the reports. */
  openSearch() {
    const { hasKeys, isAwake } = this.data;
    this.typedInField = NO_KEYS;
    if (!hasKeys || isAwake) this.setData({ isSearching: true, sheet: '' });
  },
  closeSearch() {
    this.setData({ isSearching: false });
    this.board?.search('');
  },
  /** Closes the search field if it is empty. An open field keeps pressed keys from the page. */
  onFieldLeft() {
    const { hasKeys, isSearching, searched } = this.data;
    if (hasKeys && isSearching && searched === '') this.closeSearch();
  },
  onSearch({ detail: { value }, timeStamp }: WechatMiniprogram.Input) {
    this.typedInField = withFieldText(this.typedInField, value, timeStamp);
    this.toTop();
    this.board?.search(value);
  },
  /** Handles Enter in the search field: adds a scanned order; opens or looks up a typed text. */
  onSought({ detail: { value } }: WechatMiniprogram.InputConfirm) {
    if (value === '') return;
    const typedKeys = this.typedInField;
    if (isScan(typedKeys) && typedKeys.text === value) this.addScanned(typedKeys.run);
    else {
      this.board?.search(value);
      runCommand(this.board, this, { do: 'open', text: value });
      this.closeSearch();
    }
    // Opens an empty field with the focus, ready for the next scan.
    if (this.data.isDesktop) this.openSearch();
  },
  letRowsMove() {
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
  /** Handles a tap on a rider: opens the delivery or, in a narrow window, shows the order's row. */
  onRider({ detail }: OrderEvent) {
    if (this.data.isWide) this.openDelivery([detail.orderId], true);
    else this.board?.select(detail.orderId);
  },
  onMap() {
    if (!this.data.isWide) this.board?.select(null);
  },
  /** Shows a sheet with the orders at the tapped place of the map, the most urgent first. */
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
  onRowAct({ currentTarget: { dataset } }: ActTap) {
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
  /** @returns false if a sheet is open: the board then ignores the key. Escape closes the sheet */
  acceptsKey(key: string): boolean {
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
  readonly act: RowAction;
  readonly orderId: string;
}
type ActTap = Tap<CardAct>;
type SheetTap = Tap<{ readonly sheet: 'bell' | 'paste' | 'stores' | 'keys' | 'more' }>;
