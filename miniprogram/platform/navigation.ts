const SEARCH = '/pages/search/search';
const DELIVERY = '/pages/delivery/delivery';
const SHOP = '/pages/shop/shop';
/** A subpackage: a phone loads it when 店铺 is opened, or the first of its pages. */
const MANAGEMENT = '/management';

/** The pages that 店铺 leads to, and those that lead into the shop. */
export type ShopPage =
  | 'people'
  | 'member'
  | 'invite'
  | 'stores'
  | 'store'
  | 'accounts'
  | 'account'
  | 'app-secret'
  | 'audit'
  | 'privacy'
  | 'self-check'
  | 'about'
  | 'claim';

/** Opens a page of 店铺; `id` says which entry it is about. */
export function openShopPage(page: ShopPage, id?: string): void {
  const query = id === undefined ? '' : `?id=${encodeURIComponent(id)}`;
  open(`${page === 'about' ? '' : MANAGEMENT}/pages/${page}/${page}${query}`);
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
  void wx.switchTab({ url: tab === 'search' ? SEARCH : SHOP });
}

/** Opens the page of a delivery that may have any of these order ids; `exact`: they are whole ones, whatever other ids end so. */
export function openDeliveryPage(orderIds: readonly string[], exact = false): void {
  open(deliveryUrl(orderIds, exact));
}

/** Opens the page of a delivery by its whole order id in the place of the page that is on top. */
export function replaceByDeliveryPage(orderId: string): void {
  open(deliveryUrl([orderId], true), true);
}

function deliveryUrl(orderIds: readonly string[], exact: boolean): string {
  const query = orderIds.map(
    (orderId, index) => `${KEYS[index] ?? ''}=${encodeURIComponent(orderId)}`,
  );
  return `${DELIVERY}?${[...query, ...(exact ? ['exact=1'] : [])].join('&')}`;
}

let isOpening = false;

/** One page at a time: the second tap of two would open it once more above itself. */
function open(url: string, inPlace = false): void {
  if (isOpening) return;
  isOpening = true;
  const page = {
    url,
    fail: () => {
      void wx.showModal({
        title: '这一页没有打开',
        content: '多半是网络不好：看一下网络，再点一次。',
        showCancel: false,
        confirmText: '知道了',
      });
    },
    complete: () => {
      isOpening = false;
    },
  };
  if (inPlace) wx.redirectTo(page);
  else wx.navigateTo(page);
}

/** A page's query holds one value a name. */
const KEYS: readonly string[] = ['id', 'or'];

/** The order ids that a page was opened with, in the order to try them. */
export function orderIdsOf(query: Readonly<Record<string, string | undefined>>): readonly string[] {
  return KEYS.map((key) => decoded(query[key])).filter((id) => id !== '');
}

/** Whether the order ids that a page was opened with are whole ones. */
export function isExact(query: Readonly<Record<string, string | undefined>>): boolean {
  return query['exact'] === '1';
}

/** The text that 查单 was opened with by a link (`?id=`) or a mini-program code (`scene`); empty when it was opened otherwise. */
export function sharedTextOf(query: Readonly<Record<string, string | undefined>>): string {
  return decoded(query['id'] ?? query['scene']);
}

/** Whether the person came here from another page. */
export function canGoBack(): boolean {
  return getCurrentPages().length > 1;
}

/** Back to where the person came from; to 查单 when the page was opened by a link. */
export function goBack(): void {
  if (canGoBack()) void wx.navigateBack();
  else void wx.reLaunch({ url: SEARCH });
}

/** Values arrive as they stand in the address. */
function decoded(value = ''): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // A lone % is part of the text.
  }
}
