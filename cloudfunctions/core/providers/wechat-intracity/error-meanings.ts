import { type Meanings, sameMeaning } from '../wechat/wechat-error';

const withCode = (problem: string) => (errcode: number) => `${problem}（${errcode}）。`;

/** Meanings of `errcode` that only 同城配送 has (docs/intracity-contract.md §3 [O]). */
export const INTRACITY_MEANINGS: Meanings = {
  ...sameMeaning([40230, 40231, 40232, 40233, 934011], {
    code: 'signature-missing',
    message: withCode('这次请求的签名不全：先核对公众平台“API 安全”里的公钥，再重新上传全部云函数'),
  }),
  40234: {
    code: 'signature-rejected',
    message: withCode(
      '填的私钥和公众平台“API 安全”里的公钥不是一对：重新填私钥；丢了，先问还有谁用它签名，没有才重新生成一对',
    ),
  },
  40235: {
    code: 'encryption-rejected',
    message: withCode('填的对称密钥或编号和公众平台“API 安全”里的不一样：照那里的重新填'),
  },
  ...sameMeaning([40237, 934012], {
    code: 'token-rejected',
    message: withCode('访问令牌不是这个 AppID 的'),
  }),
  40238: {
    code: 'api-keys-missing',
    message: withCode('公众平台的“API 安全”里还没有对称密钥：先在那里生成，再填进来'),
  },
  40239: {
    code: 'api-keys-missing',
    message: withCode('公众平台的“API 安全”里还没有公钥：先在那里生成，再把私钥填进来'),
  },
  40240: { code: 'clock-rejected', message: withCode('微信说这次请求的时间太旧') },
  48001: {
    code: 'intracity-not-opened',
    message: withCode('公众平台的“功能 → 物流服务 → 同城配送”还没有开通'),
  },
  ...sameMeaning([934000, 934999], { code: 'wechat-busy' }),
  934001: { code: 'bad-order-id', message: withCode('微信不接受这次请求的参数') },
  934008: {
    code: 'wechat-store-wrong',
    message: withCode('绑的微信门店不是这个小程序的：重新选一家'),
  },
  934016: { code: 'order-not-found' },
  934021: { code: 'wechat-store-wrong', message: withCode('微信里没有绑的那家门店：重新选一家') },
  934022: { code: 'account-not-admitted', message: withCode('个人主体的小程序不能用') },
  934023: { code: 'account-not-admitted', message: withCode('这种小程序不能用') },
};

/** Error codes of answers without a signature (docs/intracity-contract.md §4.7). */
const GATEWAY_ERRORS: ReadonlySet<number> = new Set([
  ...[934011, 934012, 40230, 40231, 40232, 40233, 40234, 40235, 40237, 40238, 40239, 40240],
  ...[40001, 40013, 40014, 40125, 41002, 41004, 42001],
  ...[-1, 40164, 40243, 45009, 45011, 48001, 61004],
]);

export function isGatewayError(errcode: number): boolean {
  return GATEWAY_ERRORS.has(errcode);
}
