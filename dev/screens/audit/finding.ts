/**
 * Kinds of findings. `cut`: clipped text; `overlap`: text over text; `covered`: something below
 * an element; `narrow`: text broken into lines of one character; `target`: too small to touch;
 * `axe`: an axe-core rule; `error`: an error of the page.
 */
export type Check = 'cut' | 'overlap' | 'covered' | 'narrow' | 'target' | 'axe' | 'error';

/** A fault in a page that makes it hard to read or to use. */
export interface Finding {
  readonly check: Check;
  /** CSS selector by which a reader finds the element. Empty for `error`. */
  readonly selector: string;
  /** Start of the element's text, start of its HTML (`axe`), or the message (`error`). */
  readonly text: string;
  /** Explanation, such as `32 × 20 px` or `by phone-mask`. */
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

/** Names the element and its two parents by id, class or tag. */
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
