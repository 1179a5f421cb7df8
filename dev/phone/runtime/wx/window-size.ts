import { createListeners } from '../listeners';
import { topPage } from '../page-stack';

/** What Page.onResize and wx.onWindowResize are told: px of the visible page's area. */
export interface WindowSize {
  readonly size: { readonly windowWidth: number; readonly windowHeight: number };
}

/** Once everything is drawn in the new size, so that wx.getWindowInfo() already agrees. */
export const windowResized = createListeners<[WindowSize]>();

/** px that the visible page has for itself, below its navigation bar. */
export function windowSize(): WindowSize['size'] {
  const { innerWidth, innerHeight } = window;
  return { windowWidth: innerWidth, windowHeight: innerHeight - (topPage()?.frame.top ?? 0) };
}
