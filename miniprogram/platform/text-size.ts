/** Default text size in px, used when WeChat does not report the person's setting. */
const STANDARD_PX = 16;

/**
 * 1rem on every page, for `<page-meta>`: the text size set in WeChat, in px, because
 * `root-font-size="system"` does nothing in subpackages [R:
 * developers.weixin.qq.com/community/develop/doc/00000eee2a4168ae7e91c8ddd6b800]. A change restarts
 * the mini-program.
 */
export const ROOT_FONT_SIZE = `${fontSizeSetting()}px`;

function fontSizeSetting(): number {
  const appInfo: { readonly fontSizeSetting?: number } = wx.getAppBaseInfo();
  const px = appInfo.fontSizeSetting ?? 0;
  return px > 0 ? px : STANDARD_PX;
}
