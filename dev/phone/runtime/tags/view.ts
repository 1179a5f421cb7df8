import type { BuiltIn } from '../framework/built-ins';
import { Hover } from './hover';

export function createView(element: HTMLElement): BuiltIn {
  const hover = new Hover(element, { className: 'none', startMs: 50, stayMs: 400 });
  return {
    attribute: (name, value) => hover.attribute(name, value),
    hover: (on) => hover.hover(on),
  };
}
