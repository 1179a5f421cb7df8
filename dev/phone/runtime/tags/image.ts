import type { BuiltIn } from '../framework/built-ins';
import { templatePathOf } from '../framework/nodes';
import { assetUrl, textOf } from '../values';

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
  return {
    attribute: (name, value) => {
      const text = textOf(value);
      if (name === 'src') image.src = text === '' ? '' : assetUrl(text, templatePathOf(element));
      else if (name === 'mode') image.style.objectFit = FIT[text] ?? 'fill';
      else if (name === 'aria-label') image.alt = text;
      else return false;
      return true;
    },
  };
}
