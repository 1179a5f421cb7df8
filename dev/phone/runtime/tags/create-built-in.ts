import { reportError } from '../errors';
import type { BuiltIn } from '../framework/built-ins';
import { createButton } from './button';
import { createForm } from './form';
import { createImage } from './image';
import { createInput } from './input';
import { createLabel } from './label';
import { createNavigator } from './navigator';
import { createNavigationBar, createPageMeta } from './page-meta';
import { createScrollView } from './scroll-view';
import { createSwitch } from './switch';
import { createTextarea } from './textarea';
import { createView } from './view';
import { createMap } from '../map/map-tag';

type Factory = (element: HTMLElement) => BuiltIn;

const factories = new Map<string, Factory>([
  ['view', createView],
  ['cover-view', createView],
  ['button', createButton],
  ['navigator', createNavigator],
  ['input', createInput],
  ['textarea', createTextarea],
  ['image', createImage],
  ['cover-image', createImage],
  ['scroll-view', createScrollView],
  ['switch', createSwitch],
  ['label', createLabel],
  ['form', createForm],
  ['page-meta', createPageMeta],
  ['navigation-bar', createNavigationBar],
  ['map', createMap],
]);

/** WeChat has these, the local phone does not draw them (yet). */
const NOT_DRAWN = new Set(
  'ad,ad-custom,audio,camera,canvas,channel-live,channel-video,checkbox,checkbox-group,editor,functional-page-navigator,icon,live-player,live-pusher,match-media,movable-area,movable-view,official-account,open-data,picker,picker-view,picker-view-column,progress,radio,radio-group,rich-text,slider,swiper,swiper-item,video,voip-room,web-view,xr-frame'.split(
    ',',
  ),
);

/** The behaviour for a tag of WXML; undefined for plain ones (text, block) and components. A tag that cannot be drawn is reported, and says so on screen. */
export function createBuiltIn(tag: string, element: HTMLElement): BuiltIn | undefined {
  if (NOT_DRAWN.has(tag)) {
    element.dataset['notDrawn'] = `<${tag}>`;
    reportError(new Error(`<${tag}> is not drawn by the local phone`), 'view');
  }
  return factories.get(tag)?.(element);
}
