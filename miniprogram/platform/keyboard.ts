/**
 * Listens for keys, by their names (`Escape`, `Enter`, `ArrowUp`). WeChat tells them on computers only, after a person's first action, and never while a
 * field has the focus.
 *
 * @returns stops listening
 */
export function onKey(pressed: (key: string) => void): () => void {
  // Base libraries before 3.6.0 do not have it.
  if (!('onKeyDown' in wx)) return () => undefined;
  const listener = ({ key }: { readonly key: string }): void => {
    pressed(key);
  };
  wx.onKeyDown(listener);
  return () => {
    wx.offKeyDown(listener);
  };
}
