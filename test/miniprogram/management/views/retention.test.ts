import {
  retentionFacts,
  readRetentionForm,
  retentionFormOf,
} from '../../../../miniprogram/management/views/retention';

describe('what is kept', () => {
  const longOf = (facts: ReturnType<typeof retentionFacts>): readonly string[] =>
    facts.map(({ howLong }) => howLong);

  it('is told with the days in force to whoever may know them', () => {
    expect(longOf(retentionFacts({ historyDays: 30, auditDays: 60 }))).toEqual([
      '不保存，每次拨打时现取',
      '配送结束后最多 24 小时',
      '最后一次查询后 30 天',
      '随订单的经过；微信没有的 2 小时',
      '等到查到配送，最多 2 小时',
      '60 天',
      '云端 24 小时；群里的不归我们管',
      '离开本店时清空',
    ]);
  });

  it('is told with the most that it can be to everybody else', () => {
    expect(longOf(retentionFacts(null)).slice(2, 6)).toEqual([
      '最后一次查询后最多 90 天',
      '随订单的经过；微信没有的 2 小时',
      '等到查到配送，最多 2 小时',
      '最多 180 天',
    ]);
  });
});

describe('keeping it shorter', () => {
  it('reads what it shows', () => {
    const retention = { historyDays: 7, auditDays: 180 };
    expect(readRetentionForm(retentionFormOf(retention))).toEqual({ ok: true, value: retention });
  });

  it('is never longer than the product promises, nor nothing', () => {
    expect(readRetentionForm({ historyDays: '91', auditDays: '0' })).toEqual({
      ok: false,
      reasons: { historyDays: '请填 1 到 90 的整数。', auditDays: '请填 1 到 180 的整数。' },
    });
  });
});
