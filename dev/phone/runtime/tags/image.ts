import type { BuiltIn } from '../framework/built-ins';
import { templatePathOf } from '../framework/nodes';
import { assetUrl, textOf } from '../values';

export function createImage(element: HTMLElement): BuiltIn {
  const image = document.createElement('img');
  image.alt = '';
  image.draggable = false;
  element.append(image);
  return {
    attribute: (name, value) => {
      const text = textOf(value);
      if (name === 'src') image.src = text === '' ? '' : assetUrl(text, templatePathOf(element));
      else if (name === 'mode') image.style.objectFit = text === 'aspectFit' ? 'contain' : 'fill';
      else return false;
      return true;
    },
  };
}
