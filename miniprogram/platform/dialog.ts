/** Asks the person to confirm an action. @returns true only when the person confirmed */
export async function confirm(question: {
  readonly title: string;
  readonly content: string;
  /** Text of the confirming button, at most four characters. */
  readonly confirmText: string;
}): Promise<boolean> {
  try {
    const answer = await wx.showModal(question);
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
  await wx
    .showModal({ ...message, showCancel: false, confirmText: '知道了' })
    .catch(() => undefined);
}
