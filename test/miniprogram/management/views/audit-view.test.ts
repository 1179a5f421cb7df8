import { AUDIT_ACTS } from '../../../../miniprogram/contract/shop';
import { auditRows } from '../../../../miniprogram/management/views/audit-view';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');

describe('the audit', () => {
  it('says what was done, about what, by whom and when', () => {
    const line = { at: NOON, who: '小林', act: 'reveal-phone', about: '20261124-1288' } as const;
    expect(auditRows([line], NOON)).toEqual([
      {
        key: expect.any(String) as string,
        text: '要了骑手电话，订单 20261124-1288',
        detail: '小林 · 12:00',
      },
    ]);
  });

  it('has words of its own for every act, and a key for every line', () => {
    const lines = AUDIT_ACTS.map((act) => ({ at: NOON, who: '周敏', act, about: '它' }));
    const rows = auditRows(lines, NOON);
    expect(new Set(rows.map(({ text }) => text)).size).toBe(AUDIT_ACTS.length);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(AUDIT_ACTS.length);
  });
});
