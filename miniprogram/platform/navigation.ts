import type { ShopPage } from '../contract/page-paths';
import { isInSubpackage, PAGE_PATHS, pagePath } from '../contract/page-paths';
import { showMessage } from './dialog';

/** Opens a page of 店铺; `id` names the entry that the page shows. */
export function openShopPage(page: ShopPage, id?: string): void {
  const query = id === undefined ? '' : `?id=${encodeURIComponent(id)}`;
  open(pagePath(page) + query);
}

/** Returns the id of the entry that a page of 店铺 was opened for; empty for a new one. */
export function entryIdOf(query: Readonly<Record<string, string | undefined>>): string {
  return decoded(query['id']);
}

/** Returns the secret of the invite that opened a page; empty when no invite did. */
export function inviteSecretOf(query: Readonly<Record<string, string | undefined>>): string {
  return decoded(query['invite']);
}

/** Switches to one of the tabs and closes every page above it. */
export function goToTab(tab: 'search' | 'shop'): void {
  void wx.switchTab({ url: PAGE_PATHS[tab] });
}

/**
 * Opens the page of a delivery that may have any of these order ids.
 *
 * @param exact true for whole order ids: other ids that end in them are ignored
 */
export function openDeliveryPage(orderIds: readonly string[], exact: boolean): void {
  open(deliveryUrl(orderIds, exact));
}

/** Replaces the top page by the page of a delivery, see {@link openDeliveryPage}. */
export function replaceByDeliveryPage(orderIds: readonly string[], exact: boolean): void {
  open(deliveryUrl(orderIds, exact), true);
}

function deliveryUrl(orderIds: readonly string[], exact: boolean): string {
  const query = orderIds.map(
    (orderId, index) => `${KEYS[index] ?? ''}=${encodeURIComponent(orderId)}`,
  );
  return `${PAGE_PATHS.delivery}?${[...query, ...(exact ? ['exact=1'] : [])].join('&')}`;
}

/** Addresses of pages that are just being opened: WeChat may have to load the subpackage first. */
const opening = new Set<string>();

/**
 * Opens a page. A second call for the same page is ignored while the page opens, so that a double
 * tap does not open two.
 */
function open(url: string, inPlace = false): void {
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

/** Names of the query's order ids: a page's query holds one value per name. */
const KEYS: readonly string[] = ['id', 'or'];

/** Returns the order ids that a page was opened with, the likeliest first. */
export function orderIdsOf(query: Readonly<Record<string, string | undefined>>): readonly string[] {
  return KEYS.map((key) => decoded(query[key])).filter((id) => id !== '');
}

/** Tells whether the order ids that a page was opened with are whole ones. */
export function isExact(query: Readonly<Record<string, string | undefined>>): boolean {
  return query['exact'] === '1';
}

/**
 * Returns the text of the link (`?id=`) or mini-program code (`scene`) that opened 查单.
 *
 * @returns null when it was opened otherwise
 */
export function sharedTextOf(query: Readonly<Record<string, string | undefined>>): string | null {
  const text = query['id'] ?? query['scene'];
  return text === undefined ? null : decoded(text);
}

/** Tells whether the person came here from another page. */
export function canGoBack(): boolean {
  return getCurrentPages().length > 1;
}

/** Goes back to the page before; to 查单 when a link opened this page. */
export function goBack(): void {
  if (canGoBack()) void wx.navigateBack();
  else void wx.reLaunch({ url: PAGE_PATHS.search });
}

/** Decodes a value of a page's query, which arrives percent-encoded. */
function decoded(value = ''): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // A lone % is part of the text.
  }
}
