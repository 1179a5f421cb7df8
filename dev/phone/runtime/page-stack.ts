import type * as glassEasel from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import type { PageFrame } from './shell/page-frame';

/** The parts of a page's address. */
export interface PageTarget {
  /** Path of the page, such as `pages/search/search`. */
  readonly route: string;
  /** Parameters, still percent-encoded, because WeChat does not decode them for onLoad either. */
  readonly query: Readonly<Record<string, string>>;
}

/** `this` in a page: its methods and fields, and its glass-easel component. */
export type Caller = Record<string, unknown> & { readonly _$: glassEasel.GeneralComponent };

/** An open page, on the stack or behind another tab. */
export interface OpenPage extends PageTarget {
  readonly caller: Caller;
  readonly frame: PageFrame;
  readonly root: Root;
  /** True between onShow and onHide. */
  isShown: boolean;
}

/** Open pages, the visible one last, as in `getCurrentPages()`. */
export const pageStack: OpenPage[] = [];

export function topPage(): OpenPage | undefined {
  return pageStack.at(-1);
}

/** Parses `/pages/a/a?id=1`. */
export function parsePageUrl(url: string): PageTarget {
  const [path = '', search = ''] = url.split('?', 2);
  const query: Record<string, string> = {};
  for (const part of search.split('&').filter((one) => one !== '')) {
    const [key = '', ...value] = part.split('=');
    query[key] = value.join('=');
  }
  return { route: path.replace(/^\//, ''), query };
}

/** Returns the address of a page: `/pages/a/a?id=1`. */
export function pageUrl({ route, query }: PageTarget): string {
  const search = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return `/${route}${search.length === 0 ? '' : `?${search.join('&')}`}`;
}
