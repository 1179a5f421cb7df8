import { clockTime } from '../../ui/wording/measures';
import type { AuditAct, AuditLine, AuditOutcome } from '../../contract/audit';
import { nameMark, ROLES } from '../../contract/shop';
import { joinNonEmpty, ROLE_NAMES } from '../../shop/roles';

const ACT_TEXTS: Readonly<Record<AuditAct, (about: string) => string>> = {
  claim: () => '用设置码成为店主',
  invite: (role) => `发出${roleName(role)}邀请`,
  'revoke-invite': (role) => `撤回${roleName(role)}邀请`,
  'accept-invite': (role) => `接受${roleName(role)}邀请，等确认`,
  'refuse-joiner': (name) => `不让${name}加入`,
  join: (name) => `让${name}加入`,
  'change-member': (name) => `改${name}的角色或门店`,
  'remove-member': (name) => `移除${name}`,
  leave: () => '离开本店',
  'save-store': (name) => `保存门店“${name}”`,
  'remove-store': (name) => `删除门店“${name}”`,
  'save-account': (label) => `保存配送账号“${label}”`,
  'remove-account': (label) => `删除配送账号“${label}”`,
  'save-mini-program': (name) => `保存下单小程序“${name}”`,
  'remove-mini-program': (name) => `删除下单小程序“${name}”`,
  'switch-paid-orders': (name) => `开或关“${name}”的新单自己上看板`,
  'save-robot': (store) => `贴“${store}”群机器人的地址`,
  'remove-robot': (store) => `关掉“${store}”的群机器人`,
  'save-quiet-hours': (store) => `改“${store}”的群机器人的安静时段`,
  'save-message-template': (title) =>
    title === '' ? '不再发订阅消息' : `订阅消息用模板“${title}”`,
  'save-dark-map': (style) => (style === '' ? '不再用深色地图' : '设置深色地图'),
  'save-retention': (days) => `改保存期限（天）：${days}`,
  'make-register-key': (label) => `生成登记密钥“${label}”`,
  'revoke-register-key': (label) => `停用登记密钥“${label}”`,
  acknowledge: (orderId) => `知道了，订单 ${orderId}`,
  'take-off': (orderId) => `从看板取下，订单 ${orderId}`,
  'reveal-phone': (orderId) => `要骑手电话，订单 ${orderId}`,
  purge: () => '清除全部订单和记录',
  'refused-often': () => '一小时内被拒绝的操作太多，先不受理',
  unknown: () => '做了一件事，更新小程序后能看到是什么',
};

/** Words added to the text of a recorded action that was refused or maybe not done; else empty. */
const OUTCOME_TEXTS: Readonly<Record<AuditOutcome, string>> = {
  done: '',
  refused: '（被拒绝）',
  unknown: '（没有做完，或者没记下结果）',
};

function roleName(role: string): string {
  const knownRole = ROLES.find((name) => name === role);
  return knownRole === undefined ? '' : ROLE_NAMES[knownRole];
}

/** Builds rows of actions. `detail`: name, mark (for equal names), time: `刘店长 · 3f9a · 12:43` */
export function auditRows(lines: readonly AuditLine[], now: number) {
  return lines.map(({ at, who, staffId, act, about, outcome }, index) => ({
    key: `${at}-${index}`,
    text: ACT_TEXTS[act](about) + OUTCOME_TEXTS[outcome],
    detail: joinNonEmpty(who, nameMark(staffId), clockTime(at, now)),
  }));
}
