/** Default text size in px, used when WeChat does not report the person's setting. */
const DEFAULT_TEXT_PX = 16;
/** Text size (px) that the person has set in WeChat. Older versions of WeChat do not report it. */
const { fontSizeSetting }: { readonly fontSizeSetting?: number } = wx.getAppBaseInfo();

/**
 * Value of 1rem for `<page-meta>` on every page. It is computed here, because
 * `root-font-size="system"` does nothing in subpackages [R:
 * developers.weixin.qq.com/community/develop/doc/00000eee2a4168ae7e91c8ddd6b800].
 */
export const ROOT_FONT_SIZE = `${fontSizeSetting || DEFAULT_TEXT_PX}px`;
