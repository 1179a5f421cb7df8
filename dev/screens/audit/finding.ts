/** What is looked for. `axe` is a rule of axe-core, `error` what the page itself reported. */
export type Check = 'cut' | 'overlap' | 'covered' | 'target' | 'axe' | 'error';

/** Something in a page that makes it hard to read or to use. */
export interface Finding {
  readonly check: Check;
  /** Enough of a CSS path to find the element by. */
  readonly selector: string;
  /** The text in question, cut to a few words. */
  readonly text: string;
  /** How bad it is, in figures. */
  readonly detail: string;
}

const LONGEST_TEXT = 24;

export function finding(check: Check, element: Element, detail: string, text?: string): Finding {
  const words = (text ?? element.textContent).replace(/\s+/g, ' ').trim();
  return {
    check,
    selector: selectorOf(element),
    text: words.length > LONGEST_TEXT ? `${words.slice(0, LONGEST_TEXT)}…` : words,
    detail,
  };
}

/** The element and the two around it, by their ids, classes or names. */
function selectorOf(element: Element): string {
  const path: string[] = [];
  for (let at: Element | null = element; at !== null && path.length < 3; at = at.parentElement) {
    const [name] = at.classList;
    path.unshift(at.id !== '' ? `#${at.id}` : name !== undefined ? `.${name}` : at.localName);
  }
  return path.join(' > ');
}

export function nameOf(element: Element): string {
  return element.classList[0] ?? element.localName;
}
