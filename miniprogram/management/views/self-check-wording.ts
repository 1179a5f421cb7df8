// More than 300 lines: one table of what can be not well, and the way out.
import type { CheckLine, CheckName, FINDINGS, FindingName } from '../../shared/self-check';
import { CHECKS } from '../../shared/self-check';

/** What each check is about, as people read it. */
export const CHECK_TITLES: Readonly<Record<CheckName, string>> = {
  settings: '设置',
  'time-limit': '云函数超时',
  ip: 'IP 白名单',
  token: '访问令牌',
  accounts: '配送账号',
  sign: '签名',
  'shop-no': '门店编号',
  quota: '查询额度',
  database: '数据库权限',
  records: '云端记录',
  clock: '手机时间',
};

type Told = Pick<CheckLine, 'about' | 'value'>;
type Well = {
  [Name in FindingName]: (typeof FINDINGS)[Name] extends 'ok' ? Name : never;
}[FindingName];

/** What is not well with something, and the way out. */
export interface Remedy {
  readonly title: string;
  readonly what: (line: Told) => string;
  /** Who can mend it. */
  readonly by: '店主' | '上传小程序的人' | '配送公司' | '微信' | '拿这部手机的人' | '谁都不用';
  /** Where, by the words of the menus, and what to do there. */
  readonly where: (line: Told) => string;
}

/** What is well, in a few words. */
export const WELL_WORDING: Readonly<Record<Well, (line: Told) => string>> = {
  'settings-complete': () => '齐全',
  'time-limit-enough': ({ value }) => `${value} 秒`,
  'ip-allowed': () => '没有拦住云函数',
  'token-obtained': () => '微信给了',
  'account-bound': () => '已绑定，审核通过',
  'sign-as-official': () => '和微信的例子一致',
  'sign-accepted': () => '配送公司认可',
  'shop-no-needless': () => '用不着',
  'shop-no-heeded': () => '分得清各家的订单',
  'quota-ample': ({ value }) => `剩 ${grouped(value)} 次`,
  'database-closed': () => '只有云端能读写',
  'records-readable': () => '都读得懂',
  'clock-right': () => '和云端一致',
};

function environmentOf(name: string): string {
  return `云开发控制台 → 云函数 → ${name} → 配置 → 环境变量`;
}

const DEVELOPMENT = '公众平台 → 管理 → 开发管理 → 开发设置';
const DELIVERY = '公众平台 → 功能 → 即时配送';
const ACCOUNTS = '店铺 → 配送账号';

/** Everything that can be not well, and who mends it where; the menus go by the words that they have in WeChat's pages (docs/set-up.zh-CN.md). */
export const REMEDIES: Readonly<Record<Exclude<FindingName, Well>, Remedy>> = {
  'key-missing': {
    title: '缺少加密的钥匙',
    what: ({ about, value }) => `云函数 ${about} 没有 ${value}，保存的密钥打不开，查不了单。`,
    by: '店主',
    where: ({ about, value }) => `${environmentOf(about)}：加上 ${value}，和另一个云函数的一样。`,
  },
  'key-invalid': {
    title: '加密的钥匙不能用',
    what: ({ about, value }) => `云函数 ${about} 的 ${value} 不是 32 字节。`,
    by: '店主',
    where: ({ about, value }) =>
      `${environmentOf(about)}：把 ${value} 换成 64 位十六进制，或者 32 字节的 base64。`,
  },
  'key-differs': {
    title: '打不开保存的密钥',
    what: ({ about }) => `云函数 ${about} 的 SETTINGS_KEY 和保存密钥时用的不一样。`,
    by: '店主',
    where: () =>
      `${environmentOf('getOrder 和 shop')}：填同一个 SETTINGS_KEY。原来的找不回来，就在 店铺 → 小程序密钥、配送账号 里重新填写。`,
  },
  'base-url-invalid': {
    title: '微信的地址不安全',
    what: ({ about }) => `云函数 ${about} 的 WECHAT_API_BASE_URL 不是 https 地址，没有去问微信。`,
    by: '店主',
    where: ({ about }) => `${environmentOf(about)}：删掉 WECHAT_API_BASE_URL。`,
  },
  'app-secret-missing': {
    title: '还没有小程序密钥',
    what: () => '没有小程序的 AppSecret，微信不给令牌。',
    by: '店主',
    where: () => `店铺 → 小程序密钥：填 ${DEVELOPMENT} 里的 AppSecret。`,
  },
  'stores-missing': {
    title: '还没有门店',
    what: () => '配送账号要绑到门店。',
    by: '店主',
    where: () => '店铺 → 门店 → 添加门店。',
  },
  'accounts-missing': {
    title: '还没有配送账号',
    what: () => '没有配送账号，查不了任何一家公司的订单。',
    by: '店主',
    where: () => `${ACCOUNTS} → 添加配送账号：填配送公司给的 shopid 和密钥。`,
  },
  'account-incomplete': {
    title: '配送账号只填了一半',
    what: () => 'DELIVERY_SHOP_ID 和 DELIVERY_APP_SECRET 只有一个。',
    by: '店主',
    where: () =>
      `${environmentOf('getOrder 和 shop')}：两个都填；或者都删掉，在 ${ACCOUNTS} 里添加。`,
  },

  'time-limit-short': {
    title: '超时太短',
    what: ({ about, value }) => `云函数 ${about} 只等 ${value} 秒，配送公司慢一点就查不到。`,
    by: '店主',
    where: ({ about }) => `云开发控制台 → 云函数 → ${about} → 配置 → 超时时间：10 秒。`,
  },
  'time-limit-untold': {
    title: '不知道超时多久',
    what: ({ about }) => `云函数 ${about} 没有得到自己的超时时间。`,
    by: '店主',
    where: ({ about }) => `云开发控制台 → 云函数 → ${about} → 配置：看看超时时间是不是 10 秒。`,
  },

  'ip-not-allowed': {
    title: 'IP 不在白名单里',
    what: () => '微信不认这里的 IP（40164）：AppSecret 的 IP 白名单开着。',
    by: '店主',
    where: () => `${DEVELOPMENT} → IP 白名单：清空。要留着它，就给云函数配固定出口 IP，再加进去。`,
  },
  'app-id-rejected': {
    title: '微信不认 AppID',
    what: ({ value }) => `微信里没有这个小程序${numbered(value)}。`,
    by: '上传小程序的人',
    where: () => 'project.config.json 的 appid：换成自己小程序的，再上传一次。',
  },
  'app-secret-rejected': {
    title: '微信不认小程序密钥',
    what: ({ value }) => `保存的 AppSecret 不对，或者重置过${numbered(value)}。`,
    by: '店主',
    where: () => `${DEVELOPMENT} → AppSecret → 重置，再填进 店铺 → 小程序密钥。`,
  },

  'account-not-bound': {
    title: '没有绑定',
    what: () => '这个 shopid 没有绑定到小程序，它的订单查不到。',
    by: '店主',
    where: ({ about }) => `${DELIVERY}：绑定它；再到 ${ACCOUNTS} → ${about || '它'}：核对 shopid。`,
  },
  'account-under-review': {
    title: '还在审核',
    what: () => '账号绑定了，审核还没有结果。',
    by: '配送公司',
    where: () => `${DELIVERY}：看进度；等得太久，请配送公司催一下。`,
  },
  'account-refused': {
    title: '审核没有通过',
    what: () => '账号绑定了，但配送公司没有同意。',
    by: '配送公司',
    where: () => `问配送公司为什么，改好以后在 ${DELIVERY} 里重新绑定。`,
  },
  'account-at-another-company': {
    title: '公司选错了',
    what: ({ value }) => `这个 shopid 在微信里是${value}的。`,
    by: '店主',
    where: ({ about, value }) => `${ACCOUNTS} → ${about || '它'}：配送公司改选${value}。`,
  },
  'api-not-opened': {
    title: '没有开通即时配送',
    what: () => '小程序没有开通即时配送（48001），任何订单都查不到。',
    by: '店主',
    where: () => `${DELIVERY} → 开通。它已不再对新的小程序开放；开不了的话，要改用同城配送。`,
  },
  'not-admitted': {
    title: '没有获准使用即时配送',
    what: () => '微信没有准许这个小程序，或者它是个人主体。',
    by: '店主',
    where: () => `公众平台 → 设置 → 基本设置：看主体；再到 ${DELIVERY}：看授权。`,
  },

  'sign-not-as-official': {
    title: '签名算错了',
    what: () => '云函数算出的签名和微信的例子不一样，上传时可能坏了。',
    by: '上传小程序的人',
    where: () => '重新 npm run build，再上传 getOrder 和 shop。',
  },
  'sign-rejected': {
    title: '配送公司不认签名',
    what: () => '密钥不是这个 shopid 的，多半填成了小程序的 AppSecret。',
    by: '店主',
    where: ({ about }) => `${ACCOUNTS} → ${about || '它'} → 密钥：重新填配送公司给的那个。`,
  },
  'sign-untried': {
    title: '还没有试过',
    what: () => '这个账号还没有查到过订单，不知道配送公司认不认签名。',
    by: '店主',
    where: () => '查单：查它的一单。查到了，再检查一次；没有查到，照查单说的改。',
  },

  'shop-no-ignored': {
    title: '不核对门店编号',
    what: () => '用别家门店的编号也查得到：这几家门店的店员看得到彼此的订单。',
    by: '配送公司',
    where: () =>
      `请它给每家门店单独的 shopid，再在 ${ACCOUNTS} 里各建一个；办好以前，别的店不该看的人先在 店铺 → 人员 里移除。`,
  },
  'shop-no-lacking': {
    title: '门店没有编号',
    what: () => '几家门店共用这个账号，分不清订单是哪家的，店员看得到彼此的订单。',
    by: '店主',
    where: ({ about }) =>
      `${ACCOUNTS} → ${about || '它'} → 门店编号 shop_no：填配送公司给每家门店的。`,
  },
  'shop-no-untried': {
    title: '还不知道',
    what: () => '配送公司核不核对门店编号，要用一单来试。',
    by: '店主',
    where: () => '查过它的一单后再检查。',
  },

  'quota-low': {
    title: '快用完了',
    what: ({ value }) => `今天只剩 ${grouped(value)} 次，用完就查不了单。`,
    by: '店主',
    where: () => '店里的手机和电脑：不看的配送页面先关掉。明天零点恢复。',
  },
  'quota-used-up': {
    title: '用完了',
    what: () => '今天的查询次数用完了。',
    by: '微信',
    where: () => '明天零点恢复；今天请在配送公司的系统里看。',
  },
  'quota-untold': {
    title: '微信没有说',
    what: ({ value }) => `不知道今天还剩多少次${numbered(value)}。`,
    by: '谁都不用',
    where: () => '用完的时候，查单会说。',
  },

  'database-open': {
    title: '不只云端能读写',
    what: ({ value }) => `打开小程序的任何人都能读或写这些集合：${value}。`,
    by: '店主',
    where: () =>
      '云开发控制台 → 数据库 → 每个集合 → 数据权限（有的版本叫权限设置）→ 仅管理端可读写。',
  },
  'database-not-yet': {
    title: '有的集合还没有',
    what: ({ value }) => `还没有：${value}。它们会在第一次写入时出现，权限是默认的。`,
    by: '店主',
    where: () => '云开发控制台 → 数据库 → +：先建好，并设成仅管理端可读写。',
  },
  'database-untried': {
    title: '没能试',
    what: ({ value }) => `不知道别人能不能写：${value}。`,
    by: '拿这部手机的人',
    where: () => '看看网络，再检查一次。',
  },
  'database-failed': {
    title: '云数据库没有回答',
    what: () => '云数据库出错了，这一项没有查成。',
    by: '微信',
    where: () => '云开发控制台 → 数据库：看它能不能打开。过一会儿再检查一次。',
  },

  'records-unreadable': {
    title: '有的记录读不懂',
    what: ({ value }) =>
      `集合 ${value} 里有读不懂的记录，没有动它们；和它们有关的人或订单暂时用不了。`,
    by: '上传小程序的人',
    where: () =>
      '先重新上传全部云函数：记录可能是更新的版本写下的。仍然不行，云开发控制台 → 数据库：核对那几条缺了什么，补上再检查。',
  },

  'clock-wrong': {
    title: '时间不对',
    what: ({ value }) =>
      `这部手机${value}。查单里的时间按云端算，不受影响；但和手机上显示的对不上，差得多了还会连不上网。`,
    by: '拿这部手机的人',
    where: () => '手机的 设置 → 日期和时间 → 自动设置。',
  },

  waits: {
    title: '没有查',
    what: ({ value }) => `要先把“${titleOf(value)}”弄好。`,
    by: '谁都不用',
    where: ({ value }) => `看“${titleOf(value)}”那一行，弄好了再检查一次。`,
  },
  'no-answer': {
    title: '没有查成',
    what: () => '微信或配送公司没有及时回答。',
    by: '微信',
    where: () => '稍等片刻，再检查一次。',
  },
  'refused-otherwise': {
    title: '被拒绝了',
    what: ({ value }) => `微信或配送公司没有给出结果${numbered(value)}。`,
    by: '微信',
    where: () => '点“复制结果”，发给帮你开通的人，或者在微信开放社区里问。',
  },
};

/** Long numbers in groups of three digits. */
function grouped(value: string): string {
  return value.replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
}

/** WeChat's own number, where there is one. */
function numbered(value: string): string {
  return value === '' ? '' : `（${value}）`;
}

function titleOf(value: string): string {
  const check = CHECKS.find((name) => name === value);
  return check === undefined ? '设置' : CHECK_TITLES[check];
}

/** Whether a finding is well, so that it has no remedy. */
export function isWell(finding: FindingName): finding is Well {
  return finding in WELL_WORDING;
}
