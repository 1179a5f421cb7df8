import { reportError } from '../errors';
import type { BuiltIn, BuiltInTags } from '../framework/built-ins';
import { MapTag } from '../map/map-tag';
import { createPageMeta } from './page-meta';
import { ScrollView } from './scroll-view';
import { createLabel, createSwitch } from './switch';
import { Input, TextField } from './text-field';
import { createButton, createView } from './view';

/** Tags of WeChat that the local phone does not draw. */
const NOT_DRAWN = `
  ad ad-custom audio camera canvas channel-live channel-video checkbox checkbox-group
  cover-image cover-view editor form functional-page-navigator icon image live-player live-pusher
  match-media movable-area movable-view navigation-bar navigator official-account open-data
  page-container picker picker-view picker-view-column progress radio radio-group rich-text
  root-portal slider swiper swiper-item video voip-room web-view xr-frame
`
  .trim()
  .split(/\s+/);

export const BUILT_IN_TAGS: BuiltInTags = new Map<string, (element: HTMLElement) => BuiltIn>([
  ['view', createView],
  ['button', createButton],
  ['input', (element) => new Input(element)],
  ['textarea', (element) => new TextField(element, document.createElement('textarea'))],
  ['scroll-view', (element) => new ScrollView(element)],
  ['switch', createSwitch],
  ['label', createLabel],
  ['page-meta', createPageMeta],
  ['map', (element) => new MapTag(element)],
  ...NOT_DRAWN.map((tag): [string, (element: HTMLElement) => BuiltIn] => [
    tag,
    (element) => notDrawn(tag, element),
  ]),
]);

/** Reports a tag that cannot be drawn, and shows its name. */
function notDrawn(tag: string, element: HTMLElement): BuiltIn {
  element.dataset['notDrawn'] = `<${tag}>`;
  reportError(new Error(`<${tag}> is not drawn by the local phone`), 'view');
  return {};
}
