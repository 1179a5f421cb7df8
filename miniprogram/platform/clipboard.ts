/** How putting text on the clipboard came out. */
export type CopyOutcome =
  | 'copied'
  /** The mini-program's privacy guideline does not name the clipboard: WeChat refuses. */
  | 'not-declared'
  /** Whoever holds the phone has not agreed to the guideline. */
  | 'not-agreed'
  | 'not-copied';

/** WeChat's `errno` where its privacy guideline stands in the way (developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize). */
const NOT_DECLARED = 112;
const NOT_AGREED = [103, 104];

/**
 * Puts text on the clipboard; WeChat itself says 内容已复制. Who has not agreed to the privacy guideline yet is asked by WeChat's own dialog, since nothing
 * here listens to `onNeedPrivacyAuthorization`.
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
