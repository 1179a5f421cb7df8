import { theme } from './device';
import { onKey } from './input';

export interface Question {
  readonly title: string;
  readonly content: string;
  /** Text of the confirming button, at most four characters. */
  readonly confirmText: string;
}

/** Colours of `--bad` in styles/tokens.wxss, because a dialog of WeChat knows no variables. */
const BAD = { light: '#c0271f', dark: '#ff9089' } as const;

/** Asks the person to confirm an action. @returns true only when the person confirmed */
export function confirm(question: Question): Promise<boolean> {
  return ask(question);
}

/** Asks to confirm, by a red button, what cannot be undone; true only when the person confirmed. */
export function confirmLoss(question: Question): Promise<boolean> {
  return ask({ ...question, confirmColor: BAD[theme()] });
}

async function ask(question: Question & { readonly confirmColor?: string }): Promise<boolean> {
  try {
    const answer = await show(question);
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
  await show({ ...message, showCancel: false, confirmText: '知道了' }).catch(() => undefined);
}

/** Shows a dialog of WeChat, which keeps the keys from the page below until it is answered. */
async function show(
  dialog: WechatMiniprogram.ShowModalOption,
): Promise<WechatMiniprogram.ShowModalSuccessCallbackResult> {
  const stop = onKey(() => true);
  try {
    return await wx.showModal(dialog);
  } finally {
    stop();
  }
}
