import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';

/** What is done when something is pressed. */
export type Press = () => void;

export interface ButtonLook {
  /** Added to its class: `button--option`. */
  readonly kind?: 'option' | 'value' | 'id' | 'fault' | 'tab';
  readonly title?: string;
  readonly value?: string;
  /** Its name for who does not see it, where the label is not enough. */
  readonly name?: string;
  readonly isDisabled?: boolean;
  /** Whether it is pressed, of one that stays so. */
  readonly isPressed?: boolean;
  /** Whether what it opens is open, of one that opens something. */
  readonly isOpen?: boolean;
  /** Whether the tour speaks of it. */
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
    @click=${press}
  >
    ${label}
  </button>`;
}

export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

/** A row of buttons of which one is pressed. */
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
