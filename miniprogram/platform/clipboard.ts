/** Values of `errno` about the privacy guideline (WeChat's page user-privacy/PrivacyAuthorize). */
const GUIDELINE_LACKS_CLIPBOARD_ERRNO = 112;
const GUIDELINE_NOT_AGREED_ERRNOS = [103, 104];

/** Sentences that say why a text was not copied, and what to do. */
export const COPY_FAILURE_WORDING = {
  /** The privacy guideline of the mini-program does not list the clipboard. */
  'not-declared': '没能复制：隐私保护指引里还没有“剪切板”，请店主在公众平台补上。',
  'not-agreed': '没能复制：同意隐私保护指引后再点一次。',
  'not-copied': '没能复制：微信没有让小程序用剪贴板。',
};

/** Copies a text. @returns why this failed; empty after success, which WeChat shows: 内容已复制 */
export async function copyText(text: string): Promise<string> {
  try {
    await wx.setClipboardData({ data: text });
    return '';
  } catch (failure) {
    const { errno } = (failure ?? {}) as { errno?: unknown };
    if (errno === GUIDELINE_LACKS_CLIPBOARD_ERRNO) return COPY_FAILURE_WORDING['not-declared'];
    const isNotAgreed = typeof errno === 'number' && GUIDELINE_NOT_AGREED_ERRNOS.includes(errno);
    return COPY_FAILURE_WORDING[isNotAgreed ? 'not-agreed' : 'not-copied'];
  }
}
