import { createListeners } from '../listeners';
import { topPage } from '../page-stack';

/** What Page.onResize and wx.onWindowResize are told: px of the visible page's area. */
export interface WindowSize {
  readonly size: { readonly windowWidth: number; readonly windowHeight: number };
}

/** Once everything is drawn in the new size, so that wx.getWindowInfo() already agrees. */
export const windowResized = createListeners<[WindowSize]>();

/** px that the visible page has for itself, between its navigation bar and its tab bar. */
export function windowSize(): WindowSize['size'] {
  const { innerWidth, innerHeight } = window;
  const { top, bottom } = topPage()?.frame ?? { top: 0, bottom: 0 };
  return { windowWidth: innerWidth, windowHeight: innerHeight - top - bottom };
}
