import { builtInOf } from '../framework/built-ins';
import { dispatch, nodeOf } from '../framework/nodes';
import { isRecord, textOf } from '../values';
import type { BuiltIn } from '../framework/built-ins';

export function createForm(): BuiltIn {
  return {};
}

/** Dispatches `submit` with the values of all named fields of the form around a button. */
export function submitForm(button: HTMLElement): void {
  const form = button.closest('wx-form');
  if (form !== null) dispatch(form, 'submit', { value: valuesIn(form) });
}

export function resetForm(button: HTMLElement): void {
  const form = button.closest('wx-form');
  if (form === null) return;
  for (const field of form.querySelectorAll('*')) builtInOf(field)?.reset?.();
  dispatch(form, 'reset', {});
}

function valuesIn(form: Element): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const element of form.querySelectorAll('*')) {
    const node = nodeOf(element);
    const builtIn = builtInOf(element);
    if (node === undefined) continue;
    // Components with wx://form-field hold name and value among their data.
    const data: unknown = 'data' in node ? node.data : undefined;
    if (builtIn?.formValue !== undefined) {
      const name = textOf(node.getAttribute('name'));
      if (name !== '') values[name] = builtIn.formValue();
    } else if (isRecord(data) && textOf(data['name']) !== '' && 'value' in data) {
      values[textOf(data['name'])] = data['value'];
    }
  }
  return values;
}
