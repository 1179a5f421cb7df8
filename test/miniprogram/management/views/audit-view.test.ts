import { type AuditLine, AUDIT_ACTS } from '../../../../miniprogram/contract/audit';
import { auditRows } from '../../../../miniprogram/management/views/audit-view';
import { NOON } from '../../../support/delivery-reports';

const lineOf = (more: Partial<AuditLine>): AuditLine => ({
  ...{ at: NOON, who: '小林', staffId: '123456', act: 'leave', about: '', outcome: 'done' },
  ...more,
});

describe('the audit', () => {
  it('says what was done, about what, by whom and when', () => {
    const line = lineOf({ act: 'reveal-phone', about: '20261124-1288' });
    const text = '要骑手电话，订单 20261124-1288';
    // Lines from before there were marks have none.
    expect(auditRows([line, { ...line, staffId: '' }], NOON)).toMatchObject([
      { text, detail: '小林 · hjkm · 12:00' },
      { text, detail: '小林 · 12:00' },
    ]);
  });

  it('has words of its own for every act, and a key for every line', () => {
    const lines = AUDIT_ACTS.map((act) => lineOf({ act, about: 'owner' }));
    const rows = auditRows(lines, NOON);
    expect(new Set(rows.map(({ text }) => text)).size).toBe(AUDIT_ACTS.length);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(AUDIT_ACTS.length);
  });

  it('says of an act that it was refused, or that it may not be done', () => {
    const lines = (['done', 'refused', 'unknown'] as const).map((outcome) => lineOf({ outcome }));
    const expected = ['离开本店', '离开本店（被拒绝）', '离开本店（没有做完，或者没记下结果）'];
    expect(auditRows(lines, NOON).map(({ text }) => text)).toEqual(expected);
  });

  it('names the role of an invite, and one that it does not know by nothing', () => {
    const of = (about: string) => auditRows([lineOf({ act: 'invite', about })], NOON)[0]?.text;
    expect([of('clerk'), of('emperor')]).toEqual(['发出店员邀请', '发出邀请']);
  });
});
