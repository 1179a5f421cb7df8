import { expectedArrival, orderOf } from '../../../../miniprogram/delivery/view/delivery-times';
import {
  nextStepView,
  handoverCode,
  barActions,
} from '../../../../miniprogram/delivery/view/next-step-view';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { statusWording } from '../../../../miniprogram/ui/wording/status-wording';
import { customerText } from '../../../../miniprogram/ui/wording/customer-text';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity, HANDOVER } from '../../../support/intracity-reports';
import { STATUS_NAMES } from '../../../../miniprogram/contract/delivery-status';
import type { ToHandleReason } from '../../../../miniprogram/contract/delivery/urgency';
import { heroView } from '../../../../miniprogram/delivery/view/hero-view';

function stepAt(now: string, report: DeliveryReport) {
  return nextStepView(report, orderOf(report, historyOf(report)), at(now));
}

const callable = { name: '陈师傅', phone: '135****0000', callable: true };

describe('the next step', () => {
  it('is that of the status, with who can take it, and quiet where nobody has to hurry', () => {
    const expected = { head: '接下来 · 店里处理', text: '核对订单号，把货交给骑手。' };
    expect(stepAt('12:31', reportOf(201, at('12:31')))).toEqual(expected);
    expect(stepAt('12:31', reportOf(101, at('12:31')))?.head).toBe('');
    for (const code of [202, 301, 302])
      expect(stepAt('12:31', reportOf(code, at('12:31')))).toBeNull();
    expect(stepAt('12:31', reportOf(304, at('12:31')))?.text).toMatch(
      /^联系不上收货人 .*再联系顾客。$/,
    );
  });

  it('of a late delivery is a word with the rider, whichever way, then with the customer', () => {
    const late = { ...arriving('12:39'), rider: callable };
    expect(stepAt('12:39:59', late)).toBeNull();
    const expected = { head: '接下来 · 店里处理', text: '给骑手打电话，问还要多久，再告诉顾客。' };
    expect(stepAt('12:42', late)).toEqual(expected);
    const masked = { ...late, rider: { ...callable, callable: false } };
    const other = '在配送公司的系统里联系骑手，问还要多久，再告诉顾客。';
    expect(stepAt('12:42', masked)?.text).toBe(other);
    expect(stepAt('12:42', { ...masked, company: 'DADA' })?.text).toMatch(/^在“达达”的系统里/);
  });

  it('of goods that have not been handed over is to hand them over, however late they are', () => {
    const late = { ...arriving('12:39'), status: reportOf(201, 0).status };
    expect(stepAt('12:42', late)?.text).toBe(statusWording(late.status).nextStep?.text);
  });

  it.each([
    ['no-rider', 101, '没人接 16 分。'],
    ['not-arrived', 102, '接单后没到店 16 分。'],
    ['at-store', 201, '到店没走 16 分。'],
    ['not-departed', 202, '取货后没走 16 分。'],
    ['not-moving', 301, '骑手没动 16 分。'],
    ['not-moving', 305, '货还没回来 16 分。'],
  ] as const)('of a delivery that is stuck (%s) says since when', (reason, code, told) => {
    const stuck = { reason, since: at('12:15') };
    const step = stepAt('12:31', reportOf(code, at('12:31'), { stuck }));
    expect(step?.head).toBe('接下来 · 店里处理');
    expect(step?.text).toMatch(new RegExp(`^${told}.{5,}。$`));
  });

  it('of an exception is its own, however late it makes the delivery', () => {
    const overdue = { reason: 'overdue', since: at('11:50') } as const;
    const report = intracity('exception', '12:31', { stuck: overdue, rider: callable });
    const text = '给骑手或配送公司打电话，问清楚再告诉顾客。';
    expect(stepAt('12:31', report)).toEqual({ head: '接下来 · 店里处理', text });
  });

  it('tells of a delay once: the figure has it, unless the rider stands still', () => {
    const late = { ...arriving('12:20'), rider: callable };
    const overdue = { ...late, stuck: { reason: 'overdue', since: at('12:20') } as const };
    expect(stepAt('12:36', overdue)?.text).toMatch(/^给骑手打电话/);
    const still = { ...late, stuck: { reason: 'not-moving', since: at('12:20') } as const };
    expect(stepAt('12:36', still)?.text).toMatch(/^骑手没动 16 分。给骑手打电话/);
    const hidden = { ...still, rider: { ...callable, callable: false } };
    expect(stepAt('12:36', hidden)?.text).toMatch(/系统里联系骑手，问是不是遇到了困难。$/);
  });
});

const atStore = intracity('at-store', '12:32', { handover: HANDOVER });

function heroOf(report: DeliveryReport) {
  const history = historyOf(report);
  const arrival = expectedArrival(report, history, report.askedAt);
  return heroView(report, history, arrival, at('12:35'));
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

  it('stands alone where no number is known, and gives way to a time', () => {
    const handover = (code: string | null, serial: string | null) => ({
      ...atStore,
      handover: { code, serial },
    });
    expect(heroOf(handover('4827', null)).line.before).toBe('取货码对上，再把货给骑手');
    expect(heroOf(handover(null, '16'))).toMatchObject({ prefix: '已等', isCode: false });
    const { arrival } = arriving('12:58');
    const left = intracity('delivering', '12:34', { handover: HANDOVER, arrival });
    expect(heroOf(left)).toMatchObject({ figure: '12:58', isCode: false });
  });

  it('takes the place of the usual step at the store, but not of a warning', () => {
    const stuck = { reason: 'at-store', since: at('12:20') } as const;
    expect(stepAt('12:35', atStore)).toBeNull();
    expect(stepAt('12:35', { ...atStore, stuck })?.text).toMatch(/^到店没走/);
    const coming = intracity('assigned', '12:32', { handover: HANDOVER });
    expect(stepAt('12:35', coming)?.text).toContain('把货备好');
    expect(stepAt('12:35', intracity('at-store', '12:32'))?.text).toContain('核对');
  });

  it('is not in what is copied for the customer', () => {
    const text = customerText(orderOf(atStore, historyOf(atStore)), at('12:35'));
    expect(text).not.toMatch(/4827|16 号/);
  });
});

const masked = { ...callable, phone: '135******0', callable: false };
const waybillId = 'SF7444';
const known = { rider: masked, waybillId };

/** Names of the actions, the one to take first with a star. */
function actions(reason: ToHandleReason | null, code: number, more: object) {
  const bar = barActions(reportOf(code, at('12:31'), more), reason, false);
  return bar.map(({ name, isPrimary }) => `${isPrimary ? '*' : ''}${name}`).join(' ');
}

describe('the actions of the bar', () => {
  it.each([
    ['a call, and what to tell the customer', null, 301, { rider: callable }, 'call copy-summary'],
    ['no call after the end', null, 302, { rider: callable, waybillId }, 'copy-summary'],
    ['a call first for what is late', 'late', 301, { rider: callable }, '*call copy-summary'],
    ['a call first', 'unreachable', 304, { rider: callable }, '*call copy-summary'],
    ['the message first without a number', 'late', 301, { rider: masked }, '*copy-summary'],
    ['the message alone', 'failed', 501, {}, 'copy-summary'],
    ['the waybill id', 'not-moving', 301, known, 'copy-waybill copy-summary'],
    ['no waybill id that is not known', 'not-moving', 301, { rider: masked }, 'copy-summary'],
    ['none where all is well', null, 301, known, 'copy-summary'],
  ] as const)('are %s', (_what, reason, code, more, names) => {
    expect(actions(reason, code, more)).toBe(names);
  });
});
