import { currentTheme } from './device';
import { onKey } from './input';

export interface Question {
  readonly title: string;
  readonly content: string;
  /** Text of the confirming button, at most four characters. */
  readonly confirmText: string;
}

/** Colours of `--bad` in styles/tokens.wxss, because a dialog of WeChat knows no variables. */
const BAD_COLOURS = { light: '#c0271f', dark: '#ff9089' } as const;

/** Asks the person to confirm an action. @returns true only when the person confirmed */
export function confirm(question: Question): Promise<boolean> {
  return askPerson(question);
}

/** Asks to confirm, by a red button, what cannot be undone; true only when the person confirmed. */
export function confirmLoss(question: Question): Promise<boolean> {
  return askPerson({ ...question, confirmColor: BAD_COLOURS[currentTheme()] });
}

async function askPerson(
  question: Question & { readonly confirmColor?: string },
): Promise<boolean> {
  try {
    const answer = await showDialog(question);
    return answer.confirm;
  } catch {
    return false; // No dialog was shown, so nobody has confirmed.
  }
}

/** Shows a dialog with a failure for which the page has no place. */
export async function showMessage(message: {
  readonly title: string;
  readonly content: string;
}): Promise<void> {
  // If WeChat cannot show the dialog, the message is dropped.
  await showDialog({ ...message, showCancel: false, confirmText: '知道了' }).catch(() => undefined);
}

/** Shows a dialog of WeChat, which keeps the keys from the page below until it is answered. */
async function showDialog(
  dialog: WechatMiniprogram.ShowModalOption,
): Promise<WechatMiniprogram.ShowModalSuccessCallbackResult> {
  const stop = onKey(() => true);
  try {
    return await wx.showModal(dialog);
  } finally {
    stop();
  }
}
