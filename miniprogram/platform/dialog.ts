/** Asks a person to confirm what cannot be undone. */
export async function confirm(question: {
  readonly title: string;
  readonly content: string;
  /** At most four characters. */
  readonly confirmText: string;
}): Promise<boolean> {
  try {
    const answer = await wx.showModal(question);
    return answer.confirm;
  } catch {
    return false; // No dialog, no consent.
  }
}

/** Tells of what went wrong where no page can. */
export async function tell(what: {
  readonly title: string;
  readonly content: string;
}): Promise<void> {
  // Where there is no dialog there is nothing else to tell it by.
  await wx.showModal({ ...what, showCancel: false, confirmText: '知道了' }).catch(() => undefined);
}
