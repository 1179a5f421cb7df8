import { currentTheme } from './device';
import { onKey } from './input';

export interface Question {
  readonly title: string;
  readonly content: string;
  /** Text of the confirming button, at most four characters. */
  readonly confirmText: string;
}

/** Copies of `--bad` in styles/tokens.wxss, because WeChat's dialogs cannot read CSS variables. */
const BAD_COLOURS = { light: '#c0271f', dark: '#ff9089' } as const;

/** Asks the person to confirm an action. @returns true only when the person confirmed */
export async function confirm(
  question: Question & { readonly confirmColor?: string },
): Promise<boolean> {
  try {
    const answer = await showDialog(question);
    return answer.confirm;
  } catch {
    return false; // No dialog was shown, so nobody has confirmed.
  }
}

/** Asks as {@link confirm} for a loss, by a red button. */
export function confirmLoss(question: Question): Promise<boolean> {
  return confirm({ ...question, confirmColor: BAD_COLOURS[currentTheme()] });
}

/** Shows a dialog with a failure for which the page has no place. */
export async function showMessage(message: Omit<Question, 'confirmText'>): Promise<void> {
  await showDialog({ ...message, showCancel: false, confirmText: '好' }).catch(() => undefined);
}

/** Shows a dialog of WeChat. Until the person answers, the page below it gets no key presses. */
async function showDialog(dialog: WechatMiniprogram.ShowModalOption) {
  const stop = onKey(() => true);
  try {
    return await wx.showModal(dialog);
  } finally {
    stop();
  }
}
