import type { TemplateResult } from 'lit-html';
import { html } from 'lit-html';

export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

/** A row of buttons of which one is pressed. */
export function choice<Value>(
  label: string,
  options: readonly Option<Value>[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<div class="choice" role="group" aria-label=${label}>
    ${options.map(
      (option) =>
        html`<button
          type="button"
          class="choice__option"
          aria-pressed=${option.value === chosen}
          @click=${() => {
            choose(option.value);
          }}
        >
          ${option.label}
        </button>`,
    )}
  </div>`;
}
