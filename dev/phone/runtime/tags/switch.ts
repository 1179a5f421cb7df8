import { dispatch } from '../framework/nodes';
import { flagOf, textOf } from '../values';
import type { BuiltIn } from '../framework/built-ins';

export function createSwitch(element: HTMLElement): BuiltIn {
  let checked = false;
  let first = false;
  let disabled = false;
  let model: ((value: unknown) => void) | null = null;
  element.setAttribute('role', 'switch');
  element.append(document.createElement('i'));
  const show = (now: boolean): void => {
    checked = now;
    element.setAttribute('aria-checked', String(checked));
  };
  show(false);
  return {
    attribute: (name, value) => {
      if (name === 'checked') {
        first = flagOf(value);
        show(first);
      } else if (name === 'disabled') {
        disabled = flagOf(value);
        element.setAttribute('aria-disabled', String(disabled));
      } else if (name === 'color') {
        element.style.setProperty('--phone-switch', textOf(value, '#04be02'));
      } else return false;
      return true;
    },
    bindModel: (attribute, listener) => {
      if (attribute === 'checked') model = listener;
    },
    tapped: () => {
      if (disabled) return true;
      show(!checked);
      model?.(checked);
      dispatch(element, 'change', { value: checked });
      return true;
    },
    formValue: () => checked,
    reset: () => {
      show(first);
    },
  };
}
