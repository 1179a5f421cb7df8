import { currentTheme } from './device';
import { listenForKeys } from './input';

export interface Question {
  readonly title: string;
  readonly content: string;
  /** Text of the confirming button, at most four characters. */
  readonly confirmText: string;
}

/** Values of `--bad` in styles/tokens.wxss: WeChat's dialogs cannot read CSS variables. */
const LOSS_BUTTON_COLOURS = { light: '#c0271f', dark: '#ff9089' } as const;

/** Asks the person to confirm an action. @returns true only when the person confirmed */
export async function askConfirmation(
  question: Question & { readonly confirmColor?: string },
): Promise<boolean> {
  try {
    const dialogAnswer = await showDialog(question);
    return dialogAnswer.confirm;
  } catch {
    return false; // No dialog was shown, so nobody has confirmed.
  }
}

/** Like {@link askConfirmation}, with a red button, for an action that deletes data. */
export function askLossConfirmation(question: Question): Promise<boolean> {
  return askConfirmation({ ...question, confirmColor: LOSS_BUTTON_COLOURS[currentTheme()] });
}

/** Shows a failure in a dialog, when the page has no place for it. */
export async function showMessage(message: Omit<Question, 'confirmText'>): Promise<void> {
  await showDialog({ ...message, showCancel: false, confirmText: '好' }).catch(() => undefined);
}

/** Shows a dialog of WeChat. While it is open, the page gets no keys. */
async function showDialog(dialog: WechatMiniprogram.ShowModalOption) {
  const stopListening = listenForKeys(() => true);
  try {
    return await wx.showModal(dialog);
  } finally {
    stopListening();
  }
}
