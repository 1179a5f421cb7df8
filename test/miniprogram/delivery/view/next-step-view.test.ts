import { expectedArrival } from '../../../../miniprogram/delivery/view/arrival';
import { nextStepView } from '../../../../miniprogram/delivery/view/next-step-view';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { statusWording } from '../../../../miniprogram/ui/wording/status-wording';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity } from '../../../support/intracity-reports';

function stepAt(now: string, report: DeliveryReport) {
  const arrival = expectedArrival(report, historyOf(report), at(now));
  return nextStepView(report, arrival, at(now));
}

const callable = { name: '陈师傅', phone: '135****0000', callable: true };

describe('the next step', () => {
  it('is that of the status, with who can take it, and quiet where nobody has to hurry', () => {
    expect(stepAt('12:31', reportOf(201, at('12:31')))).toEqual({
      head: '接下来 · 店里处理',
      text: '核对订单号，把货交给骑手。',
      tone: 'go',
    });
    expect(stepAt('12:31', reportOf(101, at('12:31')))?.tone).toBe('neutral');
    expect(stepAt('12:31', reportOf(304, at('12:31')))?.tone).toBe('back');
  });

  it.each([202, 301, 302])('is none where there is nothing to do: %i', (code) => {
    expect(stepAt('12:31', reportOf(code, at('12:31')))).toBeNull();
  });

  it('of a late delivery is a word with the rider, then with the customer', () => {
    const late = { ...arriving('12:39'), rider: callable };
    expect(stepAt('12:39:59', late)).toBeNull();
    expect(stepAt('12:42', late)).toEqual({
      head: '接下来',
      text: '打给骑手问还要多久，再把新的时间告诉顾客。',
      tone: 'wait',
    });
  });

  it('names another way to a rider who cannot be called', () => {
    const masked = { ...arriving('12:39'), rider: { ...callable, callable: false } };
    expect(stepAt('12:42', masked)?.text).toBe(
      '在配送公司的系统里联系骑手，问还要多久，再把新的时间告诉顾客。',
    );
    expect(stepAt('12:42', { ...masked, company: 'DADA' })?.text).toMatch(/^在“达达”的系统里/);
  });

  it('of goods that have not been handed over is to hand them over, however late they are', () => {
    const late = { ...arriving('12:39'), status: reportOf(201, 0).status };
    expect(stepAt('12:42', late)?.text).toBe(statusWording(late.status).nextStep?.text);
  });

  it.each([
    ['no-rider', 101, '等了 16 分，还没有骑手接单。'],
    ['at-store', 201, '骑手到店 16 分，还没取走货。'],
    ['not-moving', 301, '骑手的位置 16 分没有变化。'],
    ['overdue', 202, '比最初的预计晚了 16 分。'],
  ] as const)('of a delivery that is stuck (%s) says since when', (reason, code, told) => {
    const stuck = { reason, since: at('12:15') };
    const step = stepAt('12:31', reportOf(code, at('12:31'), { stuck }));
    expect(step).toMatchObject({ head: '接下来 · 店里处理', tone: 'wait' });
    expect(step?.text.startsWith(told)).toBe(true);
    expect(step?.text.length).toBeGreaterThan(told.length + 5);
  });

  it('of an exception is its own, however late it makes the delivery', () => {
    const overdue = { reason: 'overdue', since: at('11:50') } as const;
    const report = intracity('exception', '12:31', { stuck: overdue, rider: callable });
    expect(stepAt('12:31', report)).toEqual({
      head: '接下来 · 店里处理',
      text: '打给骑手或配送公司，问清楚再告诉顾客。',
      tone: 'bad',
    });
  });

  it('tells of a delay once: the figure has it, unless the rider stands still', () => {
    const late = { ...arriving('12:20'), rider: callable };
    const overdue = { ...late, stuck: { reason: 'overdue', since: at('12:20') } as const };
    expect(stepAt('12:36', overdue)?.text).toMatch(/^打给骑手/);
    const still = { ...late, stuck: { reason: 'not-moving', since: at('12:20') } as const };
    expect(stepAt('12:36', still)?.text).toMatch(/^骑手的位置 16 分没有变化。打给骑手/);
    const hidden = { ...still, rider: { ...callable, callable: false } };
    expect(stepAt('12:36', hidden)?.text).toMatch(/系统里联系骑手，问是不是遇到了困难。$/);
  });
});
