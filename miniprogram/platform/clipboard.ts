/** Values of `errno` for the guideline (WeChat's page user-privacy/PrivacyAuthorize). */
const NOT_DECLARED = 112;
const NOT_AGREED = [103, 104];

/** Why a text was not copied, and what to do. */
export const COPY_WORDING = {
  /** The privacy guideline of the mini-program does not list the clipboard. */
  'not-declared': '没能复制：隐私保护指引里还没有“剪切板”，请店主在公众平台补上。',
  'not-agreed': '没能复制：同意隐私保护指引后再点一次。',
  'not-copied': '没能复制：微信没有让小程序用剪贴板。',
};

/** Copies a text. @returns why not; empty after success, when WeChat itself shows 内容已复制 */
export async function copyText(text: string): Promise<string> {
  try {
    await wx.setClipboardData({ data: text });
    return '';
  } catch (failure) {
    const { errno } = (failure ?? {}) as { errno?: unknown };
    if (errno === NOT_DECLARED) return COPY_WORDING['not-declared'];
    const isNotAgreed = typeof errno === 'number' && NOT_AGREED.includes(errno);
    return COPY_WORDING[isNotAgreed ? 'not-agreed' : 'not-copied'];
  }
}
