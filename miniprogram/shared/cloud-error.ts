/** Who can mend what went wrong. */
export type Fixer = 'staff' | 'owner' | 'courier' | 'wechat';

interface ErrorTraits {
  readonly fixer: Fixer;
  /** Whether asking the same again, a little later, can help. */
  readonly retryable: boolean;
  /** What happened, in one sentence for the person who looked up. */
  readonly message: string;
}

/** Every error that crosses the border of the cloud, with what is the same each time it occurs. */
export const CLOUD_ERRORS = {
  'not-staff': {
    fixer: 'owner',
    retryable: false,
    message: '这里只对本店的人开放。',
  },
  'bad-request': {
    fixer: 'staff',
    retryable: false,
    message: '小程序发来的请求不完整，请更新小程序后再试。',
  },
  'bad-order-id': {
    fixer: 'staff',
    retryable: false,
    message: '这个订单号是空的，或者太长。',
  },
  'order-not-found': {
    fixer: 'staff',
    retryable: false,
    message: '没有找到这个订单。',
  },
  'order-over': {
    fixer: 'staff',
    retryable: false,
    message: '这个订单已经结束，微信不再给出它的状态。',
  },
  'phone-unavailable': {
    fixer: 'courier',
    retryable: false,
    message: '现在没有可以拨打的骑手电话。',
  },
  'settings-missing': {
    fixer: 'owner',
    retryable: false,
    message: '云函数的配置不完整。',
  },
  'token-rejected': {
    fixer: 'owner',
    retryable: false,
    message: '微信不认可这个小程序的 AppID 或 AppSecret。',
  },
  'app-secret-frozen': {
    fixer: 'owner',
    retryable: false,
    message: '小程序密钥被冻结了。',
  },
  'sign-rejected': {
    fixer: 'owner',
    retryable: false,
    message: '配送公司不认可签名。',
  },
  'ip-not-allowed': {
    fixer: 'owner',
    retryable: false,
    message: '云函数的 IP 不在小程序的 IP 白名单里。',
  },
  'api-not-opened': {
    fixer: 'owner',
    retryable: false,
    message: '这个小程序没有开通即时配送。',
  },
  'account-not-bound': {
    fixer: 'owner',
    retryable: false,
    message: '配送账号没有绑定到这个小程序。',
  },
  'account-not-admitted': {
    fixer: 'owner',
    retryable: false,
    message: '微信没有准许这个小程序使用即时配送。',
  },
  'quota-exceeded': {
    fixer: 'wechat',
    retryable: false,
    message: '今天向微信查询的次数用完了。',
  },
  'too-frequent': {
    fixer: 'wechat',
    retryable: true,
    message: '向微信查询得太频繁。',
  },
  'courier-refused': {
    fixer: 'courier',
    retryable: false,
    message: '配送公司没有给出结果。',
  },
  'wechat-busy': {
    fixer: 'wechat',
    retryable: true,
    message: '微信正忙。',
  },
  'wechat-refused': {
    fixer: 'wechat',
    retryable: true,
    message: '微信没有给出结果。',
  },
  'upstream-timeout': {
    fixer: 'wechat',
    retryable: true,
    message: '微信或配送公司没有及时回答。',
  },
  'upstream-unreachable': {
    fixer: 'wechat',
    retryable: true,
    message: '云端暂时连不上微信。',
  },
  'upstream-failed': {
    fixer: 'wechat',
    retryable: true,
    message: '微信的服务器出错了。',
  },
  'upstream-malformed': {
    fixer: 'wechat',
    retryable: true,
    message: '微信的回答读不懂。',
  },
  'database-failed': {
    fixer: 'wechat',
    retryable: true,
    message: '云数据库暂时用不了。',
  },
  'unreadable-document': {
    fixer: 'owner',
    retryable: false,
    message: '云端有一条记录读不懂，没有动它。',
  },
  'not-allowed': {
    fixer: 'owner',
    retryable: false,
    message: '你在店里的角色不能做这件事。',
  },
  'no-such-entry': {
    fixer: 'staff',
    retryable: false,
    message: '它已经不在了，或者不归你的门店。',
  },
  'changed-meanwhile': {
    fixer: 'staff',
    retryable: false,
    message: '别人刚刚改过，这次没有保存。',
  },
  'setup-code-rejected': {
    fixer: 'owner',
    retryable: false,
    message: '设置码不对，或者已经用过。',
  },
  'too-many-tries': {
    fixer: 'staff',
    retryable: false,
    message: '设置码试了太多次。',
  },
  'invite-invalid': {
    fixer: 'owner',
    retryable: false,
    message: '这个邀请不对、已经用过，或者过期了。',
  },
  'already-staff': {
    fixer: 'owner',
    retryable: false,
    message: '你已经是本店的人，邀请没有用掉。',
  },
  'last-owner': {
    fixer: 'owner',
    retryable: false,
    message: '本店至少要有一位店主。',
  },
  'store-in-use': {
    fixer: 'owner',
    retryable: false,
    message: '还有配送账号绑着这家门店。',
  },
  'account-exists': {
    fixer: 'owner',
    retryable: false,
    message: '这个 shopid 已经有一个配送账号了。',
  },
  'limit-reached': {
    fixer: 'owner',
    retryable: false,
    message: '已经有 100 个了，不能再加。',
  },
  'secret-needed': {
    fixer: 'owner',
    retryable: false,
    message: '请重新填写密钥。',
  },
  'too-many-unknown-ids': {
    fixer: 'staff',
    retryable: false,
    message: '十分钟里查了太多不存在的订单号。',
  },
  'too-many-reveals': {
    fixer: 'courier',
    retryable: false,
    message: '一小时里拨打骑手电话的次数用完了。',
  },
  unexpected: {
    fixer: 'owner',
    retryable: true,
    message: '云函数出了意外。',
  },
} as const satisfies Readonly<Record<string, ErrorTraits>>;

export type CloudErrorCode = keyof typeof CLOUD_ERRORS;

/** An error as it crosses the border. */
export interface CloudError {
  readonly code: CloudErrorCode;
  readonly message: string;
  readonly fixer: Fixer;
  readonly retryable: boolean;
  /** The cloud's own request id, which is in the function's log line. */
  readonly traceId: string;
  /** WeChat's request id, which its staff ask for, where it gave one (docs/getorder-contract.md §1 [R]). */
  readonly rid?: string | undefined;
}
