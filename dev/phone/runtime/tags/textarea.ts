import { flagOf } from '../values';
import { TextField } from './text-field';

class Textarea extends TextField {
  private autoHeight = false;

  constructor(
    element: HTMLElement,
    private readonly area: HTMLTextAreaElement,
  ) {
    super(element, area);
    area.addEventListener('input', () => {
      this.fit();
    });
    area.addEventListener('blur', () => {
      this.tell('confirm', { value: area.value });
    });
  }

  override attribute(name: string, value: unknown): boolean {
    if (name !== 'auto-height') return super.attribute(name, value);
    this.autoHeight = flagOf(value);
    this.fit();
    return true;
  }

  protected override show(value: string): void {
    super.show(value);
    this.fit();
  }

  private fit(): void {
    if (!this.autoHeight) return;
    this.element.style.height = 'auto';
    this.area.style.height = 'auto';
    this.area.style.height = `${this.area.scrollHeight}px`;
  }
}

export function createTextarea(element: HTMLElement): TextField {
  return new Textarea(element, document.createElement('textarea'));
}
