import type { CopyOutcome } from '../platform/clipboard';

/** Reason why copying failed and what to do, by outcome; empty after success. */
export const COPY_WORDING: Readonly<Record<CopyOutcome, string>> = {
  copied: '',
  'not-declared': '没能复制：隐私保护指引里还没有“剪切板”，请店主在公众平台补上。',
  'not-agreed': '没能复制：同意隐私保护指引后再点一次。',
  'not-copied': '没能复制：微信没有让小程序用剪贴板。',
};
