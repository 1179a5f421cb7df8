import type { SweepDuty } from '../../contract/self-check';
import { COLLECTIONS } from '../../contract/shop-collections';
import { durationWords } from '../../ui/wording/measures';
import { type Remedies, MINI_PROGRAMS_MENU, numberInParentheses } from './remedy';

function environmentMenuOf(name: string): string {
  return `云开发控制台 → 云函数 → ${name} → 配置 → 环境变量`;
}

/** Database indexes for the search of orders, 最近查过 and 看板. docs/set-up.zh-CN.md lists all. */
const SEARCH_INDEXES = [
  'tails 升序、isKnown 升序、lastAskedAt 降序',
  'storeIds 升序、isKnown 升序、lastAskedAt 降序',
  'isKnown 升序、lastAskedAt 降序',
  'boardStoreIds 升序、isUnderWay 升序、lastAskedAt 降序',
  'isUnderWay 升序、lastAskedAt 降序',
  'boardStoreIds 升序、endedAt 降序',
  'endedAt 降序',
  'awaitedFor 升序、awaitedAt 升序',
].join('；');

const SWEEP_DUTY_NAMES: Readonly<Record<SweepDuty, string>> = {
  riders: '骑手信息',
  deliveries: '过期的订单',
  'unknown-ids': '没有找到的订单号',
  awaited: '微信一直没有的单',
  audit: '过期的操作记录',
  notices: '过期的提醒',
  invites: '过期的邀请',
  tries: '设置码的试错记录',
  reviewers: '过期的审核体验',
  forged: '伪造的记录',
};

/** Writes the names of the clean-up duties in `dutyList`; `其他` for an unknown duty. */
function dutyNamesIn(dutyList: string): string {
  const nameByDuty = new Map(Object.entries(SWEEP_DUTY_NAMES));
  const dutyNames = dutyList.split(' ').map((duty) => nameByDuty.get(duty) ?? '其他');
  return dutyNames.join('、');
}

/** Remedies for problems in cloud functions, database or phone, by the finding's name. */
export const REMEDIES_HERE = {
  'key-missing': {
    title: '缺少加密的钥匙',
    what: ({ about, value }) => `云函数 ${about} 没有 ${value}，保存的密钥打不开，查不了单。`,
    where: ({ about, value }) =>
      `${environmentMenuOf(about)}：加上 ${value}，getOrder 和 shop 填同一个。`,
  },
  'key-invalid': {
    title: '加密的钥匙不能用',
    what: ({ about, value }) => `云函数 ${about} 的 ${value} 不是 32 字节。`,
    where: ({ about, value }) =>
      `${environmentMenuOf(about)}：把 ${value} 换成 64 位十六进制，或者 32 字节的 base64。`,
  },
  'key-differs': {
    title: '打不开保存的密钥',
    what: ({ about }) => `云函数 ${about} 的 SETTINGS_KEY 和保存密钥时用的不一样。`,
    where: `${environmentMenuOf('getOrder 和 shop')}：填同一个 SETTINGS_KEY。原来的找不回来，就在 ${MINI_PROGRAMS_MENU}、配送账号 里重新填写。`,
  },
  'key-previous-needed': {
    title: '旧的钥匙还在用',
    what: ({ about, value }) =>
      `云函数 ${about} 有 SETTINGS_KEY_PREVIOUS，还有 ${value} 个密钥要靠它打开；用到一次，就会换成新的钥匙。`,
    by: '谁都不用',
    where: `先留着，再检查一次；过两小时还有的话，在 ${MINI_PROGRAMS_MENU}、配送账号 里重新填写。`,
  },
  'key-previous-idle': {
    title: '旧的钥匙可以删掉了',
    what: ({ about }) => `云函数 ${about} 的 SETTINGS_KEY_PREVIOUS 已经没有密钥要用。`,
    where: ({ about }) => `${environmentMenuOf(about)}：删掉 SETTINGS_KEY_PREVIOUS。`,
  },
  'base-url-invalid': {
    title: '微信的地址不安全',
    what: ({ about }) => `云函数 ${about} 的 WECHAT_API_BASE_URL 不是 https 地址，没有去问微信。`,
    where: ({ about }) => `${environmentMenuOf(about)}：删掉 WECHAT_API_BASE_URL。`,
  },
  'app-secret-missing': {
    title: '还没有小程序密钥',
    what: '没有下单小程序的 AppSecret，微信不给令牌。',
    where: ({ about }) => `${MINI_PROGRAMS_MENU} → ${about || '它'}：它会先问密钥存下来了吗。`,
  },
  'stores-missing': {
    title: '还没有门店',
    what: '配送账号要绑到门店。',
    where: '店铺 → 门店 → 添加门店。',
  },
  'accounts-missing': {
    title: '还没有配送账号',
    what: '没有配送账号，查不了任何一家公司的订单。',
    where: `${MINI_PROGRAMS_MENU}：点开顾客下单的那个，点“建账号”。`,
  },
  'store-without-account': {
    title: '有门店没有配送账号',
    what: ({ about }) => `${about || '一家门店'}：没有给它用的配送账号，那里的人什么单都查不到。`,
    where: '店铺 → 配送账号：点开给它送单的那个，在门店里勾上它。',
  },

  'left-by-another-shop': {
    title: '有别的店铺留下的小程序',
    what: ({ value }) =>
      `另一家店在这个云环境里存过下单小程序${numberInParentheses(value)}，没有用它，密钥还在。`,
    where: `${MINI_PROGRAMS_MENU}：点开它，删除。`,
  },

  'time-limit-short': {
    title: '超时太短',
    what: ({ about, value }) => `云函数 ${about} 只等 ${value} 秒，配送公司慢一点就查不到。`,
    where: ({ about }) => `云开发控制台 → 云函数 → ${about} → 配置 → 超时时间：10 秒。`,
  },
  'time-limit-untold': {
    title: '不知道超时多久',
    what: ({ about }) => `云函数 ${about} 没有得到自己的超时时间。`,
    where: ({ about }) => `云开发控制台 → 云函数 → ${about} → 配置：看看超时时间是不是 10 秒。`,
  },

  'database-open': {
    title: '不只云端能读写',
    what: ({ value }) => `打开小程序的任何人都能读或写这些集合：${value}。`,
    where:
      '云开发控制台 → 数据库 → 每个集合 → 数据权限（有的版本叫权限设置）→ 仅管理端可读写（有的版本叫无权限）。改完等一分钟，再检查一次。',
  },
  'database-not-yet': {
    title: '有的集合还没有',
    what: ({ value }) => `还没有：${value}。它们会在第一次写入时出现，权限是默认的。`,
    where: '云开发控制台 → 数据库 → +：先建好，并设成仅管理端可读写（有的版本叫无权限）。',
  },
  'database-untried': {
    title: '没能试',
    what: ({ value }) => `不知道别人能不能写：${value}。`,
    by: '拿这部手机的人',
    where: '看看网络，再检查一次。',
  },
  'database-failed': {
    title: '云数据库没有回答',
    what: '云数据库出错了，这一项没有查成。',
    by: '微信',
    where: '云开发控制台 → 数据库：看它能不能打开。过一会儿再检查一次。',
  },

  'records-unreadable': {
    title: '有的记录读不懂',
    what: ({ value }) =>
      `集合 ${value} 里有读不懂的记录，没有动它们；和它们有关的人或订单暂时用不了。`,
    by: '上传小程序的人',
    where: ({ value }) =>
      `先重新上传全部云函数：记录可能是更新的版本写下的。仍然不行，云开发控制台 → 数据库：核对那几条缺了什么，补上再检查。${
        value.includes(COLLECTIONS.staff)
          ? '读不懂的人，店主也可以在 店铺 → 人员 里移除，再邀请一次。'
          : ''
      }`,
  },

  'search-slow': {
    title: '找单太慢',
    what: ({ value }) => `找一单要 ${value} 秒，多半是集合 ${COLLECTIONS.deliveries} 少了索引。`,
    where: `云开发控制台 → 数据库 → ${COLLECTIONS.deliveries} → 索引管理 → 添加索引，字段按顺序：${SEARCH_INDEXES}。`,
  },

  'sweep-not-yet': {
    title: '还没有清理过',
    what: '过期的骑手信息每小时清理一次，第一次还没有到。',
    by: '谁都不用',
    where: '一小时后再检查一次。',
  },
  'sweep-left': {
    title: '上次没有清理完',
    what: ({ value: dutyList }) => `上次清理还剩：${dutyNamesIn(dutyList)}。`,
    by: '谁都不用',
    where: '下一次会接着清理。一小时后再检查一次。',
  },
  'sweep-behind': {
    title: '清理跟不上',
    what: ({ value }) => `每小时都在清理，但三个多小时没有清理完过，还剩：${dutyNamesIn(value)}。`,
    by: '上传小程序的人',
    where:
      '云开发控制台 → 云函数 → sweep → 日志：code 不是 ok 的那几行，发给帮你开通的人。都是 ok，是一次做不完：sweep → 配置 → 超时时间，改成 60 秒；已经是了，把 cloudfunctions/sweep/config.json 的 config 改成 0 */10 * * * * *（每 10 分钟一次），重新上传触发器。',
  },
  'robots-refused': {
    title: '没送到群里',
    what: ({ value }) => value,
    where: ({ about }) => `店铺 → 提醒 → ${about || '这家店'}：照上面说的改好，再发一条试试。`,
  },
  'messages-refused': {
    title: '订阅消息没有发出去',
    what: ({ value }) => `最近一条：${value}`,
    where: '店铺 → 提醒 → 模板：照上面说的改好，或者换一个模板。',
  },
  'watch-left': {
    title: '没有问完',
    what: ({ value }) => `上一轮还有 ${value} 单没来得及问，下一轮先问它们。`,
    by: '谁都不用',
    where: '一直这样，就在 店铺 → 提醒 里只留要紧的门店。',
  },
  'watch-late': {
    title: '没人看时没有问微信',
    what: ({ value }) => {
      const lastRunWords =
        value === '' ? '一次也没有问过' : `上次是 ${durationWords(Number(value) * 60_000)}前`;
      return `提醒开着，本来每分钟问一次，${lastRunWords}：出了事，群里不会有消息。`;
    },
    by: '上传小程序的人',
    where:
      '云开发控制台 → 云函数 → watch：没有就上传它。超时时间要 60 秒，触发器要有 minutely；没有的话，开发者工具 → 云函数 watch 上点右键 → 上传触发器。都有的话，看 watch 的日志：code 不是 ok 的那几行，发给帮你开通的人。',
  },
  'sweep-late': {
    title: '没有按时清理',
    what: ({ value }) =>
      `${value === '' ? '清理一次也没有做完过' : `上次做完清理是 ${value} 小时前`}，过期的骑手信息还留着。`,
    by: '上传小程序的人',
    where:
      '云开发控制台 → 云函数 → sweep → 触发器：要有 hourly；没有的话，开发者工具 → 云函数 sweep 上点右键 → 上传触发器。有的话，看 sweep 的日志：code 不是 ok 的那几行，发给帮你开通的人。',
  },

  'clock-wrong': {
    title: '时间不对',
    what: ({ value }) =>
      `这部手机${value}。查单里的时间按云端算，不受影响；但和手机上显示的对不上，差得多了还会连不上网。`,
    by: '拿这部手机的人',
    where: '手机的 设置 → 日期和时间 → 自动设置。',
  },
} as const satisfies Remedies;
