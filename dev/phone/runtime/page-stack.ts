import type { Caller } from './framework/framework';
import type { PageFrame } from './shell/page-frame';

/** A page on the stack. */
export interface OpenPage {
  /** `pages/search/search`. */
  readonly route: string;
  readonly options: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly frame: PageFrame;
}

/** Pages that are open, the visible one last: what `getCurrentPages()` shows. */
export const pageStack: OpenPage[] = [];

export function topPage(): OpenPage | undefined {
  return pageStack.at(-1);
}
