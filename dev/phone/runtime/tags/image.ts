import { dispatch, nodeOf, templatePathOf } from '../framework/nodes';
import { textOf } from '../values';
import { assetUrl } from '../asset-url';
import type { BuiltIn } from '../framework/built-ins';

const FIT: Readonly<Record<string, string>> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
};

export function createImage(element: HTMLElement): BuiltIn {
  const image = document.createElement('img');
  image.alt = '';
  image.draggable = false;
  element.append(image);
  image.addEventListener('load', () => {
    dispatch(element, 'load', { width: image.naturalWidth, height: image.naturalHeight });
  });
  image.addEventListener('error', () => {
    dispatch(element, 'error', { errMsg: `GET ${image.src} failed` });
  });
  return {
    attribute: (name, value) => {
      if (name === 'src') {
        const source = textOf(value);
        const node = nodeOf(element);
        image.src =
          source === '' ? '' : assetUrl(source, node === undefined ? '' : templatePathOf(node));
        return true;
      }
      if (name === 'mode') {
        const mode = textOf(value, 'scaleToFill');
        element.dataset['mode'] = mode;
        image.style.objectFit = FIT[mode] ?? 'fill';
        return true;
      }
      if (name === 'lazy-load') {
        image.loading = value === false ? 'eager' : 'lazy';
        return true;
      }
      if (name !== 'aria-label') return false;
      image.alt = textOf(value);
      return true;
    },
  };
}
