/** The pages of the main package; the two tabs are 查单 and 店铺. */
export const PAGE_PATHS = {
  search: '/pages/search/search',
  delivery: '/pages/delivery/delivery',
  shop: '/pages/shop/shop',
  about: '/pages/about/about',
} as const;

/** The pages of the subpackage, which may have to be loaded first: those that 店铺 leads to, and those that lead into the shop. */
export const MANAGEMENT_PAGES = [
  'people',
  'member',
  'invite',
  'join',
  'claim',
  'stores',
  'store',
  'accounts',
  'account',
  'app-secret',
  'audit',
  'privacy',
  'self-check',
] as const;

export type PageName = keyof typeof PAGE_PATHS | (typeof MANAGEMENT_PAGES)[number];

/** Those that 店铺 and its pages open one above the other; a tab is not opened so. */
export type ShopPage = Exclude<PageName, 'search' | 'delivery' | 'shop'>;

/** Where a page lies, as WeChat opens it. */
export function pagePath(page: PageName): string {
  return page in PAGE_PATHS
    ? PAGE_PATHS[page as keyof typeof PAGE_PATHS]
    : `/management/pages/${page}/${page}`;
}

/** Whether a page may have to be loaded before it can be opened. */
export function isInSubpackage(path: string): boolean {
  return path.startsWith('/management/');
}
