import {
  type Remedies,
  ACCOUNTS_MENU,
  API_SECURITY_MENU,
  DEV_SETTINGS_MENU,
  groupedDigits,
  MINI_PROGRAMS_MENU,
  numberInParentheses,
} from './remedy';

const INSTANT_MENU = '公众平台 → 功能 → 即时配送';
const INTRACITY_MENU = '公众平台 → 功能 → 物流服务 → 同城配送';

/** Returns the menu path to the page with the keys of the account `about`; empty: of 同城配送. */
function accountMenu(about: string): string {
  return `${ACCOUNTS_MENU} → ${about || '同城配送'}`;
}

/** Remedies for problems at WeChat or at a delivery company, by the finding's name. */
export const REMEDIES_AT_WECHAT = {
  'ip-not-allowed': {
    title: 'IP 不在白名单里',
    what: '微信不认这里的 IP：AppSecret 的 IP 白名单开着。',
    where: `${MINI_PROGRAMS_MENU}：点开它，把那里写的地址加进 ${DEV_SETTINGS_MENU} → IP 白名单，原来的都留着。过几天又变：云开发控制台 → 云函数 → 配置 → 固定出口 IP，getOrder 和 shop 都打开，再把新地址加进去。`,
  },
  'paid-orders-not-yet': {
    title: '还没有读过付款单',
    what: '“新单自己上看板”打开了，之后还没有人开过看板，也没有门店开了群机器人。',
    by: '谁都不用',
    where: '打开看板，一分钟里就会读。',
  },
  'paid-orders-refused': {
    title: '微信不给付款单',
    what: '上一次去读，微信没有给，新单上不了看板。',
    where: ({ about }) =>
      `${MINI_PROGRAMS_MENU} → ${about || '它'}：再比一次，看写的是什么。等着的时候，新单用扫码或登记。`,
  },
  'paid-orders-stopped': {
    title: '新单不再自己上看板',
    what: '连着 50 单付了款，都没对上配送，自己停了。',
    where: ({ about }) => `${MINI_PROGRAMS_MENU} → ${about || '它'}：再比一次，一样了就能再打开。`,
  },
  'app-id-rejected': {
    title: '微信不认 AppID',
    what: ({ value }) => `微信里没有这个小程序${numberInParentheses(value)}。`,
    where: `${MINI_PROGRAMS_MENU}：核对它的 AppID，错的删掉，再加一次。`,
  },
  'app-secret-rejected': {
    title: '微信不认小程序密钥',
    what: ({ value }) => `保存的 AppSecret 不对，或者已经作废${numberInParentheses(value)}。`,
    where: ({ about }) =>
      `把现在的填进 ${MINI_PROGRAMS_MENU} → ${about || '它'}；商城的，向做商城的人要。不要重置：一重置，在用的马上登录不了。`,
  },

  'app-secret-frozen': {
    title: '小程序密钥被冻结',
    what: '微信把 AppSecret 冻结了（40243），拿不到令牌。',
    where: `先问是谁冻结的、为什么，再到 ${DEV_SETTINGS_MENU} → AppSecret → 解冻。要等 10 分钟才生效，之后再检查一次。`,
  },
  'token-exchanged-elsewhere': {
    title: '令牌总被别的程序换掉',
    what: '微信刚给的令牌又不认了：多半有别的程序也在用这个 AppSecret，不停地换令牌。',
    where: '下单的系统等用着这个 AppSecret 的程序：让开发的人改掉强制换令牌，再检查一次。',
  },

  'account-not-bound': {
    title: '没有绑定',
    what: '这个 shopid 没有绑定到小程序，它的订单查不到。',
    where: ({ about }) =>
      `${INSTANT_MENU}：绑定它；再到 ${ACCOUNTS_MENU} → ${about || '它'}：核对 shopid。`,
  },
  'account-under-review': {
    title: '还在审核',
    what: '账号绑定了，审核还没有结果。',
    by: '配送公司',
    where: `${INSTANT_MENU}：看进度；等得太久，请配送公司催一下。`,
  },
  'account-refused': {
    title: '审核没有通过',
    what: '账号绑定了，但配送公司没有同意。',
    by: '配送公司',
    where: `问配送公司为什么，改好以后在 ${INSTANT_MENU} 里重新绑定。`,
  },
  'account-at-another-company': {
    title: '公司选错了',
    what: ({ value }) => `这个 shopid 在微信里是${value}的。`,
    where: ({ about, value }) => `${ACCOUNTS_MENU} → ${about || '它'}：配送公司改选${value}。`,
  },
  'api-not-opened': {
    title: '没有开通即时配送',
    what: '小程序没有开通即时配送（48001），任何订单都查不到。',
    where: `${INSTANT_MENU} → 开通。它已不再对新的小程序开放；开不了的话，要改用同城配送。`,
  },
  'not-admitted': {
    title: '没有获准使用即时配送',
    what: '微信没有准许这个小程序，或者它是个人主体。',
    where: `公众平台 → 设置 → 基本设置：看主体；再到 ${INSTANT_MENU}：看授权。`,
  },

  'sign-rejected': {
    title: '配送公司不认签名',
    what: '密钥不是这个 shopid 的，多半填成了小程序的 AppSecret。',
    where: ({ about }) => `${ACCOUNTS_MENU} → ${about || '它'} → 密钥：重新填配送公司给的那个。`,
  },
  'sign-untried': {
    title: '还没有试过',
    what: '这个账号还没有查到过订单，不知道配送公司认不认签名。',
    where: '查单：查它的一单。查到了，再检查一次；没有查到，照查单说的改。',
  },

  'shop-no-ignored': {
    title: '不核对门店编号',
    what: '用别家门店的编号也查得到：这几家门店的店员看得到彼此的订单。',
    by: '配送公司',
    where: `请它给每家门店单独的 shopid，再在 ${ACCOUNTS_MENU} 里各建一个；办好以前，别的店不该看的人先在 店铺 → 人员 里移除。`,
  },
  'shop-no-lacking': {
    title: '门店没有编号',
    what: '几家门店共用这个账号，分不清订单是哪家的，店员看得到彼此的订单。',
    where: ({ about }) =>
      `${ACCOUNTS_MENU} → ${about || '它'} → 门店编号 shop_no：填配送公司给每家门店的。`,
  },
  'shop-no-untried': {
    title: '还不知道',
    what: ({ value }) =>
      value === 'numberless'
        ? '它没有填，也还没有查到过单，不知道要不要：配送公司给了编号就要填，不填会查不到单。'
        : '配送公司核不核对门店编号，要用一单来试。',
    where: ({ about, value }) =>
      value === 'numberless'
        ? `${ACCOUNTS_MENU} → ${about || '它'} → 门店编号 shop_no：给了就填；没有给，查到它的一单后再检查。`
        : '查过它的一单后再检查。',
  },

  'intracity-not-opened': {
    title: '还没有开通',
    what: '小程序没有开通同城配送（48001），它的订单查不到。',
    where: `${INTRACITY_MENU} → 开通。`,
  },
  'intracity-not-admitted': {
    title: '微信没有准许',
    what: '这个小程序是个人主体，或者不是普通小程序，用不了同城配送。',
    where: `公众平台 → 设置 → 基本设置：看主体；再到 ${INTRACITY_MENU}：看授权。`,
  },
  'intracity-stores-missing': {
    title: '微信里还没有门店',
    what: '密钥是对的，但同城配送里一家门店也没有。',
    where: ({ about }) =>
      `在 ${INTRACITY_MENU} 里建好门店，再到 ${accountMenu(about)}：选微信门店。`,
  },
  'intracity-stores-gone': {
    title: '绑的微信门店不在了',
    what: '有一家门店绑的微信门店，微信里已经没有，它的订单查不到。',
    where: ({ about }) => `${accountMenu(about)} → 微信门店：重新选一家。`,
  },

  'keys-lost': {
    title: '密钥读不出来了',
    what: '云端用来加密的钥匙换过，同城配送的密钥解不开，它的订单查不到。',
    where: ({ about }) => `${accountMenu(about)}：把几把密钥重新填一遍。`,
  },
  'keys-malformed': {
    title: '有一把密钥读不懂',
    what: '保存的密钥里有一把不完整，没法签名。',
    where: ({ about }) => `${accountMenu(about)}：把几把密钥从头粘贴一遍。`,
  },
  'keys-not-set-at-wechat': {
    title: '微信那边还没有配密钥',
    what: '“API 安全”里缺对称密钥或公钥（40238、40239）。',
    where: ({ about }) =>
      `先问有没有人在用，商城的问做商城的人；没有人用，才在 ${API_SECURITY_MENU} 补上缺的，再填进 ${accountMenu(about)}。`,
  },
  'signature-missing': {
    title: '签名没有送到',
    what: '微信说请求没有签名，或者签名不全。',
    by: '上传小程序的人',
    where: `先在 ${API_SECURITY_MENU} 看公钥在不在；在的话，重新上传 getOrder 和 shop。`,
  },
  'signature-rejected': {
    title: '私钥不对',
    what: '填的应用私钥，和微信那边的公钥不是一对（40234）。',
    where: ({ about }) =>
      `${accountMenu(about)} → 应用私钥：把现在的那把重新粘贴；商城的，向做商城的人要。不要自己换：一换，用原来那把签名的商城马上下不了单。`,
  },
  'encryption-rejected': {
    title: '对称密钥不对',
    what: '微信用它那边的对称密钥解不开请求（40235）。',
    where: ({ about }) => `${accountMenu(about)} → 对称密钥和它的编号：照 API 安全 里的重新填。`,
  },
  'certificate-unknown': {
    title: '微信换了平台证书',
    what: '回答是用还没有填的平台证书签的，没有采用。',
    where: ({ about }) =>
      `${API_SECURITY_MENU}：下载新的平台证书，在 ${accountMenu(about)} 里点“再加一张证书”。`,
  },
  'answer-unverified': {
    title: '回答没有通过核对',
    what: '微信的回答和填的平台证书、对称密钥对不上，没有采用。',
    where: ({ about }) => `${accountMenu(about)}：照 API 安全 核对平台证书、对称密钥和它们的编号。`,
  },

  'certificate-near': {
    title: '证书快到期了',
    what: ({ value }) => `平台证书还有 ${value} 天到期，到期后查不了同城配送的单。`,
    where: ({ about }) =>
      `${API_SECURITY_MENU}：有了新的平台证书，就在 ${accountMenu(about)} 里点“再加一张证书”。`,
  },
  'certificate-urgent': {
    title: '证书就要到期',
    what: ({ value }) => `平台证书只剩 ${value} 天，到期后查不了同城配送的单。`,
    where: ({ about }) =>
      `今天就到 ${API_SECURITY_MENU}：下载新的平台证书，在 ${accountMenu(about)} 里点“再加一张证书”。`,
  },
  'certificate-over': {
    title: '证书到期了',
    what: '填的平台证书都已经到期，微信多半已经换了新的。',
    where: ({ about }) => `${API_SECURITY_MENU}：下载新的平台证书，填进 ${accountMenu(about)}。`,
  },

  'cloud-clock-wrong': {
    title: '云端的时间不对',
    what: '微信说请求的时间太旧（40240），同城配送的单查不了。',
    by: '微信',
    where: '过几分钟再检查一次。一直这样，把结果发给云开发的客服：云开发控制台 → 右上角 → 工单。',
  },

  'quota-low': {
    title: '快用完了',
    what: ({ value }) => `今天只剩 ${groupedDigits(value)} 次，用完就查不了单。`,
    where: '店里的手机和电脑：不看的配送页面先关掉。明天零点恢复。',
  },
  'quota-used-up': {
    title: '用完了',
    what: '今天的查询次数用完了。',
    by: '微信',
    where: '明天零点恢复；今天请在配送公司的系统里看。',
  },
  'quota-untold': {
    title: '微信没有说',
    what: ({ value }) => `不知道今天还剩多少次${numberInParentheses(value)}。`,
    by: '谁都不用',
    where: '用完的时候，查单会说。',
  },

  'questions-used-up': {
    title: '今天的用完了',
    what: ({ value }) =>
      `本店今天问了微信 ${groupedDigits(value)} 次；查过的订单照样能查，新的查不了。`,
    by: '谁都不用',
    where: '明天零点恢复。',
  },

  'no-answer': {
    title: '没有查成',
    what: '微信或配送公司没有及时回答。',
    by: '微信',
    where: '稍等片刻，再检查一次。',
  },
  'refused-otherwise': {
    title: '被拒绝了',
    what: ({ value }) => `微信或配送公司没有给出结果${numberInParentheses(value)}。`,
    by: '微信',
    where: '点“复制结果”，发给帮你开通的人，或者在微信开放社区里问。',
  },
} as const satisfies Remedies;
