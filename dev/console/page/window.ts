import type { TemplateResult } from 'lit-html';
import { html, render } from 'lit-html';

/** What is shown in a window over the page. */
export interface WindowContent {
  readonly title: string;
  readonly content: TemplateResult;
  /** Buttons beside 取消, each with what it answers; the last one is the usual one. */
  readonly answers: readonly { readonly label: string; readonly answer: string }[];
}

/**
 * Shows a window until it is put away.
 *
 * @returns the answer of the button that was pressed; empty when none was
 */
export async function askInWindow(
  dialog: HTMLElement,
  { title, content, answers }: WindowContent,
): Promise<string> {
  if (!(dialog instanceof HTMLDialogElement)) throw new Error('A window is a <dialog>.');
  render(
    html`<form method="dialog">
      <h2 id="window-title">${title}</h2>
      ${content}
      <div class="row window__answers">
        <button class="button" value="">取消</button>
        ${answers.map(
          ({ label, answer }) => html`<button class="button" value=${answer}>${label}</button>`,
        )}
      </div>
    </form>`,
    dialog,
  );
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((resolve) => {
    dialog.addEventListener('close', resolve, { once: true });
  });
  return dialog.returnValue;
}
