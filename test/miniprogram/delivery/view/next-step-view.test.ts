import {
  expectedArrival,
  customerSummary,
} from '../../../../miniprogram/delivery/view/delivery-times';
import {
  nextStepView,
  handoverCode,
  barActions,
} from '../../../../miniprogram/delivery/view/next-step-view';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { statusWording } from '../../../../miniprogram/ui/wording/status-wording';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity, HANDOVER } from '../../../support/intracity-reports';
import { STATUS_NAMES, statusOf } from '../../../../miniprogram/contract/delivery-status';
import { heroView } from '../../../../miniprogram/delivery/view/hero-view';

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
    expect(step?.text).toMatch(new RegExp(`^${told}.{5,}。$`));
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

const atStore = intracity('at-store', '12:32', { handover: HANDOVER });

function heroOf(report: DeliveryReport) {
  const history = historyOf(report);
  return heroView(report, history, expectedArrival(report, history, report.askedAt), at('12:35'));
}

describe('取货码', () => {
  it('is told while a rider is on his way to the store or there, and in no other status', () => {
    const told = STATUS_NAMES.filter(
      (name) => handoverCode(intracity(name, '12:32', { handover: HANDOVER })) !== null,
    );
    expect(told).toEqual(['assigned', 'at-store']);
    expect(handoverCode(intracity('at-store', '12:32'))).toBeNull();
  });

  it('is the figure of the page, read digit by digit, with the number that the rider names', () => {
    expect(heroOf(atStore)).toMatchObject({
      prefix: '取货码',
      figure: '4827',
      isCode: true,
      line: { before: '取货序号 ', strong: '16', after: ' 和取货码都对上，再把货给骑手' },
      spoken: '取货码 4 8 2 7',
    });
  });

  it('has the remark beside it that the delivery is late', () => {
    const { arrival } = arriving('12:31');
    expect(heroOf({ ...atStore, arrival })).toMatchObject({ figure: '4827', chip: '晚 1 分' });
    const trouble = intracity('exception', '12:32', { arrival });
    expect(heroOf(trouble)).toMatchObject({ figure: '', chip: '晚 1 分' });
  });

  it('stands alone where no number is known', () => {
    const alone = { ...atStore, handover: { code: '4827', serial: null } };
    expect(heroOf(alone).line).toMatchObject({
      before: '取货码对上，再把货给骑手',
      strong: '',
    });
  });

  it('gives way to the time where it is not known, and to the arrival after the pick-up', () => {
    const unknown = { ...atStore, handover: { code: null, serial: '16' } };
    expect(heroOf(unknown)).toMatchObject({ prefix: '已等', isCode: false });
    const { arrival } = arriving('12:58');
    const left = intracity('delivering', '12:34', { handover: HANDOVER, arrival });
    expect(heroOf(left)).toMatchObject({ figure: '12:58', isCode: false });
  });

  it('takes the place of the usual step at the store, but not of a warning', () => {
    expect(nextStepView(atStore, null, at('12:35'))).toBeNull();
    const stuck = { reason: 'at-store', since: at('12:20') } as const;
    expect(nextStepView({ ...atStore, stuck }, null, at('12:35'))?.text).toMatch(/^骑手到店/);
    const coming = intracity('assigned', '12:32', { handover: HANDOVER });
    expect(nextStepView(coming, null, at('12:35'))?.text).toContain('把货备好');
    expect(nextStepView(intracity('at-store', '12:32'), null, at('12:35'))?.text).toContain('核对');
  });

  it('is not in what is copied for the customer', () => {
    expect(customerSummary(atStore, historyOf(atStore), at('12:35'))).not.toMatch(/4827|16 号/);
  });
});

const masked = { ...callable, phone: '135******0', callable: false };
const waybillId = 'SF7444';

const names = (code: number, more: object = {}) =>
  barActions(reportOf(code, at('12:31'), more), null).map(({ name }) => name);

describe('the actions of the bar', () => {
  it('are a call to the rider and what to tell the customer', () => {
    expect(names(301, { rider: callable })).toEqual(['call', 'copy-summary']);
  });

  it('are what to tell the customer only, while there is nobody to call', () => {
    expect(names(101)).toEqual(['copy-summary']);
    expect(names(301, { rider: masked, waybillId })).toEqual(['copy-summary']);
  });

  it('have the waybill id where a rider whose number is hidden has to be asked', () => {
    const stuck = { reason: 'not-moving', since: at('12:15') };
    expect(names(301, { rider: masked, waybillId, stuck })).toEqual([
      'copy-waybill',
      'copy-summary',
    ]);
    const late = barActions(reportOf(301, at('12:31'), { rider: masked, waybillId }), 'copy');
    expect(late.map(({ name }) => name)).toEqual(['copy-waybill', 'copy-summary']);
    expect(names(304, { rider: masked, waybillId })).toEqual(['copy-waybill', 'copy-summary']);
    expect(names(304, { rider: masked })).toEqual(['copy-summary']);
    const status = statusOf('exception');
    expect(names(301, { status, rider: masked, waybillId })[0]).toBe('copy-waybill');
    expect(names(304, { rider: callable, waybillId })).toEqual(['call', 'copy-summary']);
  });

  it('have no call after the end', () => {
    expect(names(302, { rider: callable, waybillId })).toEqual(['copy-summary']);
  });

  it.each([
    ['call', ['拨打骑手']],
    ['copy', ['复制给顾客']],
    [null, []],
  ] as const)('put forward what has to be done: %s', (emphasis, forward) => {
    const actions = barActions(reportOf(301, at('12:31'), { rider: callable }), emphasis);
    expect(actions.filter(({ isPrimary }) => isPrimary).map(({ text }) => text)).toEqual(forward);
  });
});
