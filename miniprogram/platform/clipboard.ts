export type CopyOutcome =
  | 'copied'
  /** WeChat refused: the privacy guideline of the mini-program does not list the clipboard. */
  | 'not-declared'
  /** WeChat refused: the person has not agreed to the privacy guideline. */
  | 'not-agreed'
  | 'not-copied';

/**
 * Values of `errno` for the privacy guideline
 * (developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize).
 */
const NOT_DECLARED = 112;
const NOT_AGREED = [103, 104];

/** Reason why copying failed and what to do, by outcome; empty after success. */
export const COPY_WORDING: Readonly<Record<CopyOutcome, string>> = {
  copied: '',
  'not-declared': '没能复制：隐私保护指引里还没有“剪切板”，请店主在公众平台补上。',
  'not-agreed': '没能复制：同意隐私保护指引后再点一次。',
  'not-copied': '没能复制：微信没有让小程序用剪贴板。',
};

/**
 * Copies a text to the clipboard. WeChat first asks a person who has not agreed to the privacy
 * guideline yet. After success, WeChat itself shows 内容已复制.
 */
export async function copyText(text: string): Promise<CopyOutcome> {
  try {
    await wx.setClipboardData({ data: text });
    return 'copied';
  } catch (failure) {
    const { errno } = (failure ?? {}) as { errno?: unknown };
    if (errno === NOT_DECLARED) return 'not-declared';
    return typeof errno === 'number' && NOT_AGREED.includes(errno) ? 'not-agreed' : 'not-copied';
  }
}
