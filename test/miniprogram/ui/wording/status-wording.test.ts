import {
  STATUS_CODES,
  statusOfCode,
} from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { nextAskInSeconds } from '../../../../cloudfunctions/core/deliveries/next-ask';
import type { StuckReason } from '../../../../miniprogram/contract/delivery';
import { STATUS_NAMES, statusOf, toneOf } from '../../../../miniprogram/contract/delivery-status';
import {
  NEXT_STEP_HEADS,
  statusWording,
  STUCK_WORDING,
} from '../../../../miniprogram/ui/wording/status-wording';
import { printTable } from '../../../support/print-table';

const ofCode = (code: number | null) => statusWording(statusOfCode(code));

describe('the words of a status', () => {
  it('leave no cell of the table empty, and have a step for somebody who can take it', () => {
    const statuses = [...STATUS_NAMES.map((name) => statusOf(name)), statusOfCode(7)];
    const rows = statuses.map((status) => {
      const { nextStep, ...words } = statusWording(status);
      const head = nextStep === null ? '–' : NEXT_STEP_HEADS[nextStep.by];
      const step = nextStep === null ? '–' : nextStep.text;
      return { status: status.name, tone: toneOf(status.name), ...words, head, step };
    });
    printTable('Statuses, as 配送 tells them', rows);
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
    ['rider-withdrew', '骑手退单，正在重新派单', 'wait', 30],
    ['exception', '配送出了异常', 'staff', 60],
  ] as const)('of 同城配送 alone tell %s: %s', (name, title, by, seconds) => {
    expect(statusWording(statusOf(name))).toMatchObject({ title, nextStep: { by } });
    expect(nextAskInSeconds({ status: statusOf(name), arrival: null }, 0)).toBe(seconds);
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
    expect(ofCode(999).milestone).toContain('999');
    expect(ofCode(0).tag).toBe('状态未知');
    expect(ofCode(null).meaning).toBe('配送公司没有给出状态。');
    expect(ofCode(null).milestone).toBe('状态未知');
  });

  it('claim no outcome of an end without one', () => {
    const { tag, customer, nextStep } = statusWording(statusOf('over'));
    expect([tag, nextStep?.by]).toEqual(['已结束', 'staff']);
    expect(customer).not.toMatch(/送到|取消/);
  });

  it('take a stage of a newer cloud that this phone does not know for unknown as well', () => {
    expect(statusWording({ ...statusOfCode(301), stage: 'unknown' }).tag).toBe('状态未知');
  });

  it('tell each code of WeChat’s by its tag', () => {
    expect(STATUS_CODES.map((code) => ofCode(code).tag)).toEqual([
      ...['待接单', '已接单', '已取消', '取货中', '已取货', '取货失败', '取货失败', '取货失败'],
      ...['配送中', '已送达', '返还中', '返还中', '返还中', '已退回', '异常取消', '异常取消'],
    ]);
  });
});

describe('what is told of a delivery that stands', () => {
  const reasons = Object.keys(STUCK_WORDING) as StuckReason[];

  it.each(reasons)('%s: how long, in a sentence; and a step that is a sentence too', (reason) => {
    const { sentence, step } = STUCK_WORDING[reason];
    expect(sentence('20 分钟')).toMatch(/20 分钟.*。$/);
    expect(step('打给骑手问')).toMatch(/。$/);
  });

  it('is another step for each reason', () => {
    const steps = new Set(reasons.map((reason) => STUCK_WORDING[reason].step('')));
    expect(steps.size).toBe(reasons.length);
  });
});
