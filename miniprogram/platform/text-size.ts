/** px; also where WeChat does not say what the person has chosen. */
const STANDARD_PX = 16;

/**
 * What 1rem is on every page: the text size that the person has set in WeChat, as `<page-meta>`
 * takes it. In px, since users report that `root-font-size="system"` does nothing in pages of
 * subpackages [R: developers.weixin.qq.com/community/develop/doc/00000eee2a4168ae7e91c8ddd6b800]:
 * then 1rem is a twentieth of the window's width. WeChat starts anew when the size is changed.
 */
export const ROOT_FONT_SIZE = `${fontSizeSetting()}px`;

function fontSizeSetting(): number {
  const told: { readonly fontSizeSetting?: number } = wx.getAppBaseInfo();
  const px = told.fontSizeSetting ?? 0;
  return px > 0 ? px : STANDARD_PX;
}
