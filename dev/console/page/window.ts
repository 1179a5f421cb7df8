import { type TemplateResult, html, render } from 'lit-html';

/** The content of a modal window. */
export interface WindowContent {
  readonly title: string;
  readonly content: TemplateResult;
  /** Buttons after 取消 (cancel), with their answers. The last one is highlighted. */
  readonly answers: readonly { readonly label: string; readonly answer: string }[];
}

/**
 * Shows a modal window until it is closed.
 *
 * @returns answer of the pressed button, or '' when none was pressed
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
