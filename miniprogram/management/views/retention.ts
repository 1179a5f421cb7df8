import { type Retention, MAX_RETENTION } from '../../contract/shop-settings';
import { type ReadForm, type Reasons, wholeNumberIn } from './typed-text';

/** Kind of data and how long it is kept. All members may see it. */
export interface KeptFact {
  readonly what: string;
  readonly howLong: string;
}

/** @param retention current setting; null if the user may not read it: maximum times are shown */
export function keptFacts(retention: Retention | null): readonly KeptFact[] {
  const days = (field: keyof Retention): string =>
    retention === null ? `最多 ${MAX_RETENTION[field]} 天` : `${retention[field]} 天`;
  return [
    { what: '骑手的电话', howLong: '不保存，每次拨打时现取' },
    { what: '骑手的姓名和位置', howLong: '配送结束后最多 24 小时' },
    {
      what: '订单的经过（没有个人信息）',
      howLong: `最后一次查询后${retention === null ? '' : ' '}${days('historyDays')}`,
    },
    { what: '登记密钥登记的订单和备注', howLong: '随订单的经过；微信没有的 2 小时' },
    { what: '付款单：订单号和付款时间', howLong: '等到查到配送，最多 2 小时' },
    { what: '操作记录：谁、哪一单、何时', howLong: days('auditDays') },
    { what: '群里的提醒：哪一单、什么事', howLong: '云端 24 小时；群里的不归我们管' },
    { what: '这部手机上：最近查过的 20 单', howLong: '离开本店时清空' },
  ];
}

export type RetentionForm = { readonly [Field in keyof Retention]: string };

export function retentionFormOf({ historyDays, auditDays }: Retention): RetentionForm {
  return { historyDays: String(historyDays), auditDays: String(auditDays) };
}

export function readRetentionForm(form: RetentionForm): ReadForm<Retention, keyof Retention> {
  const reasons: Reasons<keyof Retention> = {};
  const days = (field: keyof Retention): number => {
    const read = wholeNumberIn(form[field], 1, MAX_RETENTION[field]);
    if (read === null) reasons[field] = `请填 1 到 ${MAX_RETENTION[field]} 的整数。`;
    return read ?? 0;
  };
  const value = { historyDays: days('historyDays'), auditDays: days('auditDays') };
  return Object.keys(reasons).length > 0 ? { ok: false, reasons } : { ok: true, value };
}

export const PURGE_QUESTION = {
  title: '清除全部订单和记录？',
  content:
    '云端保存的订单经过和操作记录马上删掉，不能恢复；只留下这一次清除的记录。进行中的订单再查一次就会重新出现。',
  confirmText: '清除',
};
