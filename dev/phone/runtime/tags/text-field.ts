import { dispatch, nodeOf, scopedClassNames } from '../framework/nodes';
import { flagOf, numberOf, textOf } from '../values';
import { phoneUnits } from '../../style-units';
import type { BuiltIn } from '../framework/built-ins';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What <input> and <textarea> share: value, focus, placeholder and their events. */
export class TextField implements BuiltIn {
  private readonly placeholder = document.createElement('div');
  private first = '';
  private placeholderClasses: string[] = [];
  private model: ((value: unknown) => void) | null = null;

  constructor(
    protected readonly element: HTMLElement,
    protected readonly field: Field,
  ) {
    this.placeholder.className = 'phone-placeholder';
    this.placeholder.setAttribute('aria-hidden', 'true');
    field.maxLength = 140;
    field.autocomplete = 'off';
    field.spellcheck = false;
    element.append(this.placeholder, field);
    field.addEventListener('input', () => {
      this.typed();
    });
    field.addEventListener('focus', () => {
      this.tell('focus', { value: field.value, height: 0 });
    });
    field.addEventListener('blur', () => {
      this.tell('blur', { value: field.value, cursor: field.selectionEnd ?? 0 });
    });
  }

  attribute(name: string, value: unknown): boolean {
    switch (name) {
      case 'value':
        this.first = textOf(value);
        this.show(this.first);
        return true;
      case 'placeholder':
        this.placeholder.textContent = textOf(value);
        if (!this.field.hasAttribute('aria-label'))
          this.field.setAttribute('aria-placeholder', textOf(value));
        return true;
      case 'placeholder-style':
        this.placeholder.style.cssText = phoneUnits(textOf(value));
        this.showPlaceholder();
        return true;
      case 'placeholder-class':
        this.setPlaceholderClass(textOf(value));
        return true;
      case 'disabled':
        this.field.disabled = flagOf(value);
        return true;
      case 'maxlength': {
        const most = numberOf(value, 140);
        if (most < 0) this.field.removeAttribute('maxlength');
        else this.field.maxLength = most;
        return true;
      }
      case 'focus':
      case 'auto-focus':
        if (flagOf(value)) this.focusWhenShown();
        else if (name === 'focus' && document.activeElement === this.field) this.field.blur();
        return true;
      case 'name':
        return true;
      default:
        if (!name.startsWith('aria-')) return false;
        this.field.setAttribute(name, textOf(value));
        return true;
    }
  }

  bindModel(attribute: string, listener: ((value: unknown) => void) | null): void {
    if (attribute === 'value') this.model = listener;
  }

  tapped(): boolean {
    if (!this.field.disabled) this.field.focus();
    return true;
  }

  formValue(): string {
    return this.field.value;
  }

  reset(): void {
    this.show(this.first);
  }

  protected tell(
    type: string,
    detail: Record<string, unknown>,
    onReturn?: (value: unknown) => void,
  ): void {
    dispatch(this.element, type, detail, onReturn === undefined ? {} : { onReturn });
  }

  protected show(value: string): void {
    if (this.field.value !== value) this.field.value = value;
    this.showPlaceholder();
  }

  /** A handler of `input` may answer with another text, which then stands in the field. */
  private typed(): void {
    const { field } = this;
    this.showPlaceholder();
    this.model?.(field.value);
    this.tell(
      'input',
      { value: field.value, cursor: field.selectionEnd ?? field.value.length },
      (answer) => {
        if (typeof answer === 'string') this.show(answer);
      },
    );
  }

  private showPlaceholder(): void {
    this.placeholder.hidden = this.field.value !== '';
  }

  private setPlaceholderClass(names: string): void {
    this.placeholder.classList.remove(...this.placeholderClasses);
    const node = nodeOf(this.element);
    this.placeholderClasses = node === undefined ? [] : scopedClassNames(node, names);
    this.placeholder.classList.add(...this.placeholderClasses);
  }

  /** The attribute comes before the element is in the page. */
  private focusWhenShown(): void {
    setTimeout(() => {
      if (this.element.isConnected) this.field.focus();
    });
  }
}
