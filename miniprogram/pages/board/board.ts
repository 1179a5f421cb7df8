import { type StoredBell, boardMemory } from '../../services/board-memory';
import { leaveScreen, NOT_KEPT_ON, watchScreenOn } from '../../services/screen-on';
import { capsule, isDesktop, windowSize } from '../../platform/device';
import { type Tap, canScan, hearsKeys, scan } from '../../platform/input';
import { heightsOnPage } from '../../platform/measure';
import { type OpenDelivery, openDeliveryPage } from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { type BoardOnPage, NOTHING_SHOWN } from '../../board/board';
import type { Chip } from '../../board/board-filters';
import { type Scans, NOTHING_UNWRITTEN } from '../../board/scans';
import { type BoardBell, createBoardBell } from '../../board/components/board-bell';
import { fulfilWish, listenToKeys } from '../../board/components/board-keys';
import { boardLayout } from '../../board/components/board-layout';
import {
  type RowAct,
  actOnRow,
  askStoreChoices,
  housesOf,
  NO_STORES,
  openBoard,
  openScans,
} from '../../board/components/board-on-phone';
import { showChanged } from '../../ui/changed-paths';

/** Page 看板 (board): what is under way in the stores, the most urgent first. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    ...NOTHING_SHOWN,
    ...boardLayout(windowSize(), null),
    isDesktop: false,
    /** False where keys need a field: a computer then shows the field at once. */
    hasKeys: false,
    scannable: false,
    /** True once the person has acted: before that, WeChat reports no key. */
    isAwake: false,
    isSearching: false,
    ...NO_STORES,
    storeId: '',
    /** View of a narrow window; a wide one shows both. */
    mode: 'list',
    bell: boardMemory.bell(),
    ...NOT_KEPT_ON,
    /** Sheet over the page; empty for none. */
    sheet: '',
    /** Sentence about a time in which the bell could not ring; empty without one. */
    silent: '',
    unwritten: NOTHING_UNWRITTEN,
    /** Row whose actions are drawn, because a finger may be about to swipe it. */
    touched: '',
    scrollTop: 0,
    /** Delivery beside the list: a list with one element or none, for `wx:for`. */
    opened: [] as readonly OpenDelivery[],
  },
  board: null as BoardOnPage | null,
  bell: null as BoardBell | null,
  scans: null as Scans | null,
  openedCount: 0,
  /** Order of the open card, as long as WeChat does not know it. */
  awaitedId: '',
  stopKeys: null as (() => void) | null,

  onLoad() {
    const layout = boardLayout(windowSize(), capsule());
    const device = { isDesktop: isDesktop(), hasKeys: hearsKeys(), scannable: canScan() };
    this.setData({ ...layout, ...device, isSearching: device.isDesktop && !device.hasKeys });
    this.bell = createBoardBell(() => {
      this.setData({ silent: '这台设备放不出铃声：看看音量，或者重新打开小程序。' });
    });
    this.scans = openScans({
      opened: (orderIds) => {
        this.openDelivery(orderIds, false, true);
      },
      written: () => this.board?.askNow(),
      changed: (unwritten) => {
        showChanged(this, { unwritten });
      },
    });
    this.board = openBoard(layout.isCard, windowSize().height, {
      show: (view) => {
        const isRefused = view.phase === 'refused' && this.data.phase !== 'refused';
        showChanged(this, { ...view, ...(isRefused && { ...NO_STORES, opened: [] }) }, (fields) => {
          if (fields.includes('count')) this.measure();
        });
        this.askWhenKnown();
      },
      ringForRows: (rows) => this.bell?.ringForRows(rows) ?? [],
    });
  },
  onShow() {
    this.layOut();
    this.setData({ silent: this.bell?.shown() ?? '' });
    watchScreenOn(this);
    this.board?.start();
    this.stopKeys = listenToKeys(
      (key) => this.pressed(key),
      (wish) => {
        fulfilWish(this.board, this, wish);
      },
    );
    this.loadStores();
  },
  onHide() {
    this.pause();
  },
  onUnload() {
    this.pause();
    this.scans?.stop();
    this.bell?.destroy();
  },
  onResize() {
    this.layOut();
  },
  pause() {
    this.board?.stop();
    this.bell?.hidden();
    leaveScreen(this);
    this.stopKeys?.();
    this.stopKeys = null;
  },
  layOut() {
    const layout = boardLayout(windowSize(), capsule());
    const [opened] = this.data.opened;
    this.setData({ ...layout, ...(!layout.isWide && { opened: [] }) });
    if (!layout.isWide && opened !== undefined)
      openDeliveryPage(opened.orderIds, opened.exact, opened.scanned);
    this.board?.showMap(layout.isWide || this.data.mode === 'map');
    this.measure();
  },
  /** Measures list and rows: how high a row is depends on the size of the text. */
  measure() {
    void heightsOnPage(['.list', '.rows']).then(([list = 0, rows = 0]) => {
      if (list > 0 && rows > 0) this.board?.sized(list, rows / this.data.order.length);
    });
  },
  loadStores() {
    if (this.data.stores.length === 0)
      void askStoreChoices().then((known) => {
        if (known !== null) this.setData(known);
      });
  },

  toTop() {
    this.setData({ scrollTop: this.data.scrollTop === 0 ? -1 : 0 });
  },
  filter({ detail }: WechatMiniprogram.CustomEvent<{ readonly chip: Chip }>) {
    this.toTop();
    this.board?.filter(detail.chip);
  },
  showEnded() {
    this.toTop();
    this.board?.filter('ended');
  },
  release() {
    this.toTop();
    this.board?.release();
  },
  ask() {
    this.board?.askNow();
  },
  onScroll({ detail }: WechatMiniprogram.ScrollViewScroll) {
    this.board?.scrolled(detail.scrollTop);
  },
  onTouch() {
    this.board?.touched();
  },
  onTouchRow({ currentTarget: { dataset } }: OrderTap) {
    if (dataset.orderId !== this.data.touched) this.setData({ touched: dataset.orderId });
  },
  switchMode({ currentTarget }: ModeTap) {
    const { mode } = currentTarget.dataset;
    this.setData({ mode });
    this.board?.showMap(this.data.isWide || mode === 'map');
    if (mode === 'list') this.board?.select(null);
  },
  /** Selects a rider on the map: his delivery opens beside the list, or a card leads to it. */
  onRider({ detail }: OrderEvent) {
    if (this.data.isWide) this.openDelivery([detail.orderId], true);
    else this.board?.select(detail.orderId);
  },
  onMap() {
    if (!this.data.isWide) this.board?.select(null);
  },
  wake() {
    if (!this.data.isAwake) this.setData({ isAwake: true });
  },
  open({ currentTarget }: OrderTap) {
    this.openDelivery([currentTarget.dataset.orderId], true);
  },
  openDelivery(orderIds: readonly string[], exact: boolean, isScanned = false) {
    const { isWide, mode } = this.data;
    const [orderId = ''] = orderIds;
    // An awaited order is one that somebody has scanned, or that a system has registered.
    const scanned = isScanned || this.board?.rowOf(orderId)?.kind === 'awaited';
    if (isWide || mode === 'map') this.board?.select(orderId);
    this.openedCount += 1;
    if (isWide) this.setData({ opened: [{ key: this.openedCount, orderIds, exact, scanned }] });
    else openDeliveryPage(orderIds, exact, scanned);
  },
  onChosen({ detail }: OrderEvent) {
    this.openDelivery([detail.orderId], true);
  },
  onRemembered({ detail: { orderId } }: OrderEvent) {
    const [opened] = this.data.opened;
    if (opened?.exact === false)
      this.setData({ opened: [{ ...opened, orderIds: [orderId], exact: true }] });
    if (this.board?.selected()?.orderId !== orderId) this.board?.select(orderId);
  },
  /** Opens the card again when WeChat has come to know its order. */
  askWhenKnown() {
    const orderId = this.data.opened[0]?.orderIds[0] ?? '';
    const kind = this.board?.rowOf(orderId)?.kind;
    const isFound = kind === 'known' && this.awaitedId === orderId;
    this.awaitedId = kind === 'awaited' ? orderId : '';
    if (isFound) this.openDelivery([orderId], true);
  },
  putAway() {
    if (this.data.opened.length > 0) this.setData({ opened: [] });
  },
  close() {
    this.putAway();
    this.board?.select(null);
  },
  act({ currentTarget: { dataset } }: ActTap) {
    if (this.board !== null) void actOnRow(this.board, dataset.act, dataset.orderId);
  },
  async scan() {
    const scanned = await scan();
    if (scanned !== null) this.addScanned(scanned);
  },
  addScanned(text: string) {
    this.scans?.add(text, this.data.storeId);
  },
  hideSilent() {
    this.setData({ silent: '' });
  },
  openSearch() {
    this.setData({ isSearching: true });
  },
  closeSearch() {
    this.setData({ isSearching: false });
    this.board?.search('');
  },
  onSearch({ detail }: WechatMiniprogram.Input) {
    this.toTop();
    this.board?.search(detail.value);
  },
  /** Handles Enter in the field: opens the first that is found, or looks the text up. */
  onSought({ detail: { value } }: WechatMiniprogram.InputConfirm) {
    if (value === '') return;
    this.board?.search(value);
    fulfilWish(this.board, this, { do: 'open', text: value });
    this.closeSearch();
    // The next scan finds an empty field, which has the focus.
    if (this.data.isDesktop) this.openSearch();
  },
  openSheet({ currentTarget }: SheetTap) {
    const { sheet } = currentTarget.dataset;
    if (sheet !== 'stores' || this.data.stores.length > 1) this.setData({ sheet, isAwake: true });
  },
  closeSheet() {
    this.setData({ sheet: '' });
  },
  setBell({ detail }: { readonly detail: Partial<StoredBell> }) {
    this.bell?.set(detail);
    this.setData({ bell: boardMemory.bell() });
  },
  chooseStore({ currentTarget }: StoreTap) {
    const { storeId } = currentTarget.dataset;
    const chosen = this.data.stores.find((store) => store.storeId === storeId);
    const shown = storeId === '' || chosen === undefined ? this.data.stores : [chosen];
    const storeName = chosen?.name ?? '';
    this.setData({ sheet: '', storeId, storeName, houses: housesOf(shown) });
    this.board?.chooseStore(storeId === '' ? undefined : storeId);
  },
  /** @returns false for a key that is no wish: with a sheet open, Escape closes that */
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
  scrollTo(top: number) {
    this.setData({ scrollTop: top });
  },
});

type OrderTap = Tap<{ readonly orderId: string }>;
type ActTap = Tap<{ readonly act: RowAct; readonly orderId: string }>;
type SheetTap = Tap<{ readonly sheet: 'bell' | 'paste' | 'stores' | 'keys' }>;
type ModeTap = Tap<{ readonly mode: 'list' | 'map' }>;
type StoreTap = Tap<{ readonly storeId: string }>;
type OrderEvent = WechatMiniprogram.CustomEvent<{ readonly orderId: string }>;
