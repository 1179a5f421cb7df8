/** Default text size in px, used when WeChat does not report the person's setting. */
const STANDARD_PX = 16;

/**
 * Length of 1rem on every page, for `<page-meta>`: the text size that the person has set in WeChat.
 * In px, because users report that `root-font-size="system"` has no effect in pages of subpackages
 * [R: developers.weixin.qq.com/community/develop/doc/00000eee2a4168ae7e91c8ddd6b800], where 1rem
 * would be a twentieth of the window's width. WeChat restarts the mini-program when the size is
 * changed.
 */
export const ROOT_FONT_SIZE = `${fontSizeSetting()}px`;

function fontSizeSetting(): number {
  const appInfo: { readonly fontSizeSetting?: number } = wx.getAppBaseInfo();
  const px = appInfo.fontSizeSetting ?? 0;
  return px > 0 ? px : STANDARD_PX;
}
