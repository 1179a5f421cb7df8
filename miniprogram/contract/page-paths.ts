export const PAGE_PATHS = {
  search: '/pages/search/search',
  board: '/pages/board/board',
  delivery: '/pages/delivery/delivery',
  shop: '/pages/shop/shop',
  about: '/pages/about/about',
} as const;

/** Pages of the subpackage `management`, which WeChat may have to download first. */
export const MANAGEMENT_PAGES = [
  'people',
  'member',
  'invite',
  'join',
  'claim',
  'stores',
  'store',
  'mini-programs',
  'mini-program',
  'accounts',
  'account',
  'notices',
  'robot',
  'message-template',
  'register-keys',
  'dark-map',
  'audit',
  'privacy',
  'self-check',
] as const;

export type PageName = keyof typeof PAGE_PATHS | (typeof MANAGEMENT_PAGES)[number];

/** Pages that 店铺 opens: all pages but the tabs and page 配送. */
export type ShopPage = Exclude<PageName, 'search' | 'board' | 'delivery' | 'shop'>;

export function pagePath(page: PageName): string {
  return page in PAGE_PATHS
    ? PAGE_PATHS[page as keyof typeof PAGE_PATHS]
    : `/management/pages/${page}/${page}`;
}

export function isInSubpackage(path: string): boolean {
  return !path.startsWith('/pages/');
}
