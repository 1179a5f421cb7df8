/**
 * Listens for packages that WeChat could not load for a component, or not within 10 s
 * (developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onLazyLoadError.html [O]).
 * One that is late may still come; the next component of the package makes WeChat try again [R].
 *
 * @returns a function that stops listening
 */
export function onLoadFailure(onFailure: () => void): () => void {
  // Base libraries (WeChat versions) before 2.24.3 do not have this function.
  if (!('onLazyLoadError' in wx)) return () => undefined;
  const listener = (): void => {
    onFailure();
  };
  wx.onLazyLoadError(listener);
  return () => {
    wx.offLazyLoadError(listener);
  };
}
