import { shareSheet } from '../shell/share-sheet';
import { textOf } from '../values';
import type { BuiltIn } from '../framework/built-ins';
import { resetForm, submitForm } from './form';
import { Hover } from './hover';

/**
 * <button>. `form-type` works, `open-type="share"` asks the page for its card; the other open types need WeChat's own people and
 * dialogs and do nothing here.
 */
export function createButton(element: HTMLElement): BuiltIn {
  const hover = new Hover(element, { className: 'button-hover', startMs: 20, stayMs: 70 });
  element.setAttribute('role', 'button');
  let formType = '';
  let openType = '';
  return {
    attribute: (name, value) => {
      if (name === 'form-type') formType = textOf(value);
      else if (name === 'open-type') openType = textOf(value);
      else if (name === 'disabled') {
        const disabled = value !== false && value !== undefined && value !== null;
        element.toggleAttribute('disabled', disabled);
        element.setAttribute('aria-disabled', String(disabled));
        return true;
      }
      return hover.attribute(name, value);
    },
    hover: (on) => !element.hasAttribute('disabled') && hover.hover(on),
    tapped: () => {
      if (formType === 'submit') submitForm(element);
      else if (formType === 'reset') resetForm(element);
      else if (openType === 'share') void shareSheet(element);
      else return false;
      return true;
    },
  };
}
