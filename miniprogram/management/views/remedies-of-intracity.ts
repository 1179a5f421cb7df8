import { type Remedies, ACCOUNTS, API_SECURITY } from './remedy';

const SERVICE = '公众平台 → 功能 → 物流服务 → 同城配送';

/** Returns the place where the keys of an account are entered. */
function entryOf(about: string): string {
  return `${ACCOUNTS} → ${about || '同城配送'}`;
}

/** Solutions of problems with accounts of 同城配送, by finding. */
export const REMEDIES_OF_INTRACITY = {
  'intracity-not-opened': {
    title: '还没有开通',
    what: () => '小程序没有开通同城配送（48001），它的订单查不到。',
    by: '店主',
    where: () => `${SERVICE} → 开通。`,
  },
  'intracity-not-admitted': {
    title: '微信没有准许',
    what: () => '这个小程序是个人主体，或者不是普通小程序，用不了同城配送。',
    by: '店主',
    where: () => `公众平台 → 设置 → 基本设置：看主体；再到 ${SERVICE}：看授权。`,
  },
  'intracity-stores-missing': {
    title: '微信里还没有门店',
    what: () => '密钥是对的，但同城配送里一家门店也没有。',
    by: '店主',
    where: ({ about }) => `在 ${SERVICE} 里建好门店，再到 ${entryOf(about)}：选微信门店。`,
  },
  'intracity-stores-gone': {
    title: '绑的微信门店不在了',
    what: () => '有一家门店绑的微信门店，微信里已经没有，它的订单查不到。',
    by: '店主',
    where: ({ about }) => `${entryOf(about)} → 微信门店：重新选一家。`,
  },

  'keys-lost': {
    title: '密钥读不出来了',
    what: () => '云端用来加密的钥匙换过，同城配送的密钥解不开，它的订单查不到。',
    by: '店主',
    where: ({ about }) => `${entryOf(about)}：把几把密钥重新填一遍。`,
  },
  'keys-malformed': {
    title: '有一把密钥读不懂',
    what: () => '保存的密钥里有一把不完整，没法签名。',
    by: '店主',
    where: ({ about }) => `${entryOf(about)}：把几把密钥从头粘贴一遍。`,
  },
  'keys-not-set-at-wechat': {
    title: '微信那边还没有配密钥',
    what: () => '“API 安全”里缺对称密钥或公钥（40238、40239）。',
    by: '店主',
    where: ({ about }) =>
      `先问有没有人在用，商城的问做商城的人；没有人用，才在 ${API_SECURITY} 补上缺的，再填进 ${entryOf(about)}。`,
  },
  'signature-missing': {
    title: '签名没有送到',
    what: () => '微信说请求没有签名，或者签名不全。',
    by: '上传小程序的人',
    where: () => `先在 ${API_SECURITY} 看公钥在不在；在的话，重新上传 getOrder 和 shop。`,
  },
  'signature-rejected': {
    title: '私钥不对',
    what: () => '填的应用私钥，和微信那边的公钥不是一对（40234）。',
    by: '店主',
    where: ({ about }) =>
      `${entryOf(about)} → 应用私钥：把现在的那把重新粘贴；商城的，向做商城的人要。不要自己换：一换，用原来那把签名的商城马上下不了单。`,
  },
  'encryption-rejected': {
    title: '对称密钥不对',
    what: () => '微信用它那边的对称密钥解不开请求（40235）。',
    by: '店主',
    where: ({ about }) => `${entryOf(about)} → 对称密钥和它的编号：照 API 安全 里的重新填。`,
  },
  'certificate-unknown': {
    title: '微信换了平台证书',
    what: () => '回答是用还没有填的平台证书签的，没有采用。',
    by: '店主',
    where: ({ about }) =>
      `${API_SECURITY}：下载新的平台证书，在 ${entryOf(about)} 里点“再加一张证书”。`,
  },
  'answer-unverified': {
    title: '回答没有通过核对',
    what: () => '微信的回答和填的平台证书、对称密钥对不上，没有采用。',
    by: '店主',
    where: ({ about }) => `${entryOf(about)}：照 API 安全 核对平台证书、对称密钥和它们的编号。`,
  },

  'certificate-near': {
    title: '证书快到期了',
    what: ({ value }) => `平台证书还有 ${value} 天到期，到期后查不了同城配送的单。`,
    by: '店主',
    where: ({ about }) =>
      `${API_SECURITY}：有了新的平台证书，就在 ${entryOf(about)} 里点“再加一张证书”。`,
  },
  'certificate-urgent': {
    title: '证书就要到期',
    what: ({ value }) => `平台证书只剩 ${value} 天，到期后查不了同城配送的单。`,
    by: '店主',
    where: ({ about }) =>
      `今天就到 ${API_SECURITY}：下载新的平台证书，在 ${entryOf(about)} 里点“再加一张证书”。`,
  },
  'certificate-over': {
    title: '证书到期了',
    what: () => '填的平台证书都已经到期，微信多半已经换了新的。',
    by: '店主',
    where: ({ about }) => `${API_SECURITY}：下载新的平台证书，填进 ${entryOf(about)}。`,
  },

  'cloud-clock-wrong': {
    title: '云端的时间不对',
    what: () => '微信说请求的时间太旧（40240），同城配送的单查不了。',
    by: '微信',
    where: () =>
      '过几分钟再检查一次。一直这样，把结果发给云开发的客服：云开发控制台 → 右上角 → 工单。',
  },
} as const satisfies Remedies;
