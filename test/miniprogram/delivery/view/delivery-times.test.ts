import { STATUS_CODES } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import {
  durationBetween,
  expectedArrival,
  orderOf,
} from '../../../../miniprogram/delivery/view/delivery-times';
import { customerText } from '../../../../miniprogram/ui/wording/customer-text';
import { at, arriving, historyOf, reportOf } from '../../../support/delivery-reports';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';

it('there is no duration where the end was told before the beginning', () => {
  const { status } = reportOf(301, 0);
  const entryAt = (clock: string) => {
    return { status, riderName: null, seenAt: at(clock), notBefore: at(clock), inferred: false };
  };
  const [early, late] = [entryAt('12:24'), entryAt('12:43')];
  expect([durationBetween(early, late), durationBetween(late, early)]).toEqual(['19 分', '']);
});

function arrivalAt(now: string, ...reports: readonly ReturnType<typeof reportOf>[]) {
  const report = reports.at(-1) ?? reportOf(null, 0);
  return expectedArrival(report, historyOf(...reports), at(now));
}

describe('the arrival that is promised', () => {
  it('is put off when the first promise has passed and a later one is told', () => {
    const put = [arriving('12:39', at('12:20')), arriving('12:46', at('12:42'))];
    const seen = ['12:39', '12:42', '12:48'].map((now) => arrivalAt(now, ...put)?.isPutOff);
    expect(seen).toEqual([false, true, false]);
  });

  const early = { ...arriving('12:43', at('12:20')), status: reportOf(202, 0).status };
  const returning = reportOf(304, at('12:44'));
  const with304 = { ...arriving('12:43'), status: reportOf(304, 0).status };

  it.each([
    ['on the way back', [arriving('12:43'), returning]],
    ['on another way after that', [arriving('12:43'), returning, reportOf(301, at('12:50'))]],
    ['whatever a report says of the way back', [with304]],
    ['after the end', [{ ...with304, status: reportOf(302, 0).status }]],
    ['before the goods are on their way', [early, reportOf(202, at('12:30'))]],
    ['by a promise made before that', [early, reportOf(301, at('12:30'))]],
    ['where nobody tells one', [reportOf(301, at('12:35'))]],
  ])('is none %s', (_where, reports) => {
    expect(arrivalAt('12:51', ...reports)).toBeNull();
  });
});

function told(now: string, ...reports: readonly DeliveryReport[]): string {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  return customerText(orderOf(report, historyOf(...reports)), at(now));
}

const arrival = { expectedAt: at('12:43'), remainingSeconds: 480 };
const rider = { name: '陈师傅', phone: '135****0000', callable: true };

it('tells the customer how it stands and when it comes, and nothing about anybody', () => {
  expect(told('12:36', reportOf(301, at('12:35'), { arrival, rider }))).toBe(
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

const onItsWay = '骑手正在送货，已经在路上了';
const follows = '我们正在跟进，有新进展马上告诉您';
const asks = '配送路上有点情况，我们正在问，马上告诉您';
const first = arriving('12:39', at('12:20'));
const promised = (clock: string) => arriving('12:43', at(clock));
const late = (code: number) => [reportOf(code, at('12:45'), { arrival })];
const later = (clock: string) => arriving('12:46', at(clock));
/** Report of an exception of a delivery that is late and stuck. */
const troubled = (clock: string): DeliveryReport => {
  const stuck = { reason: 'overdue', since: at('12:43') } as const;
  const report = reportOf(301, at(clock), { arrival, stuck });
  return { ...report, status: { ...report.status, name: 'exception', stage: 'exception' } };
};

it.each([
  ['no time where none is told', '12:36', [reportOf(301, at('12:35'))], onItsWay],
  ['that it comes', '12:43', [promised('12:43')], `${onItsWay}，按预计这会儿就到`],
  ['how late it is', '12:44', [promised('12:44')], `比预计晚 1 分钟，骑手还在路上，${follows}`],
  ['so without a rider', '12:45', late(101), `比预计晚 2 分钟，正在找骑手来店里取货，${follows}`],
  ['so in the store', '12:45', late(201), `比预计晚 2 分钟，骑手已经到店，正在取货，${follows}`],
  ['once that it asks', '12:45', [troubled('12:45')], `比预计晚 2 分钟，${asks}`],
  ['the same before it is late', '12:40', [troubled('12:40')], asks],
  ['nothing later than seen', '12:55', [promised('12:41')], `${onItsWay}，预计 12:43 送到`],
  ['a new promise', '12:30', [first, later('12:30')], `${onItsWay}，预计 12:46 送到`],
  [
    'how much later',
    '12:42',
    [first, later('12:42')],
    `${onItsWay}，预计 12:46 送到（比最初晚 7 分）`,
  ],
])('tells the customer %s', (_what, now, reports, words) => {
  expect(told(now, ...reports).replace(/^.*1288：|。（.*$/g, '')).toBe(words);
});

it('says nothing of a delay of goods that come back, and follows up what stands', () => {
  expect(told('12:50', reportOf(304, at('12:50'), { arrival }))).not.toContain('比预计');
  const stuck = { reason: 'no-rider', since: at('12:20') } as const;
  expect(told('12:35', reportOf(101, at('12:35'), { stuck }))).toContain(
    `比平时久一些，${follows}。（`,
  );
});

it.each(STATUS_CODES)('has words of its own for %i, without codes or clerks’ terms', (code) => {
  const text = told('12:35', reportOf(code, at('12:35')));
  expect(text).toMatch(/^您好，您的订单 20261124-1288：.{8,}。（12:35 的情况）$/);
  expect(text).not.toMatch(/收货人|运力|不可抗力|返还|商家|暂时不知道/);
});

it('does not guess at a status that is unknown', () => {
  expect(told('12:35', reportOf(999, at('12:35')))).toContain('正在向配送公司确认');
});
