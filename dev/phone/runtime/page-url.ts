/** A page's address, taken apart. */
export interface PageUrl {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `/pages/a/a?id=1`, or a path relative to the page `from`. Values stay as written: WeChat does not decode
 * them for onLoad either. */
export function parsePageUrl(url: string, from: string): PageUrl {
  const [path = '', search = ''] = url.split('?', 2);
  const base = new URL(`/${from}`, 'page://x');
  const route = path.startsWith('/') ? path.slice(1) : new URL(path, base).pathname.slice(1);
  const query: Record<string, string> = {};
  for (const part of search.split('&').filter((one) => one !== '')) {
    const [key = '', ...value] = part.split('=');
    query[key] = value.join('=');
  }
  return { route, query };
}
