import { builtInOf } from '../framework/built-ins';
import { nodeOf } from '../framework/nodes';
import { textOf } from '../values';
import type { BuiltIn } from '../framework/built-ins';

/** <label>: a tap on it is a tap on its control, inside it or named by `for`. */
export function createLabel(element: HTMLElement): BuiltIn {
  let target = '';
  const control = (): Element | null => {
    if (target === '') return element.querySelector('wx-input, wx-textarea, wx-switch, wx-button');
    const node = nodeOf(element)?.ownerShadowRoot?.querySelector(`#${target}`);
    const found: unknown = node?.getBackendElement();
    return found instanceof Element ? found : null;
  };
  return {
    attribute: (name, value) => {
      if (name !== 'for') return false;
      target = textOf(value);
      return true;
    },
    tapped: (event) => {
      const found = control();
      if (found === null || found.contains(event.target as Node)) return false;
      return builtInOf(found)?.tapped?.(event) === true;
    },
  };
}
