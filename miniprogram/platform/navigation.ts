import { type ShopPage, isInSubpackage, PAGE_PATHS, pagePath } from '../contract/page-paths';
import { isDesktop } from './device';
import { showMessage } from './dialog';

/** Opens a page of 店铺 for the entry `id`, or for a new entry that starts with `initialValues`. */
export function openShopPage(
  page: ShopPage,
  id?: string,
  initialValues: Readonly<Record<string, string>> = {},
): void {
  const queryValues = id === undefined ? initialValues : { ...initialValues, id };
  const query = Object.entries(queryValues)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  openPage(pagePath(page) + (query === '' ? '' : `?${query}`));
}

/** Query of a page as WeChat passes it: names and percent-encoded values. */
type Query = Readonly<Record<string, string | undefined>>;

/** Decodes a page's query: for example `id` of the entry to show, or `invite`, a secret. */
export function decodeQuery(query: Query): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, decode(value)]));
}

export type Tab = 'search' | 'board' | 'shop';

/** Switches to a tab. WeChat then closes all pages above the tab. */
export function goToTab(tab: Tab): void {
  void wx.switchTab({ url: PAGE_PATHS[tab] });
}

let isTabBarShown = true;

/** Shows or hides WeChat's tab bar. WeChat allows this on tab pages only. */
export function showTabBar(isVisible: boolean): void {
  if (isVisible === isTabBarShown) return;
  isTabBarShown = isVisible;
  const options = {
    animation: false,
    // WeChat refuses if no tab page is visible. The next tab page that is shown tries again.
    fail: () => {
      isTabBarShown = !isVisible;
    },
  };
  if (isVisible) wx.showTabBar(options);
  else wx.hideTabBar(options);
}

/** Index of 看板 in the list of tabs in app.json. */
const BOARD_TAB_INDEX = 1;
let toHandleCount = 0;

/** Returns the number of orders to handle (要处理) in the board's last answer. */
export function lastToHandleCount(): number {
  return toHandleCount;
}

/** Shows a number on the tab 看板. Tab pages call it: on other pages WeChat refuses to show it. */
export function showToHandleBadge(count: number): void {
  toHandleCount = count;
  const fail = (): void => undefined;
  const badgeText = count > 99 ? '99+' : String(count);
  if (count === 0) wx.removeTabBarBadge({ index: BOARD_TAB_INDEX, fail });
  else wx.setTabBarBadge({ index: BOARD_TAB_INDEX, text: badgeText, fail });
}

/** Delivery that is shown beside a list or on page 配送. */
export interface OpenDelivery {
  /** Number of the look-up, for `wx:key`: each look-up then gets a new delivery pane. */
  readonly key: number;
  readonly orderIds: readonly string[];
  /** True when the ids are complete. Orders whose ids merely end in one of them are ignored. */
  readonly exact: boolean;
  /** True if the order's label was scanned on 看板. */
  readonly scanned?: boolean;
  /** True right after a scan: a sound announces the answer. */
  readonly announced?: boolean;
}

/** Opens page 配送, which tries ids until one is an order's. `exact`: they are whole order ids. */
export function openDeliveryPage(
  orderIds: readonly string[],
  exact: boolean,
  scanned = false,
  announced = false,
): void {
  const scanParameters = `${scanned ? '&scanned=1' : ''}${announced ? '&announced=1' : ''}`;
  openPage(deliveryUrl(orderIds, exact) + scanParameters);
}

/** Like {@link openDeliveryPage}, but page 配送 replaces the visible page. */
export function replaceByDeliveryPage(orderIds: readonly string[], exact: boolean): void {
  openPage(deliveryUrl(orderIds, exact), true);
}

function deliveryUrl(orderIds: readonly string[], exact: boolean): string {
  const query = orderIds.map(
    (orderId, index) => `${ID_PARAMETERS[index] ?? ''}=${encodeURIComponent(orderId)}`,
  );
  return `${PAGE_PATHS.delivery}?${[...query, ...(exact ? ['exact=1'] : [])].join('&')}`;
}

/** URLs of pages that are opening, which takes time if WeChat has to download the subpackage. */
const urlsBeingOpened = new Set<string>();

/** Opens a page, only once after a double tap. `isReplacing`: it replaces the visible page. */
function openPage(url: string, isReplacing = false): void {
  if (urlsBeingOpened.has(url)) return;
  urlsBeingOpened.add(url);
  const options = {
    url,
    fail: () => {
      const content = isInSubpackage(url)
        ? '它还没下载好，可能是网络不好。请检查网络，再试一次。'
        : '请返回，再试一次。';
      void showMessage({ title: '这一页没有打开', content });
    },
    complete: () => {
      urlsBeingOpened.delete(url);
    },
  };
  if (isReplacing) wx.redirectTo(options);
  else wx.navigateTo(options);
}

/** Query parameters for the first and second order id, because a parameter has only one value. */
const ID_PARAMETERS: readonly string[] = ['id', 'or'];

/** Reads the query of page 配送: order ids (the likeliest first), and how they were entered. */
export function readDeliveryQuery(query: Query): Required<Omit<OpenDelivery, 'key'>> {
  const orderIds = ID_PARAMETERS.map((key) => decode(query[key])).filter((id) => id !== '');
  const has = (name: string): boolean => query[name] === '1';
  return { orderIds, exact: has('exact'), scanned: has('scanned'), announced: has('announced') };
}

/** Returns the text to look up from the link (`?id=`) or code (`scene`) that opened 查单; or null. */
export function sharedTextOf(query: Query): string | null {
  const idText = query['id'] ?? query['scene'];
  return idText === undefined ? null : decode(idText);
}

export function canGoBack(): boolean {
  return getCurrentPages().length > 1;
}

/** Goes back to the previous page; to 查单 if a link has opened the visible page. */
export function goBack(): void {
  if (canGoBack()) void wx.navigateBack();
  else void wx.reLaunch({ url: PAGE_PATHS.search });
}

/** Closes all pages. Then opens 看板 or 店铺, whichever was among them, else 查单. */
export function reopenTab(): void {
  const openPaths = getCurrentPages().map(({ route }) => `/${route}`);
  const { search, board, shop } = PAGE_PATHS;
  void wx.reLaunch({ url: [board, shop].find((tab) => openPaths.includes(tab)) ?? search });
}

/** Decodes a value of a page's query, which WeChat passes percent-encoded. */
function decode(encoded = ''): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded; // The text contains a % that is no escape sequence.
  }
}

let startsAtBoard = false;

/** Remembers how the app was started: a computer begins at 看板, unless a link asks for a page. */
export function rememberLaunch({ path, query }: WechatMiniprogram.App.LaunchShowOption): void {
  const isPlainStart = `/${path}` === PAGE_PATHS.search && Object.keys(query).length === 0;
  startsAtBoard = isPlainStart && isDesktop();
}

/** Tells whether the app must begin at 看板. Returns true at most once after each start. */
export function consumeStartAtBoard(): boolean {
  const shouldStartAtBoard = startsAtBoard;
  startsAtBoard = false;
  return shouldStartAtBoard;
}
