import { clockTime } from '../../ui/wording/clock-time';
import type { AuditAct, AuditLine } from '../../contract/shop';

export interface AuditRow {
  readonly key: string;
  readonly text: string;
  /** Person who acted and time, such as `刘店长 · 12:43`. */
  readonly detail: string;
}

const ACTS: Readonly<Record<AuditAct, (about: string) => string>> = {
  claim: () => '用设置码成为店主',
  join: (name) => `让${name}加入`,
  'change-member': (name) => `改了${name}的角色或门店`,
  'remove-member': (name) => `移除了${name}`,
  leave: () => '离开了本店',
  'save-account': (label) => `保存了配送账号“${label}”`,
  'remove-account': (label) => `删除了配送账号“${label}”`,
  'save-app-secret': () => '更新了小程序密钥',
  'save-retention': (days) => `改了保存期限（天）：${days}`,
  'reveal-phone': (orderId) => `要了骑手电话，订单 ${orderId}`,
  purge: () => '清除了全部订单和记录',
};

/** @param now current time in ms on the cloud's clock */
export function auditRows(lines: readonly AuditLine[], now: number): readonly AuditRow[] {
  return lines.map(({ at, who, act, about }, index) => ({
    key: `${at}-${index}`,
    text: ACTS[act](about),
    detail: `${who} · ${clockTime(at, now)}`,
  }));
}
