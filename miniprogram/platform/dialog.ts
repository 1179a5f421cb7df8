/** Asks a person to confirm an action that cannot be undone. */
export async function confirm(question: {
  readonly title: string;
  readonly content: string;
  /** Text of the button, at most four characters. */
  readonly confirmText: string;
}): Promise<boolean> {
  try {
    const answer = await wx.showModal(question);
    return answer.confirm;
  } catch {
    return false; // Without a dialog there is no consent.
  }
}

/** Shows a message about a failure that no page can show. */
export async function showMessage(message: {
  readonly title: string;
  readonly content: string;
}): Promise<void> {
  // Without a dialog there is no other way to show the message.
  await wx
    .showModal({ ...message, showCancel: false, confirmText: '知道了' })
    .catch(() => undefined);
}
