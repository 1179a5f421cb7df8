import path from 'node:path';
import { lineOf } from './source';

/** Tags of WeChat's webview renderer: those of WXML itself, and the built-in components. */
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

/** Opening tag of a template. */
export interface Tag {
  readonly name: string;
  /** Line of the tag, from 1. */
  readonly line: number;
  /** Attribute values by name; '' for an attribute without a value. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Replaces comments by spaces, and keeps line breaks so that line numbers stay right. */
export function withoutComments(text: string): string {
  return text.replace(/<!--[^]*?-->/g, blank);
}

/** Lists all opening tags in order, except those in comments and inline scripts. */
export function tagsOf(template: string): readonly Tag[] {
  const text = withoutComments(template).replace(/(?<=<wxs\b[^>]*[^/]>)[^]*?(?=<\/wxs>)/g, blank);
  return [...text.matchAll(/<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g)].map(
    ({ 1: name = '', 2: attributes = '', index }) => ({
      name,
      line: lineOf(text, index),
      attributes: new Map(
        [...attributes.matchAll(/([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)].map(
          ({ 1: attribute = '', 2: double, 3: single }) => [attribute, double ?? single ?? ''],
        ),
      ),
    }),
  );
}

/**
 * Returns the path that an `<import>`, `<include>` or `<wxs>` names, relative to the mini-program's
 * folder; null for other tags and inline scripts.
 */
export function sourceOf({ name, attributes }: Tag, file: string): string | null {
  const source = attributes.get('src') ?? '';
  if (!['import', 'include', 'wxs'].includes(name) || source === '') return null;
  const from = source.startsWith('/') ? '.' : path.posix.dirname(file);
  const named = path.posix.join(from, source);
  // The extension may be omitted for WXML, but not for WXS.
  return name === 'wxs' || path.posix.extname(named) !== '' ? named : `${named}.wxml`;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
