import type { ShownCall } from '../../protocol/host-state';
import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import type { ShopAction } from '../../../miniprogram/contract/shop-api';
import { ERROR_WORDING } from '../../../miniprogram/ui/wording/failure-wording';
import { tagOf } from './delivery-words';

export interface CallWords {
  /** Steps to the result, such as `40001` (dead token), `换令牌` (new token), `304 返还中`. */
  readonly steps: readonly string[];
  readonly tone: 'done' | 'wait' | 'bad';
  /** Action, duration, numbers of requests: `询问`, `41 ms`, `上游 1`, `数据库 4`. */
  readonly extras: readonly string[];
}

/** Error codes of the cloud itself, for calls that no function answered (dev/cloud/call.ts). */
const CLOUD_FAILURES: Readonly<Record<string, string>> = {
  '-501000': '没有这个云函数',
  '-501004': '同时调用太多',
  '-504002': '云函数出错',
  '-504003': '云函数超时',
};

/** Labels of the cloud functions' actions. */
const ACTIONS: Readonly<Record<string, string> & Record<ShopAction, string>> = {
  'look-up': '询问',
  'reveal-phone': '取号码拨打',
  'refresh-orders': '刷新最近查过',
  board: '刷新看板',
  'add-orders': '放上看板',
  acknowledge: '知道了',
  register: '登记单',
  'check-function': '自检',
  sweep: '定时清理',
  me: '我是谁',
  claim: '认领店铺',
  'see-invite': '看邀请',
  'accept-invite': '接受邀请',
  leave: '离开本店',
  'list-people': '看人员',
  invite: '邀请',
  'revoke-invite': '撤回邀请',
  'confirm-joiner': '确认加入',
  'change-member': '改角色或门店',
  'remove-member': '移除',
  'list-stores': '看门店',
  'save-store': '保存门店',
  'remove-store': '删除门店',
  'list-accounts': '看配送账号',
  'save-account': '保存配送账号',
  'list-wechat-stores': '看微信门店',
  'save-intracity-account': '保存同城配送账号',
  'remove-account': '删除配送账号',
  'list-register-keys': '看登记密钥',
  'make-register-key': '生成登记密钥',
  'revoke-register-key': '停用登记密钥',
  settings: '看设置',
  'save-app-secret': '保存小程序密钥',
  'save-dark-map': '设置深色地图',
  'save-retention': '改保存时间',
  'list-audit': '看操作记录',
  'purge-now': '全部清除',
  'self-check': '自检',
};

export function callWords(call: ShownCall): CallWords {
  const asked = call.action === null ? '询问' : (entryOf(ACTIONS, call.action) ?? call.action);
  const healing = call.deadToken === null ? [] : [String(call.deadToken), '换令牌'];
  return {
    steps: [...healing, outcomeOf(call)],
    tone: !call.isOk ? toneOfFailure(call.outcome) : healing.length > 0 ? 'wait' : 'done',
    extras: [
      ...(call.outcome === 'not-staff' ? [] : [asked]),
      ...(call.isTokenFetched && call.deadToken === null ? ['取令牌'] : []),
      `${call.ms} ms`,
      `上游 ${call.upstream}`,
      `数据库 ${call.database}`,
    ],
  };
}

function outcomeOf({ isOk, isReveal, outcome }: ShownCall): string {
  if (isOk) {
    if (isReveal) return '给了号码';
    if (outcome === 'ok') return '好了';
    return /^\d+$/.test(outcome) ? `${outcome} ${tagOf(Number(outcome))}` : outcome;
  }
  if (outcome === 'not-staff') return '拒绝';
  const { title, detail = title } = entryOf(ERROR_WORDING, outcome) ?? {};
  return detail?.replace(/。$/, '') ?? CLOUD_FAILURES[outcome] ?? outcome;
}

/** Returns the colour of a failure: `wait` (a warning) if a retry may succeed, else `bad`. */
function toneOfFailure(outcome: string): 'wait' | 'bad' {
  return entryOf(CLOUD_ERRORS, outcome)?.retryable === true ? 'wait' : 'bad';
}

/** Returns a table's own entry, or undefined. Inherited names such as `toString` do not count. */
function entryOf<Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
