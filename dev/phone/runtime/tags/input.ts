import { flagOf, textOf } from '../values';
import { TextField } from './text-field';

/** Which keyboard a type asks for. */
const INPUT_MODES: Readonly<Record<string, string>> = {
  number: 'numeric',
  idcard: 'text',
  digit: 'decimal',
};

class Input extends TextField {
  private confirmHold = false;

  constructor(
    element: HTMLElement,
    private readonly input: HTMLInputElement,
  ) {
    super(element, input);
    input.enterKeyHint = 'done';
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      if (!this.confirmHold) input.blur();
      this.tell('confirm', { value: input.value });
    });
  }

  override attribute(name: string, value: unknown): boolean {
    if (name === 'type') this.input.inputMode = INPUT_MODES[textOf(value)] ?? 'text';
    else if (name === 'password') this.input.type = flagOf(value) ? 'password' : 'text';
    else if (name === 'confirm-type') this.input.enterKeyHint = textOf(value, 'done');
    else if (name === 'confirm-hold') this.confirmHold = flagOf(value);
    else return super.attribute(name, value);
    return true;
  }
}

export function createInput(element: HTMLElement): TextField {
  return new Input(element, document.createElement('input'));
}
