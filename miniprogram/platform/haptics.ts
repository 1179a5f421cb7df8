/**
 * Lets the phone vibrate for a moment: what a person asked for has happened, or something needs
 * them. Does nothing on devices that cannot vibrate.
 */
export function vibrate(): void {
  wx.vibrateShort({ type: 'light', fail: () => undefined });
}
