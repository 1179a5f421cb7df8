import { type CheckName, type FindingName, CHECKS } from '../../contract/self-check';
import { REMEDIES_AT_WECHAT } from './remedies-at-wechat';
import { REMEDIES_HERE } from './remedies-here';
import { type FindingDetail, type Remedy, type GoodFinding, groupedDigits } from './remedy';
import { joinNonEmpty } from '../../shop/roles';
import { agoWords } from '../../ui/wording/measures';

export const CHECK_TITLES: Readonly<Record<CheckName, string>> = {
  settings: '设置',
  'time-limit': '云函数超时',
  ip: 'IP 白名单',
  token: '访问令牌',
  accounts: '配送账号',
  sign: '签名',
  'shop-no': '门店编号',
  intracity: '同城配送',
  'api-keys': '同城配送的密钥',
  certificate: '平台证书',
  'cloud-clock': '云端时间',
  quota: '查询额度',
  questions: '本店用量',
  'paid-orders': '新单自己上看板',
  database: '数据库权限',
  records: '云端记录',
  search: '找单速度',
  robots: '群机器人',
  messages: '订阅消息',
  watch: '没人看时问微信',
  sweep: '定时清理',
  clock: '手机时间',
};

/** Short results of findings that report no problem. */
export const GOOD_WORDING: Readonly<Record<GoodFinding, (line: FindingDetail) => string>> = {
  'settings-complete': () => '齐全',
  'secrets-kept': ({ value }) => `齐全，存着 ${value} 个密钥`,
  'time-limit-enough': ({ value }) => `${value} 秒`,
  'ip-allowed': () => '没有拦住云函数',
  'token-obtained': () => '微信给了',
  'account-bound': () => '已绑定，审核通过',
  'sign-accepted': () => '配送公司认可',
  'shop-no-needless': ({ value }) => (value === 'entered' ? '已填' : '用不着'),
  'shop-no-heeded': () => '分得清各家的订单',
  'intracity-opened': ({ value }) => `已开通，读到 ${value} 家门店`,
  'keys-accepted': () => '微信认可',
  'certificate-far': ({ value }) => `还有 ${value} 天到期`,
  'cloud-clock-right': () => '和微信一致',
  'quota-ample': ({ value }) => `剩 ${groupedDigits(value)} 次`,
  'questions-left': ({ value }) => `今天问了 ${groupedDigits(value)} 次`,
  'paid-orders-read': ({ about, value }) =>
    joinNonEmpty(about, `${agoWords(Number(value) * 60_000)}读过`),
  'database-closed': () => '只有云端能读写',
  'records-readable': () => '都读得懂',
  'search-quick': () => '很快',
  'robots-told': ({ value }) =>
    value === '' ? '还没有要说的' : `${agoWords(Number(value) * 60_000)}发过`,
  'messages-told': ({ value }) =>
    value === '' ? '还没有要说的' : `${agoWords(Number(value) * 60_000)}发过`,
  'watch-recent': () => '每分钟问一次',
  'watch-idle': () => '用不着，没有开着的提醒',
  'sweep-recent': ({ value }) => (value === '0' ? '刚刚清理过' : `上次清理 ${value} 分钟前`),
  'clock-right': () => '和云端一致',
};

/** Remedies for all problems, with the menu paths at WeChat (see docs/set-up.zh-CN.md). */
const REMEDIES: Readonly<Record<Exclude<FindingName, GoodFinding>, Remedy>> = {
  ...REMEDIES_HERE,
  ...REMEDIES_AT_WECHAT,
  waits: {
    title: '没有查',
    what: ({ value: checkName }) => `要先把“${checkTitle(checkName)}”弄好。`,
    by: '谁都不用',
    where: ({ value: checkName }) => `看“${checkTitle(checkName)}”那一行，弄好了再检查一次。`,
  },
};

/** @returns the texts about the problem that was found: what it is, who solves it, and where */
export function remedyOf(
  line: FindingDetail & { readonly finding: Exclude<FindingName, GoodFinding> },
) {
  const { title, what, by = '店主', where } = REMEDIES[line.finding];
  const textOf = (text: typeof what): string => (typeof text === 'string' ? text : text(line));
  return { title, what: textOf(what), by, where: textOf(where) };
}

function checkTitle(checkName: string): string {
  const check = CHECKS.find((name) => name === checkName);
  return check === undefined ? '设置' : CHECK_TITLES[check];
}

/** Tells whether a finding reports no problem, and therefore has no remedy. */
export function isGoodFinding(finding: FindingName): finding is GoodFinding {
  return finding in GOOD_WORDING;
}
