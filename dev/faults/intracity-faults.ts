import type { FaultRow } from './fault';

/** Milliseconds by which WeChat's clock is ahead while the fault `intracity-clock-slow` is on. */
export const INTRACITY_CLOCK_AHEAD_MS = 10 * 60_000;

/** Failures of 同城配送, most of them of API signing (docs/intracity-contract.md §3, §4). */
export const INTRACITY_FAULTS = {
  'intracity-not-opened': ['没有开通', '小程序没有开通同城配送（48001）。'],
  'intracity-sign-rejected': [
    '错签名',
    '公众平台里换了密钥对，微信不认同城配送的请求签名（40234）。',
  ],
  'intracity-key-missing': ['密钥没配', '公众平台里没有配对称密钥，同城配送查不了（40238）。'],
  'intracity-clock-slow': [
    '时钟慢',
    '云函数的时钟比微信慢 10 分钟，同城配送嫌时间戳太旧（40240）。',
  ],
  'intracity-certificate-rotating': [
    '证书轮换',
    '平台证书在换：同城配送的回答用新证书签名，也带着旧证书的签名。',
  ],
  'intracity-certificate-replaced': [
    '旧证书停用',
    '平台证书换完了：同城配送的回答只有新证书的签名。',
  ],
  'intracity-answer-changed': ['响应被改', '同城配送的回答在路上被改了一位，和签名对不上。'],
} as const satisfies Readonly<Record<string, FaultRow>>;
