const SEARCH = '/pages/search/search';
const DELIVERY = '/pages/delivery/delivery';

/** Opens the page of a delivery that may have any of these order ids. */
export function openDeliveryPage(orderIds: readonly string[]): void {
  const query = orderIds.map(
    (orderId, index) => `${KEYS[index] ?? ''}=${encodeURIComponent(orderId)}`,
  );
  void wx.navigateTo({ url: `${DELIVERY}?${query.join('&')}` });
}

/** A page's query holds one value a name. */
const KEYS: readonly string[] = ['id', 'or'];

/** The order ids that a page was opened with, in the order to try them. */
export function orderIdsOf(query: Readonly<Record<string, string | undefined>>): readonly string[] {
  return KEYS.map((key) => decoded(query[key])).filter((id) => id !== '');
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
