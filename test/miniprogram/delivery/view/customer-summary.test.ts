import { STATUS_CODES } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { customerSummary } from '../../../../miniprogram/delivery/view/customer-summary';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';

function told(now: string, ...reports: readonly DeliveryReport[]): string {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  return customerSummary(report, historyOf(...reports), at(now));
}

const arrival = { expectedAt: at('12:43'), remainingSeconds: 480 };
const rider = { name: '陈师傅', phone: '135****0000', callable: true };

it('tells the customer how it stands and when it comes, and nothing about anybody', () => {
  const text = told('12:36', reportOf(301, at('12:35'), { arrival, rider }));
  expect(text).toBe(
    '您好，您的订单 20261124-1288：骑手正在送货，已经在路上了，预计 12:43 送到。（12:35 的情况）',
  );
});

it.each([101, 202, 302, 304, 501])(
  'promises no time but that of goods on their way to the customer: %i',
  (code) => {
    const text = told('12:36', reportOf(code, at('12:35'), { arrival }));
    expect(text).not.toMatch(/12:43|预计/);
    expect(text).toBe(told('12:36', reportOf(code, at('12:35'))));
  },
);

it('says nothing of a time where the delivery company tells none', () => {
  expect(told('12:36', reportOf(301, at('12:35')))).toBe(
    '您好，您的订单 20261124-1288：骑手正在送货，已经在路上了。（12:35 的情况）',
  );
});

it('says how late a delivery is, from the first full minute on', () => {
  const late = ['12:42:59', '12:43:00', '12:44', '12:45'].map((now) =>
    told(now, arriving('12:43', at(now))).replace(/^.*1288：|。（.*$/g, ''),
  );
  expect(late).toEqual([
    '骑手正在送货，已经在路上了，预计 12:43 送到',
    '骑手正在送货，已经在路上了，按预计这会儿就到',
    '比预计晚 1 分钟，骑手还在路上，我们正在跟进，有新进展马上告诉您',
    '比预计晚 2 分钟，骑手还在路上，我们正在跟进，有新进展马上告诉您',
  ]);
});

it.each([
  [101, '正在找骑手来店里取货'],
  [201, '骑手已经到店，正在取货'],
])('says so of goods that the rider does not have yet, too: %i', (code, words) => {
  const late = reportOf(code, at('12:45'), { arrival });
  expect(told('12:45', late)).toContain(
    `比预计晚 2 分钟，${words}，我们正在跟进，有新进展马上告诉您。（`,
  );
});

it('promises once to follow up on an exception, late and stuck as it may be', () => {
  const stuck = { reason: 'overdue', since: at('12:43') } as const;
  const words = '配送路上有点情况，我们正在问，马上告诉您。（';
  const exception = { ...reportOf(301, at('12:45')).status, name: 'exception', stage: 'exception' };
  const report = reportOf(301, at('12:45'), { arrival, stuck });
  const troubled = { ...report, status: exception } as DeliveryReport;
  expect(told('12:45', troubled)).toContain(`1288：比预计晚 2 分钟，${words}`);
  expect(told('12:40', { ...troubled, askedAt: at('12:40') })).toContain(`1288：${words}`);
});

it('says nothing of a delay of goods that come back', () => {
  expect(told('12:50', reportOf(304, at('12:50'), { arrival }))).not.toContain('比预计');
});

it('says so also when the company tells no arrival any more, as it does at the door', () => {
  const atTheDoor = reportOf(301, at('12:45'));
  expect(told('12:46', arriving('12:43'), atTheDoor)).toContain('比预计晚 2 分钟');
});

it('says of a delivery that stands that the shop follows it up', () => {
  const stuck = { reason: 'no-rider', since: at('12:20') } as const;
  expect(told('12:35', reportOf(101, at('12:35'), { stuck }))).toMatch(
    /比平时久一些，我们正在跟进，有新进展马上告诉您。（/,
  );
});

it('says nothing later than what was seen: the goods may have arrived since', () => {
  const text = told('12:55', arriving('12:43', at('12:41')));
  expect(text).toContain('预计 12:43 送到。（12:41 的情况）');
});

it('says of a new promise how much later it is than the one that was not kept', () => {
  const first = arriving('12:39', at('12:20'));
  expect(told('12:42', first, arriving('12:46', at('12:42')))).toContain(
    '预计 12:46 送到（比最初晚 7 分）。',
  );
  expect(told('12:30', first, arriving('12:46', at('12:30')))).toContain('预计 12:46 送到。');
});

it.each(STATUS_CODES)('has words of its own for %i, without codes or clerks’ terms', (code) => {
  const text = told('12:35', reportOf(code, at('12:35')));
  expect(text).toMatch(/^您好，您的订单 20261124-1288：.{8,}。（12:35 的情况）$/);
  expect(text).not.toMatch(/收货人|运力|不可抗力|返还|商家|暂时不知道/);
});

it('does not guess at a status that is unknown', () => {
  expect(told('12:35', reportOf(999, at('12:35')))).toContain('正在向配送公司确认');
});
