/** Standard text size in px, used where WeChat does not report the person's choice. */
const STANDARD_PX = 16;

/**
 * Length of 1rem on every page: the text size that the person has set in WeChat, as `<page-meta>`
 * takes it. The value is in px, since users report that `root-font-size="system"` does nothing in
 * pages of subpackages [R:
 * developers.weixin.qq.com/community/develop/doc/00000eee2a4168ae7e91c8ddd6b800]: there 1rem would
 * be a twentieth of the window's width. WeChat restarts the mini-program when the size is changed.
 */
export const ROOT_FONT_SIZE = `${fontSizeSetting()}px`;

function fontSizeSetting(): number {
  const appInfo: { readonly fontSizeSetting?: number } = wx.getAppBaseInfo();
  const px = appInfo.fontSizeSetting ?? 0;
  return px > 0 ? px : STANDARD_PX;
}
