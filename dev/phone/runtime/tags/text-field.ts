import type { BuiltIn } from '../framework/built-ins';
import { dispatch, scopedClassNames } from '../framework/nodes';
import { phone } from '../phone';
import { flagOf, numberOf, textOf } from '../values';

/** HTML `inputmode` by the `type` of <input>. */
const INPUT_MODES: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal' };
/** Delay until a field shows a value from setData, ms, with the setting `client=reported`. */
const WAY_BACK_MS = 50;
/** WeChat's default of `maxlength`. */
const MOST_CHARACTERS = 140;

/** <textarea>, and the parts of <input> that it has, too: value, focus, placeholder and events. */
export class TextField<Field extends HTMLInputElement | HTMLTextAreaElement> implements BuiltIn {
  private readonly placeholder = document.createElement('div');
  /** `focus` as the page has last set it, whatever the person has done since. */
  private isFocusSet = false;
  private selectionStart = -1;
  private selectionEnd = -1;

  constructor(
    private readonly element: HTMLElement,
    protected readonly field: Field,
  ) {
    this.placeholder.className = 'phone-placeholder';
    this.placeholder.setAttribute('aria-hidden', 'true');
    field.maxLength = MOST_CHARACTERS;
    field.autocomplete = 'off';
    field.spellcheck = false;
    element.append(this.placeholder, field);
    for (const type of ['input', 'blur']) {
      field.addEventListener(type, () => {
        this.drawn();
        dispatch(element, type, { value: field.value });
      });
    }
  }

  attribute(name: string, value: unknown): boolean {
    const { field } = this;
    switch (name) {
      case 'value':
        if (phone.settings.client === 'documented') this.show(textOf(value));
        else
          setTimeout(() => {
            this.show(textOf(value));
          }, WAY_BACK_MS);
        return true;
      case 'placeholder':
        this.placeholder.textContent = textOf(value);
        if (!field.hasAttribute('aria-label')) {
          field.setAttribute('aria-placeholder', textOf(value));
        }
        return true;
      case 'placeholder-class':
        this.placeholder.className = 'phone-placeholder';
        this.placeholder.classList.add(...scopedClassNames(this.element, textOf(value)));
        return true;
      case 'maxlength': {
        const most = numberOf(value, MOST_CHARACTERS);
        if (most < 0) field.removeAttribute('maxlength');
        else field.maxLength = most;
        return true;
      }
      case 'focus':
        // Ignores an unchanged value, which glass-easel passes, too.
        if (flagOf(value) === this.isFocusSet) return true;
        this.isFocusSet = flagOf(value);
        setTimeout(() => {
          this.applyFocus();
        });
        return true;
      case 'selection-start':
        this.selectionStart = numberOf(value, -1);
        return true;
      case 'selection-end':
        this.selectionEnd = numberOf(value, -1);
        return true;
      default:
        if (!name.startsWith('aria-')) return false;
        field.setAttribute(name, textOf(value));
        return true;
    }
  }

  tapped(): boolean {
    this.field.focus();
    return true;
  }

  private show(text: string): void {
    if (this.field.value !== text) this.field.value = text;
    this.drawn();
  }

  /** Shows or hides the placeholder. Called after the text may have changed. */
  private drawn(): void {
    this.placeholder.hidden = this.field.value !== '';
  }

  /**
   * Focuses or blurs the field, once the page's data are updated and the element is in the page.
   * Text is selected only if the page sets `focus`, not after a tap, and only if both
   * `selection-start` and `selection-end` are set
   * (developers.weixin.qq.com/miniprogram/dev/component/input.html).
   */
  private applyFocus(): void {
    const { field, selectionStart, selectionEnd } = this;
    if (!this.element.isConnected) return;
    if (!this.isFocusSet) {
      field.blur();
      return;
    }
    const isFocused = document.activeElement === field;
    field.focus();
    const isSelectionSet = selectionStart >= 0 && selectionEnd >= 0;
    if (!isFocused && isSelectionSet) field.setSelectionRange(selectionStart, selectionEnd);
  }
}

export class Input extends TextField<HTMLInputElement> {
  private confirmHold = false;

  constructor(element: HTMLElement) {
    super(element, document.createElement('input'));
    this.field.enterKeyHint = 'done';
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      if (!this.confirmHold) this.field.blur();
      dispatch(element, 'confirm', { value: this.field.value });
    });
  }

  override attribute(name: string, value: unknown): boolean {
    if (name === 'type') this.field.inputMode = INPUT_MODES[textOf(value)] ?? 'text';
    else if (name === 'password') this.field.type = flagOf(value) ? 'password' : 'text';
    else if (name === 'confirm-type') this.field.enterKeyHint = textOf(value, 'done');
    else if (name === 'confirm-hold') this.confirmHold = flagOf(value);
    else return super.attribute(name, value);
    return true;
  }
}
