import { builtInOf, type BuiltIn } from '../framework/built-ins';
import { dispatch } from '../framework/nodes';
import { flagOf, textOf } from '../values';

export function createSwitch(element: HTMLElement): BuiltIn {
  let checked = false;
  element.setAttribute('role', 'switch');
  element.append(document.createElement('i'));
  const show = (now: boolean): void => {
    checked = now;
    element.setAttribute('aria-checked', String(checked));
  };
  show(false);
  return {
    attribute: (name, value) => {
      if (name === 'checked') show(flagOf(value));
      else if (name === 'color') element.style.setProperty('--phone-switch', textOf(value));
      else return false;
      return true;
    },
    tapped: () => {
      show(!checked);
      dispatch(element, 'change', { value: checked });
      return true;
    },
  };
}

/** <label>: passes a tap on to the first control inside it. */
export function createLabel(element: HTMLElement): BuiltIn {
  return {
    tapped: (event) => {
      const control = element.querySelector('wx-input, wx-textarea, wx-switch, wx-button');
      if (control === null || control.contains(event.target as Node)) return false;
      return builtInOf(control)?.tapped?.(event) === true;
    },
  };
}
