import { textOf, flagOf, numberOf, type Options } from '../values';
import { assetUrl } from '../asset-url';
import { shellElement } from './element';
import { showLayer } from './sheet';

let remove: (() => void) | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Draws a toast or loading as WeChat does; one at a time. */
export function drawToast(options: Options, kind: 'toast' | 'loading'): void {
  hideToast();
  const icon = kind === 'loading' ? 'loading' : textOf(options['icon'], 'success');
  const picture = textOf(options['image']);
  const image = shellElement('div', `phone-toast-icon phone-icon-${icon}`);
  if (picture !== '') image.style.backgroundImage = `url("${assetUrl(picture, '')}")`;
  const text = shellElement('div', 'phone-toast-text', textOf(options['title']));
  const plain = icon === 'none' && picture === '';
  const box = shellElement('div', plain ? 'phone-toast phone-toast-plain' : 'phone-toast');
  box.setAttribute('role', 'status');
  box.append(...(plain ? [text] : [image, text]));
  const mask = shellElement('div', 'phone-clear-mask');
  remove = showLayer(...(flagOf(options['mask']) ? [mask, box] : [box]));
  if (kind === 'toast') timer = setTimeout(hideToast, numberOf(options['duration'], 1500));
}

export function hideToast(): void {
  clearTimeout(timer);
  remove?.();
  remove = null;
}
