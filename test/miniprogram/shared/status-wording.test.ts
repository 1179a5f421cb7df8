import { STATUS_CODES, statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { toneOf } from '../../../miniprogram/shared/delivery-status';
import { NEXT_STEP_HEADS, statusWording } from '../../../miniprogram/shared/status-wording';
import { printTable } from '../../support/print-table';

describe('the words of a status', () => {
  it.each(STATUS_CODES)(
    '%i has words of its own, and a next step with somebody who can take it',
    (code) => {
      const wording = statusWording(statusOfCode(code));
      expect(wording).not.toEqual(statusWording(statusOfCode(null)));
      for (const text of [
        wording.tag,
        wording.title,
        wording.meaning,
        wording.milestone,
        wording.already,
      ]) {
        expect(text).not.toBe('');
      }
      expect(wording.nextStep.text).toMatch(/。$/);
      expect(NEXT_STEP_HEADS[wording.nextStep.by]).toMatch(/^接下来/);
    },
  );

  it('leave no cell of the table empty', () => {
    const rows = [...STATUS_CODES, 7, null].map((code) => {
      const { tag, title, meaning, nextStep, milestone, already } = statusWording(statusOfCode(code));
      const head = NEXT_STEP_HEADS[nextStep.by];
      const step = nextStep.text;
      return {
        code: String(code),
        tone: toneOf(code),
        tag,
        title,
        meaning,
        head,
        step,
        milestone,
        already,
      };
    });
    printTable('Statuses, as 配送 tells them', rows);
    for (const row of rows) expect(Object.values(row)).not.toContain('');
  });

  it.each([
    ['nobody while all goes its way', [101, 102, 202, 301, 302], 'wait'],
    [
      'the shop’s staff when the rider stands there, when goods come back, and when it has failed',
      [103, 201, 203, 204, 205, 303, 304, 305, 401, 501, 502],
      'staff',
    ],
    ['the delivery company when it says nothing that was agreed', [0, 7, null], 'courier'],
  ])('ask %s for the next step', (_who, codes, by) => {
    expect(codes.map((code) => statusWording(statusOfCode(code)).nextStep.by)).toEqual(
      codes.map(() => by),
    );
  });

  it('no two statuses share a title', () => {
    const titles = STATUS_CODES.map((code) => statusWording(statusOfCode(code)).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('an unlisted code is shown as unknown, with the code; a missing one without', () => {
    expect(statusWording(statusOfCode(999)).meaning).toContain('999');
    expect(statusWording(statusOfCode(0)).tag).toBe('状态未知');
    expect(statusWording(statusOfCode(999)).milestone).toContain('999');
    expect(statusWording(statusOfCode(null)).meaning).toBe('配送公司没有给出状态。');
    expect(statusWording(statusOfCode(null)).milestone).toBe('状态未知');
  });

  it('a code that a newer cloud puts into a stage this phone does not know is unknown as well', () => {
    expect(statusWording({ ...statusOfCode(301), stage: 'unknown' }).tag).toBe('状态未知');
  });

  it.each([303, 304, 305])('%i reads 返还中', (code) => {
    expect(statusWording(statusOfCode(code)).tag).toBe('返还中');
  });
});
