import { shellElement } from './element';

const TOAST_MS = 1500;

let screen: HTMLElement | null = null;
let hideToast = (): void => undefined;

/** Sets the parent of sheets, dialogs and toasts, above every page. Called once. */
export function setSheetScreen(element: HTMLElement): void {
  screen = element;
}

/** Shows a layer above the pages. @returns a function that removes it */
function showLayer(...content: HTMLElement[]): () => void {
  if (screen === null) throw new Error('The phone has no screen yet');
  screen.append(...content);
  return () => {
    for (const element of content) element.remove();
  };
}

/** Shows that something has succeeded, in place of the previous such toast. */
export function showToast(title: string): void {
  hideToast();
  const box = shellElement('div', 'phone-toast', title);
  box.setAttribute('role', 'status');
  const remove = showLayer(box);
  const timer = setTimeout(remove, TOAST_MS);
  hideToast = () => {
    clearTimeout(timer);
    remove();
  };
}

/** Shows a dialog. A tap beside it or Escape answers `otherwise`, unless that is null. */
export function askSheet<Answer>(
  className: string,
  otherwise: Answer | null,
  content: (answer: (value: Answer) => void) => readonly HTMLElement[],
): Promise<Answer> {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const done = (value: Answer): void => {
      remove();
      document.removeEventListener('keydown', escape, true);
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      resolve(value);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && otherwise !== null) done(otherwise);
    };
    const box = shellElement('div', className, ...content(done));
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-modal', 'true');
    box.setAttribute('aria-label', box.querySelector('h2, p')?.textContent ?? '');
    const mask = shellElement('div', 'phone-mask');
    mask.addEventListener('click', () => {
      if (otherwise !== null) done(otherwise);
    });
    const remove = showLayer(mask, box);
    document.addEventListener('keydown', escape, true);
    box.querySelector<HTMLElement>('button, input')?.focus({ preventScroll: true });
  });
}
