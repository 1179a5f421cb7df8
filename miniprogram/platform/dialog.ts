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
