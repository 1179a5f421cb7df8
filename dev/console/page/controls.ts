import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';

export type Press = () => void;

export interface ButtonLook {
  /** Suffix of the CSS class: `button--option`. */
  readonly kind?: 'option' | 'value' | 'id' | 'fault' | 'switch' | 'chip' | 'tab';
  readonly title?: string;
  readonly value?: string;
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
  const { kind, title, value, name, isDisabled, isPressed, isOpen, isPointedAt } = look;
  return html`<button
    type="button"
    class="button ${kind === undefined ? '' : `button--${kind}`}"
    title=${title ?? nothing}
    value=${value ?? nothing}
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

/** Leaves the focus in the phone, where some fields close as soon as they lose it. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

/** Draws a group of buttons, of which the chosen one is pressed. */
export function choice<Value>(
  label: string,
  options: readonly Option<Value>[],
  chosen: Value,
  choose: (value: Value) => Press,
): TemplateResult {
  return html`<div class="choice" role="group" aria-label=${label}>
    ${options.map((option) =>
      button(option.label, choose(option.value), {
        kind: 'option',
        isPressed: option.value === chosen,
      }),
    )}
  </div>`;
}
