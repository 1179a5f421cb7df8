import { type Retention, MAX_RETENTION } from '../../contract/shop-settings';
import { joinForms, readNumber } from './typed-text';

/** Lists how long each kind of data is kept; if `retention` is null, the longest possible times. */
export function retentionFacts(retention: Retention | null) {
  const daysWords = (field: keyof Retention): string =>
    retention === null ? `最多 ${MAX_RETENTION[field]} 天` : `${retention[field]} 天`;
  return [
    { what: '骑手的电话', howLong: '不保存，每次拨打时现取' },
    { what: '骑手的姓名和位置', howLong: '配送结束后最多 24 小时' },
    {
      what: '订单的经过（没有个人信息）',
      howLong: `最后一次查询后${retention === null ? '' : ' '}${daysWords('historyDays')}`,
    },
    { what: '登记密钥登记的订单和备注', howLong: '随订单的经过；微信没有的 2 小时' },
    { what: '付款单：订单号和付款时间', howLong: '等到查到配送，最多 2 小时' },
    { what: '操作记录：谁、哪一单、何时', howLong: daysWords('auditDays') },
    { what: '群里的提醒：哪一单、什么事', howLong: '云端 24 小时；群里的不归我们管' },
    { what: '这部手机上：最近查过的 20 单', howLong: '离开本店时清空' },
  ];
}

type RetentionForm = Readonly<Record<keyof Retention, string>>;

export function retentionFormOf({ historyDays, auditDays }: Retention): RetentionForm {
  return { historyDays: String(historyDays), auditDays: String(auditDays) };
}

export function readRetentionForm({ historyDays, auditDays }: RetentionForm) {
  return joinForms({
    historyDays: readNumber('historyDays', historyDays, MAX_RETENTION.historyDays),
    auditDays: readNumber('auditDays', auditDays, MAX_RETENTION.auditDays),
  });
}
