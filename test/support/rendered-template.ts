import { render } from 'lit-html';

/** A rendered lit-html template in jsdom. */
export interface Rendered {
  readonly root: HTMLElement;
  /** All text in one line. */
  readonly text: () => string;
  readonly buttons: () => readonly string[];
  /** Returns the only button of a name. @throws Error for none or several */
  readonly button: (name: string) => HTMLButtonElement;
}

export function rendered(template: unknown): Rendered {
  const root = document.createElement('div');
  render(template, root);
  const nameOf = (button: Element): string =>
    button.getAttribute('aria-label') ?? inOneLine(button.textContent);
  const all = () => [...root.querySelectorAll('button')];
  return {
    root,
    text: () => inOneLine(root.textContent),
    buttons: () => all().map(nameOf),
    button: (name) => {
      const [found, ...others] = all().filter((button) => nameOf(button) === name);
      if (found === undefined || others.length > 0)
        throw new Error(`Not one button "${name}" among ${all().map(nameOf).join(', ')}.`);
      return found;
    },
  };
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Records presses with their arguments, for a template's handlers. */
export function recorded(): {
  readonly pressed: unknown[][];
  readonly press: (name: string) => (...made: unknown[]) => () => void;
} {
  const pressed: unknown[][] = [];
  beforeEach(() => {
    pressed.length = 0;
  });
  return {
    pressed,
    press:
      (name) =>
      (...made) =>
      () => {
        pressed.push([name, ...made]);
      },
  };
}
