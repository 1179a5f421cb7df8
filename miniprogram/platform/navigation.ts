import { type ShopPage, isInSubpackage, PAGE_PATHS, pagePath } from '../contract/page-paths';
import { isDesktop } from './device';
import { showMessage } from './dialog';

/** Opens a page of 店铺: for the entry `id`, or for a new one, which begins with `given` values. */
export function openShopPage(
  page: ShopPage,
  id?: string,
  given: Readonly<Record<string, string>> = {},
): void {
  const values = id === undefined ? given : { ...given, id };
  const query = Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  openPage(pagePath(page) + (query === '' ? '' : `?${query}`));
}

/** Query of a page as WeChat passes it: names and percent-encoded values. */
type Query = Readonly<Record<string, string | undefined>>;

/** Reads what a link gives a page: `id` of the entry to show, `invite`, values of a new entry. */
export function givenIn(query: Query): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, decoded(value)]));
}

export type Tab = 'search' | 'board' | 'shop';

/** Switches to a tab. WeChat then closes all pages above the tab. */
export function goToTab(tab: Tab): void {
  void wx.switchTab({ url: PAGE_PATHS[tab] });
}

let isTabBarShown = true;

/** Shows or hides WeChat's tab bar, which works on tab pages only. */
export function showTabBar(isWanted: boolean): void {
  if (isWanted === isTabBarShown) return;
  isTabBarShown = isWanted;
  const options = {
    animation: false,
    // The visible page is no tab page. The next visible tab page will call this function again.
    fail: () => {
      isTabBarShown = !isWanted;
    },
  };
  if (isWanted) wx.showTabBar(options);
  else wx.hideTabBar(options);
}

/** Place of 看板 among the tabs of app.json. */
const BOARD_TAB = 1;
let toHandle = 0;

/** Returns how many orders needed somebody (要处理) at the board's last answer. */
export function lastToHandleCount(): number {
  return toHandle;
}

/** Shows 要处理 on the tab bar. WeChat allows this only on a tab page, so each calls it when shown. */
export function showBadge(count: number): void {
  toHandle = count;
  const fail = (): void => undefined;
  const text = count > 99 ? '99+' : String(count);
  if (count === 0) wx.removeTabBarBadge({ index: BOARD_TAB, fail });
  else wx.setTabBarBadge({ index: BOARD_TAB, text, fail });
}

/** Delivery that is shown beside a list or on page 配送. */
export interface OpenDelivery {
  /** Number of the look-up, used as wx:key, so that each look-up gets a new delivery pane. */
  readonly key: number;
  readonly orderIds: readonly string[];
  /** True when the ids are complete: orders whose id only ends in one of them are ignored. */
  readonly exact: boolean;
  /** True for a label that was scanned on the board. */
  readonly scanned?: boolean;
  /** True right after its scan: the answer is heard. */
  readonly announced?: boolean;
}

/** Opens page 配送 for a delivery with one of these ids. Its fields are those of OpenDelivery. */
export function openDeliveryPage(
  orderIds: readonly string[],
  exact: boolean,
  scanned = false,
  announced = false,
): void {
  const how = `${scanned ? '&scanned=1' : ''}${announced ? '&announced=1' : ''}`;
  openPage(deliveryUrl(orderIds, exact) + how);
}

/** Like {@link openDeliveryPage}, but replaces the visible page. */
export function replaceByDeliveryPage(orderIds: readonly string[], exact: boolean): void {
  openPage(deliveryUrl(orderIds, exact), true);
}

function deliveryUrl(orderIds: readonly string[], exact: boolean): string {
  const query = orderIds.map(
    (orderId, index) => `${ID_PARAMETERS[index] ?? ''}=${encodeURIComponent(orderId)}`,
  );
  return `${PAGE_PATHS.delivery}?${[...query, ...(exact ? ['exact=1'] : [])].join('&')}`;
}

/** URLs of pages that are being opened, which takes time when WeChat has to load the subpackage. */
const opening = new Set<string>();

/** Opens a page, only once for a double tap. `inPlace`: the page replaces the visible one. */
function openPage(url: string, inPlace = false): void {
  if (opening.has(url)) return;
  opening.add(url);
  const page = {
    url,
    fail: () => {
      const content = isInSubpackage(url)
        ? '它还没下载好，可能是网络不好。请检查网络，再试一次。'
        : '请返回，再试一次。';
      void showMessage({ title: '这一页没有打开', content });
    },
    complete: () => {
      opening.delete(url);
    },
  };
  if (inPlace) wx.redirectTo(page);
  else wx.navigateTo(page);
}

/** Query parameters for order ids, one each, because a page's query has one value per name. */
const ID_PARAMETERS: readonly string[] = ['id', 'or'];

/** Reads the query of page 配送: order ids to open (the likeliest first), `exact` and `scanned`. */
export function openedBy(query: Query): Required<Omit<OpenDelivery, 'key'>> {
  const orderIds = ID_PARAMETERS.map((key) => decoded(query[key])).filter((id) => id !== '');
  const is = (name: string): boolean => query[name] === '1';
  return { orderIds, exact: is('exact'), scanned: is('scanned'), announced: is('announced') };
}

/** Returns the text of the link (`?id=`) or code (`scene`) that opened 查单; null without one. */
export function sharedTextOf(query: Query): string | null {
  const text = query['id'] ?? query['scene'];
  return text === undefined ? null : decoded(text);
}

export function canGoBack(): boolean {
  return getCurrentPages().length > 1;
}

/** Goes back to the previous page, or to 查单 when a link has opened this page. */
export function goBack(): void {
  if (canGoBack()) void wx.navigateBack();
  else void wx.reLaunch({ url: PAGE_PATHS.search });
}

/** Closes all pages. Then opens 看板 or 店铺, if that tab was among them, or else 查单. */
export function reopenTab(): void {
  const shown = getCurrentPages().map(({ route }) => `/${route}`);
  const { search, board, shop } = PAGE_PATHS;
  void wx.reLaunch({ url: [board, shop].find((tab) => shown.includes(tab)) ?? search });
}

/** Decodes a value of a page's query, which WeChat passes percent-encoded. */
function decoded(value = ''): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // The text contains a % that is no escape sequence.
  }
}

let startsAtBoard = false;

/** Notes the start: a computer begins at 看板, unless a link asks for more than the default page. */
export function noteLaunch({ path, query }: WechatMiniprogram.App.LaunchShowOption): void {
  const isPlain = `/${path}` === PAGE_PATHS.search && Object.keys(query).length === 0;
  startsAtBoard = isPlain && isDesktop();
}

/** Tells whether to show 看板 first. True at most once after a start. */
export function takeStartAtBoard(): boolean {
  const was = startsAtBoard;
  startsAtBoard = false;
  return was;
}
