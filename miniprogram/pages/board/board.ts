import { type StoredBell, boardMemory } from '../../services/board-memory';
import { leaveScreen, NOT_KEPT_ON, watchScreenOn } from '../../services/screen-on';
import { capsule, isDesktop, windowSize } from '../../platform/device';
import { type OrderTap, type Tap, canScan, hearsKeys, scan } from '../../platform/input';
import { heightsOnPage } from '../../platform/measure';
import type { OpenDelivery } from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import type { AwaitedRow } from '../../contract/board-api';
import { type BoardOnPage, NOTHING_SHOWN } from '../../board/board';
import type { Chip } from '../../board/board-filters';
import { type Scans, NOTHING_UNWRITTEN } from '../../board/scans';
import { type BoardBell, createBoardBell } from '../../board/components/board-bell';
import { fulfilWish, listenToKeys } from '../../board/components/board-keys';
import { MAP_EVENTS, NOTHING_LISTED } from '../../board/components/map-events';
import { boardLayout } from '../../board/components/board-layout';
import { OPEN_DELIVERY } from '../../board/components/open-delivery';
import {
  type RowAct,
  actOnRow,
  askStoreChoices,
  choiceOf,
  NO_STORES,
  openBoard,
  openScans,
} from '../../board/components/board-on-phone';
import { SEARCH_FIELD } from '../../board/components/search-field';
import { showChanged } from '../../ui/changed-paths';

/** Page 看板 (board): what is under way in the stores, the most urgent first. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    ...NOTHING_SHOWN,
    ...boardLayout(windowSize(), null),
    isDesktop: false,
    /** True when WeChat reports keys to the page. Else a computer shows a search field at once. */
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
    /** Order id of the touched row. Only this row draws its actions, for a swipe. */
    touched: '',
    scrollTop: 0,
    /** Delivery beside the list, as a list of at most one element for `wx:for`. */
    opened: [] as readonly OpenDelivery[],
    listed: NOTHING_LISTED,
    awaited: null as AwaitedRow | null,
  },
  board: null as BoardOnPage | null,
  bell: null as BoardBell | null,
  scans: null as Scans | null,
  stopKeys: null as (() => void) | null,

  ...MAP_EVENTS,
  ...OPEN_DELIVERY,
  ...SEARCH_FIELD,

  onLoad() {
    const layout = boardLayout(windowSize(), capsule());
    const device = { isDesktop: isDesktop(), hasKeys: hearsKeys(), scannable: canScan() };
    this.setData({ ...layout, ...device, isSearching: device.isDesktop && !device.hasKeys });
    this.bell = createBoardBell(() => {
      this.setData({ silent: '这台设备放不出铃声：看看音量，或者重新打开小程序。' });
    });
    this.scans = openScans({
      opened: (orderIds) => {
        this.bell?.scanned(orderIds);
        this.openDelivery(orderIds, false, true);
      },
      written: () => this.board?.askNow(),
      changed: (unwritten) => {
        showChanged(this, { unwritten });
      },
    });
    this.board = openBoard(layout.isCard, windowSize().height, {
      stores: () => this.data.houses,
      show: (view) => {
        const isRefused = view.phase === 'refused' && this.data.phase !== 'refused';
        showChanged(this, { ...view, ...(isRefused && { ...NO_STORES, opened: [] }) }, (fields) => {
          if (['count', 'toDo', 'queue'].some((name) => fields.includes(name))) this.measure();
        });
        this.followOpened();
      },
      scrollTo: (top) => {
        this.setData({ scrollTop: top === this.data.scrollTop ? top + 1 : top });
      },
      ringForRows: (rows) => this.bell?.ringForRows(rows) ?? [],
    });
  },
  onShow() {
    void this.onResize();
    this.setData({ silent: this.bell?.shown() ?? '' });
    watchScreenOn(this);
    this.board?.start();
    this.stopKeys = listenToKeys(
      (key) => this.pressed(key),
      (wish) => {
        fulfilWish(this.board, this, wish);
      },
    );
    if (this.data.stores.length > 0) return;
    void askStoreChoices().then((known) => {
      if (known !== null) this.setData(known);
    });
  },
  onHide() {
    this.board?.stop();
    this.bell?.hidden();
    leaveScreen(this);
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
    if (!layout.isWide) this.leaveList();
    this.board?.showMap(layout.isWide || this.data.mode === 'map');
    this.measure();
  },
  /** Measures the list, its rows and everything above them. Text size changes these heights. */
  measure() {
    void heightsOnPage(['.list', '.rows', '.ahead']).then(([list = 0, rows = 0, ahead = 0]) => {
      if (list > 0 && rows > 0) this.board?.sized(list, rows / this.data.order.length, ahead);
    });
  },
  toTop() {
    this.setData({ scrollTop: this.data.scrollTop === 0 ? -1 : 0 });
  },
  filter({ detail }: { readonly detail: { readonly chip: Chip } }) {
    this.toTop();
    this.board?.filter(detail.chip);
  },
  /** Shows the rows of a filter that the list's last line or a button on the map names. */
  showRows({ currentTarget: { dataset } }: Tap<{ readonly chip: Chip }>) {
    this.setMode('list');
    this.filter({ detail: dataset });
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
  switchMode({ currentTarget }: Tap<{ readonly mode: 'list' | 'map' }>) {
    this.setMode(currentTarget.dataset.mode);
  },
  setMode(mode: 'list' | 'map') {
    this.setData({ mode, sheet: '' });
    this.board?.showMap(this.data.isWide || mode === 'map');
    if (mode === 'list' && !this.data.isWide) this.board?.select(null);
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
    const scanned = await scan();
    if (scanned !== null) this.addScanned(scanned);
  },
  addScanned(text: string) {
    // What a search has not found is over.
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
    this.bell?.set(detail);
    this.setData({ bell: boardMemory.bell() });
  },
  chooseStore({ currentTarget }: Tap<{ readonly storeId: string }>) {
    const { storeId } = currentTarget.dataset;
    this.setData({ sheet: '', storeId, ...choiceOf(this.data.stores, storeId) });
    this.board?.chooseStore(storeId === '' ? undefined : storeId);
  },
  /** @returns false while a sheet is open: then keys do nothing, and Escape closes the sheet */
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
