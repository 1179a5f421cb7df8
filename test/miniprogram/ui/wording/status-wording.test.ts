import { statusOfCode } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { STATUS_NAMES, statusOf } from '../../../../miniprogram/contract/delivery-status';
import { NEXT_STEP_HEADS, statusWording } from '../../../../miniprogram/ui/wording/status-wording';

const ofCode = (code: number | null) => statusWording(statusOfCode(code));

describe('the words of a status', () => {
  it('leave no cell of the table empty, and have a step for somebody who can take it', () => {
    const statuses = [...STATUS_NAMES.map((name) => statusOf(name)), statusOfCode(7)];
    const rows = statuses.map((status) => {
      const { nextStep, timer: _running, durationNote: _lasting, ...words } = statusWording(status);
      const head = nextStep === null ? '–' : NEXT_STEP_HEADS[nextStep.by];
      const step = nextStep === null ? '–' : nextStep.text;
      return { ...words, head, step };
    });
    for (const row of rows) {
      expect(Object.values(row)).not.toContain('');
      expect(row.head).toMatch(/^(–|接下来.*)$/);
      expect(row.step).toMatch(/^(–|.+。)$/);
    }
  });

  it('are of its own for each, no two with the same title', () => {
    const titles = STATUS_NAMES.map((name) => statusWording(statusOf(name)).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each([
    ['nobody in particular while a rider is awaited', [101, 102], 'wait'],
    ['nobody while all goes its way, and there is none', [202, 301, 302], undefined],
    [
      'the shop’s staff when the rider stands there, when goods come back, and when it has failed',
      [103, 201, 203, 204, 205, 303, 304, 305, 401, 501, 502],
      'staff',
    ],
    ['the delivery company when it says nothing that was agreed', [0, 7, null], 'courier'],
  ])('ask %s for the next step', (_who, codes, by) => {
    expect(codes.map((code) => ofCode(code).nextStep?.by)).toEqual(codes.map(() => by));
  });

  it('say of an unlisted code that it is unknown, with the code; of a missing one without', () => {
    expect(ofCode(999).meaning).toContain('999');
    expect(ofCode(999).historyLine).toContain('999');
    expect(ofCode(0).tag).toBe('状态未知');
    expect(ofCode(null).meaning).toBe('配送公司没有给出状态。');
    expect(ofCode(null).historyLine).toBe('状态未知');
  });

  it('claim no outcome of an end without one', () => {
    const { tag, customer, nextStep } = statusWording(statusOf('over'));
    expect([tag, nextStep?.by]).toEqual(['已结束', 'staff']);
    expect(customer).not.toMatch(/送到|取消/);
  });
});
