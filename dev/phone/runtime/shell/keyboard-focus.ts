/**
 * Lets the focus be seen by those who move it with keys, and by nobody else: a browser would also show it on a sheet's first button after a click,
 * when a field had the focus before. Marks the document, for the style sheet.
 */
export function showFocusToKeyboard(root: HTMLElement): void {
  window.addEventListener(
    'keydown',
    () => {
      root.dataset['focus'] = 'keyboard';
    },
    { capture: true },
  );
  window.addEventListener(
    'pointerdown',
    () => {
      delete root.dataset['focus'];
    },
    { capture: true },
  );
}
