import type { ShopPage } from '../contract/page-paths';
import { isInSubpackage, PAGE_PATHS, pagePath } from '../contract/page-paths';
import { tell } from './dialog';

/** Opens a page of 店铺; `id` says which entry it is about. */
export function openShopPage(page: ShopPage, id?: string): void {
  const query = id === undefined ? '' : `?id=${encodeURIComponent(id)}`;
  open(pagePath(page) + query);
}

/** The entry that a page of 店铺 was opened for; empty for a new one. */
export function entryIdOf(query: Readonly<Record<string, string | undefined>>): string {
  return decoded(query['id']);
}

/** The secret of the invite that a page was opened by; empty when it was opened otherwise. */
export function inviteSecretOf(query: Readonly<Record<string, string | undefined>>): string {
  return decoded(query['invite']);
}

/** To one of the tabs, leaving everything above them. */
export function goToTab(tab: 'search' | 'shop'): void {
  void wx.switchTab({ url: PAGE_PATHS[tab] });
}

/**
 * Opens the page of a delivery that may have any of these order ids.
 *
 * @param exact they are whole ones, whatever other ids end so
 */
export function openDeliveryPage(orderIds: readonly string[], exact: boolean): void {
  open(deliveryUrl(orderIds, exact));
}

/** Opens it in the place of the page that is on top. */
export function replaceByDeliveryPage(orderIds: readonly string[], exact: boolean): void {
  open(deliveryUrl(orderIds, exact), true);
}

function deliveryUrl(orderIds: readonly string[], exact: boolean): string {
  const query = orderIds.map(
    (orderId, index) => `${KEYS[index] ?? ''}=${encodeURIComponent(orderId)}`,
  );
  return `${PAGE_PATHS.delivery}?${[...query, ...(exact ? ['exact=1'] : [])].join('&')}`;
}

/** Pages that are being opened: one of the subpackage may have to be loaded first. */
const opening = new Set<string>();

/** Each page once: the second tap of two would open it once more above itself. */
function open(url: string, inPlace = false): void {
  if (opening.has(url)) return;
  opening.add(url);
  const page = {
    url,
    fail: () => {
      const content = isInSubpackage(url)
        ? '它还没下载好，可能是网络不好。请检查网络，再试一次。'
        : '请返回，再试一次。';
      void tell({ title: '这一页没有打开', content });
    },
    complete: () => {
      opening.delete(url);
    },
  };
  if (inPlace) wx.redirectTo(page);
  else wx.navigateTo(page);
}

/** A page's query holds one value a name. */
const KEYS: readonly string[] = ['id', 'or'];

/** The order ids that a page was opened with, the likeliest first. */
export function orderIdsOf(query: Readonly<Record<string, string | undefined>>): readonly string[] {
  return KEYS.map((key) => decoded(query[key])).filter((id) => id !== '');
}

/** Whether the order ids that a page was opened with are whole ones. */
export function isExact(query: Readonly<Record<string, string | undefined>>): boolean {
  return query['exact'] === '1';
}

/** The text that 查单 was opened with by a link (`?id=`) or a mini-program code (`scene`); null when it was opened otherwise. */
export function sharedTextOf(query: Readonly<Record<string, string | undefined>>): string | null {
  const text = query['id'] ?? query['scene'];
  return text === undefined ? null : decoded(text);
}

/** Whether the person came here from another page. */
export function canGoBack(): boolean {
  return getCurrentPages().length > 1;
}

/** Back to where the person came from; to 查单 when the page was opened by a link. */
export function goBack(): void {
  if (canGoBack()) void wx.navigateBack();
  else void wx.reLaunch({ url: PAGE_PATHS.search });
}

/** Values arrive as they stand in the address. */
function decoded(value = ''): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // A lone % is part of the text.
  }
}
