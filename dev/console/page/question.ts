import { html, render } from 'lit-html';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
}

/** The window that asks before something is done that cannot be undone. Answers false when it is put away. */
export function createQuestionWindow(
  dialog: HTMLElement,
): (question: Question) => Promise<boolean> {
  if (!(dialog instanceof HTMLDialogElement)) throw new Error('A window is a <dialog>.');
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close('');
  });
  return ({ title, text, confirm }) => {
    const button = (label: string, answer: string, kind: string) =>
      html`<button
        type="button"
        class="button ${kind}"
        @click=${() => {
          dialog.close(answer);
        }}
      >
        ${label}
      </button>`;
    render(
      html`<div class="window__inside">
        <h2 id="question-title">${title}</h2>
        <p class="card__hint">${text}</p>
        <div class="window__buttons">
          ${button('取消', '', '')} ${button(confirm, 'yes', 'button--first')}
        </div>
      </div>`,
      dialog,
    );
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener(
        'close',
        () => {
          resolve(dialog.returnValue === 'yes');
        },
        { once: true },
      );
    });
  };
}
