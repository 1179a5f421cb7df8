import { type TemplateResult, html, nothing } from 'lit-html';
import type { PhoneFrame } from './phone-frame';

/** What a button does. A promise of it never fails. */
export type Press = () => unknown;

export interface ButtonLook {
  /** Suffix of the CSS class: `button--option`. */
  readonly kind?: 'option' | 'value' | 'id' | 'bad' | 'switch';
  readonly title?: string;
  /** Accessible name, where the label is not enough. */
  readonly name?: string;
  readonly isDisabled?: boolean;
  /** State of a toggle button. */
  readonly isPressed?: boolean;
  /** Says whether the part that the button opens is open (`aria-expanded`). */
  readonly isOpen?: boolean;
  /** Says whether the guided tour highlights the button. */
  readonly isPointedAt?: boolean;
}

export function button(label: unknown, press: Press, look: ButtonLook = {}): TemplateResult {
  const { kind, title, name, isDisabled, isPressed, isOpen, isPointedAt } = look;
  return html`<button
    type="button"
    class="button ${kind === undefined ? '' : `button--${kind}`}"
    title=${title ?? nothing}
    aria-label=${name ?? nothing}
    aria-pressed=${isPressed ?? nothing}
    aria-expanded=${isOpen ?? nothing}
    ?disabled=${isDisabled}
    ?data-pointed-at=${isPointedAt}
    @mousedown=${kind === 'value' ? keepFocus : nothing}
    @click=${press}
  >
    ${label}
  </button>`;
}

/** Draws a button that copies a text, and types it into the phone's focused field. */
export function valueButton(
  label: string,
  text: string,
  phone: Pick<PhoneFrame, 'tell'>,
): TemplateResult {
  const fill = (): void => {
    // Ignores errors, because the browser may deny access to the clipboard.
    void navigator.clipboard.writeText(text).catch(() => undefined);
    phone.tell({ type: 'type-text', text });
  };
  return button(label, fill, { kind: 'value', title: '复制，也填进手机里选中的框' });
}

/** Leaves the focus in the phone, where some fields close as soon as they lose it. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

/**
 * Draws a group of buttons, of which the chosen one is pressed.
 *
 * @param options labels of the values that can be chosen
 */
export function choice<Value extends string>(
  label: string,
  options: Readonly<Record<Value, string>>,
  chosen: Value,
  choose: (value: Value) => unknown,
): TemplateResult {
  // A cast, because the type of Object.keys() is string[].
  const values = Object.keys(options) as Value[];
  return html`<div class="choice" role="group" aria-label=${label}>
    ${values.map((value) =>
      button(options[value], () => choose(value), { kind: 'option', isPressed: value === chosen }),
    )}
  </div>`;
}
