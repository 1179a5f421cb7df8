/** The tags that WeChat's webview renderer knows by itself: those of WXML, and the built-in components. */
export const BUILT_IN_TAGS: readonly string[] = [
  ...['block', 'import', 'include', 'slot', 'template', 'wxs'],
  ...['page-meta', 'navigation-bar', 'custom-wrapper', 'keyboard-accessory'],
  ...['view', 'text', 'rich-text', 'icon', 'progress', 'cover-view', 'cover-image'],
  ...['scroll-view', 'swiper', 'swiper-item', 'movable-area', 'movable-view', 'match-media'],
  ...['page-container', 'root-portal', 'share-element', 'navigator', 'functional-page-navigator'],
  ...['button', 'form', 'input', 'textarea', 'label', 'editor', 'switch', 'slider'],
  ...['checkbox', 'checkbox-group', 'radio', 'radio-group'],
  ...['picker', 'picker-view', 'picker-view-column'],
  ...['image', 'audio', 'video', 'camera', 'canvas', 'map', 'live-player', 'live-pusher'],
];
