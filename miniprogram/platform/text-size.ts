/** Default text size in px, used when WeChat does not report the person's setting. */
const STANDARD_PX = 16;
/** Setting of the person; older versions of WeChat have none. */
const { fontSizeSetting }: { readonly fontSizeSetting?: number } = wx.getAppBaseInfo();

/**
 * 1rem on every page, for `<page-meta>`: `root-font-size="system"` does nothing in subpackages
 * [R: developers.weixin.qq.com/community/develop/doc/00000eee2a4168ae7e91c8ddd6b800].
 */
export const ROOT_FONT_SIZE = `${fontSizeSetting || STANDARD_PX}px`;
