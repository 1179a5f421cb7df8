import type { CloudErrorCode } from '../../contract/cloud-error';
import type { NextStepTaker } from './status-wording';

export interface FailureWording {
  readonly title: string;
  readonly steps: readonly string[];
  readonly stepTaker: NextStepTaker;
}

interface ErrorWording extends Omit<FailureWording, 'stepTaker'> {
  /** Sentence about what happened; missing when the title says enough. */
  readonly detail?: string;
  /** Words that follow a mini-program's name in a title; if missing, `title` follows the name. */
  readonly titleAfterName?: string;
}

export const ASK_LATER_STEPS = ['稍后会自动再查，也可以现在重试。'];
const TELL_OWNER_STEPS = ['稍后会自动再查；一直这样，点 ⓘ 复制编号，发给店主。'];
const MEND_ACCOUNT_STEPS = ['请店主按上面说的，在“店铺”的这个配送账号里改好。'];

/** Wording for a scanned order that WeChat does not have yet. The board repeats the look-up. */
export const SCANNED_NOT_FOUND = {
  title: '微信还没有这单',
  steps: [
    '看板上已经有它的位置，不用守着，也不用再扫。',
    '一直没有的话，核对订单号，看是不是别的门店、别的小程序的单，再确认叫的是微信的即时配送或同城配送。',
  ],
} as const;

/** Wording of the cloud's errors. The cloud's answer itself says who can fix the error. */
export const ERROR_WORDING: Readonly<Record<CloudErrorCode, ErrorWording>> = {
  'not-staff': {
    title: '这里只对本店的人开放',
    steps: ['请店主或店长在“店铺”里发一张邀请给你。', '从聊天里点开邀请，填上名字，就能查单。'],
  },
  'source-not-accepted': {
    title: '从这里打不开',
    detail: '小程序还不认识这种微信客户端。',
    steps: ['用手机微信打开试试；仍然不行，点 ⓘ 复制编号，发给店主。'],
  },
  'bad-request': {
    title: '小程序的版本太旧',
    detail: '小程序发来的请求不完整，请更新小程序后再试。',
    steps: ['关掉小程序再打开，更新到最新版。'],
  },
  'bad-order-id': {
    title: '这个订单号不能用',
    detail: '这个订单号是空的，或者太长。',
    steps: ['请核对订单号后重新输入；它可能太长，或者带了多余的字。'],
  },
  'order-not-found': {
    title: '没有找到这个订单',
    steps: [
      '先核对订单号有没有敲错、是不是填成了运单号：第一次查，要商家自己的完整订单号；只填末几位的话，只找得到本店查过的。',
      '到下单的系统里确认：这一单是本店的，叫的是微信的即时配送或同城配送。',
      '都对的话，告诉店主：可能缺这家配送公司的账号。',
    ],
  },
  'order-over': {
    title: '订单已经结束',
    detail: '这个订单已经结束，微信不再给出它的状态。',
    steps: ['结果请在下单的系统里看；如果又重新下了单，过一会儿再查。'],
  },
  'phone-unavailable': {
    title: '现在没有可以拨打的电话',
    steps: ['请在配送公司的系统里联系骑手。'],
  },
  'settings-missing': {
    title: '还没有配置好',
    detail: '云函数的配置不完整。',
    steps: ['请店主按上面说的补全，再点“重试”。'],
  },
  'token-rejected': {
    title: '微信不认可小程序的凭据',
    detail: '微信不认可这个小程序的 AppID 或 AppSecret。',
    titleAfterName: '的密钥不对',
    steps: ['请店主把现在的 AppSecret 填进“店铺”的“下单小程序”；商城的，向做商城的人要。'],
  },
  'token-exchanged-elsewhere': {
    title: '令牌总被别的程序换掉',
    detail: '微信刚给的令牌又不认了：多半有别的程序也在用这个小程序的 AppSecret，不停地换令牌。',
    steps: ['请店主查查是哪个程序（比如下单的系统），让它不再强制换令牌；好了会自动再查。'],
  },
  'app-secret-frozen': {
    title: '小程序密钥被冻结了',
    titleAfterName: '的密钥被冻结了',
    steps: ['请店主先问是谁冻结的，再到微信公众平台的“开发设置”里解冻，10 分钟后生效。'],
  },
  'sign-rejected': {
    title: '配送公司不认可签名',
    steps: [
      '请店主在“店铺”里核对配送账号：密钥要填配送公司给的，不是小程序的 AppSecret。',
      '密钥没错的话，再核对 shopid 是不是同一个配送账号的。',
    ],
  },
  'ip-not-allowed': {
    title: '云函数的 IP 不在白名单里',
    titleAfterName: '的 IP 白名单没让云函数进',
    steps: [
      '请店主打开“店铺”的“下单小程序”，把那里写的地址加进这个小程序的 IP 白名单，原来的都留着。',
    ],
  },
  'api-not-opened': {
    title: '还没有开通即时配送',
    titleAfterName: '还没有开通即时配送',
    steps: [
      '请店主在微信公众平台开通“即时配送”；它已不再对新的小程序开放，开不了的话要改用同城配送。',
    ],
  },
  'account-not-bound': {
    title: '配送账号没有绑定',
    detail: '没有绑定到这个小程序。',
    steps: ['请店主在微信公众平台的“即时配送”里绑定配送账号，并在“店铺”里核对 shopid。'],
  },
  'account-not-admitted': {
    title: '没有获准使用这项配送服务',
    steps: ['请店主在微信公众平台查看它的授权和主体；个人主体的小程序不能使用。'],
  },
  'quota-exceeded': {
    title: '今天的查询次数用完了',
    titleAfterName: '今天的查询次数用完了',
    steps: ['明天零点以后会恢复；现在请在配送公司的系统里查看。'],
  },
  queued: { title: '排队中', steps: ['现在查的人多，轮到了会自动再查。'] },
  'too-frequent': { title: '查询得太频繁', steps: ['稍等片刻，会自动放慢再查。'] },
  'courier-refused': {
    title: '配送公司没有给出结果',
    steps: ['请核对订单号；仍然不行，点 ⓘ 复制编号，发给店主。'],
  },
  'wechat-busy': { title: '微信正忙', steps: ['稍等片刻，会自动再查。'] },
  'wechat-refused': {
    title: '微信没有给出结果',
    steps: ['稍后再试；一直这样，点 ⓘ 复制编号，发给店主。'],
  },
  'upstream-timeout': { title: '微信或配送公司没有及时回答', steps: ASK_LATER_STEPS },
  'upstream-unreachable': { title: '云端暂时连不上微信', steps: ASK_LATER_STEPS },
  'upstream-failed': {
    title: '微信的服务器出错了',
    steps: ['多半很快会好，会自动再查；急的话，先在配送公司的系统里看。'],
  },
  'upstream-malformed': { title: '微信的回答读不懂', steps: TELL_OWNER_STEPS },
  'database-failed': {
    title: '云数据库暂时用不了',
    steps: ['稍后会自动再查；一直这样，请店主在云开发控制台查看数据库的状态。'],
  },
  'unreadable-document': {
    title: '云端有一条记录读不懂',
    detail: '云端有一条记录读不懂，没有动它。',
    steps: [
      '请店主重新上传全部云函数：它可能是更新的版本写下的。',
      '仍然不行，请店主在“店铺”的“自检”里看是哪一类，再到云开发控制台核对那条记录。',
    ],
  },
  'not-allowed': {
    title: '你的角色不能做这件事',
    steps: ['这件事要别的角色来做；角色和门店，请店主在“店铺”里调整。'],
  },
  'no-such-entry': {
    title: '没有找到要改的内容',
    detail: '它已经不在了，或者不归你的门店。',
    steps: ['请返回上一页，刷新后再看。'],
  },
  'changed-meanwhile': {
    title: '别人刚刚改过',
    detail: '别人刚刚改过，这次没有保存。',
    steps: ['请刷新，看过新的内容后再改一次。'],
  },
  'setup-code-rejected': {
    title: '设置码不对',
    detail: '设置码不对，或者已经用过。',
    steps: ['请核对云开发控制台里云函数 shop 的 OWNER_SETUP_CODE；用过的要换一个新的。'],
  },
  'too-many-tries': { title: '设置码试了太多次', steps: ['请一小时后再试。'] },
  'invite-invalid': {
    title: '邀请不能用了',
    detail: '这个邀请不对、已经用过，或者过期了。',
    steps: ['请邀请你的人再发一张邀请，24 小时内打开。'],
  },
  'already-staff': {
    title: '你已经是本店的人',
    detail: '你已经是本店的人，邀请没有用掉。',
    steps: ['要换角色或门店，请店主在“店铺”里改。'],
  },
  'name-taken': {
    title: '这个名字已经有人用了',
    detail: '店里或等着加入的人里，已经有人叫这个名字。',
    steps: ['请换一个店里认得出的名字，比如带上姓。'],
  },
  'last-owner': {
    title: '最后一位店主不能离开',
    detail: '本店至少要有一位店主。',
    steps: ['请先邀请另一位店主并确认，再离开或改角色。'],
  },
  'store-in-use': {
    title: '门店还在使用',
    detail: '还有配送账号绑着这家门店。',
    steps: ['请先在配送账号里去掉这家门店，再删除它。'],
  },
  'account-exists': {
    title: '这个配送账号已经有了',
    detail: '这个 shopid 已经有一个配送账号了。',
    steps: ['请打开已有的账号，把门店加进去。'],
  },
  'mini-program-in-use': {
    title: '还有配送账号在用它',
    detail: '还有配送账号属于这个小程序。',
    steps: ['请先删掉这些配送账号，再删除它。'],
  },
  'other-mini-program': {
    title: '这个云环境属于另一个小程序',
    detail: '这家店认领时用的是另一个小程序，这里不能用它的数据。',
    steps: ['请店主用认领时的那个小程序；要换的话，给这个小程序另开一个云环境。'],
  },
  'numbers-differ': { title: '订单号还没对上', steps: ['先比一比，对上了就能打开。'] },
  'too-few-deliveries': {
    title: '查到的配送还少',
    detail: '要最近 7 天里查到过 5 单。',
    steps: ['先照常查单，够了再比。'],
  },
  'paid-orders-closed': {
    title: '微信不给付款单',
    detail: '它没有开通“发货信息管理”。',
    steps: ['新单照旧用扫码或登记。'],
  },
  'robot-address-wrong': {
    title: '这不是群机器人的地址',
    detail: '只收企业微信和飞书群机器人的地址。',
    steps: ['在群里点开机器人，复制它的 Webhook 地址，整行贴进来。'],
  },
  'robot-refused': {
    title: '机器人没有收下',
    detail: '群机器人没有收下这条消息。',
    steps: ['照上面说的改好，再发一条试试。'],
  },
  'template-unfit': {
    title: '这个模板用不了',
    detail: '模板变了，或者有一格放不下我们的内容。',
    steps: ['回到“订阅消息的模板”，重选一个。'],
  },
  'message-refused': {
    title: '订阅消息没有发出去',
    detail: '微信没有收下这条消息。',
    steps: ['店主到“提醒”里看微信怎么说。'],
  },
  'limit-reached': {
    title: '数量到了上限',
    detail: '已经到了能加的最多个数。',
    steps: ['请先删掉不用的，再添加。'],
  },
  'secret-needed': {
    title: '请重新填写密钥',
    steps: ['请店主在“店铺”里重新填写密钥：云端用来加密的钥匙或 shopid 换过以后，旧的不能再用。'],
  },
  // Errors of 同城配送. The cloud's own message says which key or setting to mend, and how.
  'keys-malformed': { title: '有一把密钥读不懂', steps: ['请整段复制，再粘贴一次。'] },
  'api-keys-missing': { title: '“API 安全”还没有配好', steps: MEND_ACCOUNT_STEPS },
  'signature-missing': { title: '微信没有收到完整的签名', steps: MEND_ACCOUNT_STEPS },
  'signature-rejected': { title: '微信不认可签名', steps: MEND_ACCOUNT_STEPS },
  'encryption-rejected': { title: '微信解不开这次请求', steps: MEND_ACCOUNT_STEPS },
  'clock-rejected': { title: '云端的时间慢了', steps: ['会自动再查；请店主看看“自检”。'] },
  'certificate-unknown': { title: '微信换了平台证书', steps: MEND_ACCOUNT_STEPS },
  'answer-unverified': { title: '微信的回答没有通过核对', steps: MEND_ACCOUNT_STEPS },
  'intracity-not-opened': { title: '还没有开通同城配送', steps: ['请店主按上面说的去开通。'] },
  'wechat-store-wrong': { title: '绑的微信门店不对', steps: MEND_ACCOUNT_STEPS },
  'too-many-unknown-ids': {
    title: '查了太多不存在的订单号',
    detail: '十分钟里查了太多不存在的订单号。',
    steps: ['请核对订单号，十分钟后再查；查过的订单不受影响。'],
  },
  'too-many-reveals': {
    title: '拨打的次数用完了',
    detail: '一小时里拨打骑手电话的次数用完了。',
    steps: ['一小时后可以再拨；急的话，请在配送公司的系统里联系骑手。'],
  },
  unexpected: { title: '云端出了意外', steps: TELL_OWNER_STEPS },
};
