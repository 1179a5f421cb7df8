import { STATUS_CODES } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { customerSummary } from '../../../../miniprogram/delivery/view/customer-summary';
import { at, reportOf } from '../../../support/delivery-reports';

const arrival = { expectedAt: at('12:43'), remainingSeconds: 480 };
const rider = { name: '陈师傅', phone: '135****0000', callable: true };

it('tells the customer how it stands and when it comes, and nothing about anybody', () => {
  const text = customerSummary(reportOf(301, at('12:35'), { arrival, rider }), at('12:36'));
  expect(text).toBe(
    '您好，您的订单 20261124-1288：骑手正在送货，已经在路上了，预计 12:43 送到。（12:35 的情况）',
  );
});

it.each([101, 202, 302, 304, 501])(
  'promises no time but that of goods on their way to the customer: %i',
  (code) => {
    const text = customerSummary(reportOf(code, at('12:35'), { arrival }), at('12:36'));
    expect(text).not.toMatch(/12:43|预计/);
    expect(text).toBe(customerSummary(reportOf(code, at('12:35')), at('12:36')));
  },
);

it('says nothing of a time where the delivery company tells none', () => {
  expect(customerSummary(reportOf(301, at('12:35')), at('12:36'))).toBe(
    '您好，您的订单 20261124-1288：骑手正在送货，已经在路上了。（12:35 的情况）',
  );
});

it('calls a delivery late from the promised time on', () => {
  const told = ['12:42:59', '12:43:00'].map((now) =>
    customerSummary(reportOf(301, at('12:35'), { arrival }), at(now)).includes('晚了一些'),
  );
  expect(told).toEqual([false, true]);
});

it('promises no time that has passed', () => {
  const late = customerSummary(reportOf(301, at('12:35'), { arrival }), at('12:44'));
  expect(late).not.toContain('12:43');
  expect(late).toContain('比预计的晚了一些');
});

it.each(STATUS_CODES)('has words of its own for %i, without codes or clerks’ terms', (code) => {
  const text = customerSummary(reportOf(code, at('12:35')), at('12:35'));
  expect(text).toMatch(/^您好，您的订单 20261124-1288：.{8,}。（12:35 的情况）$/);
  expect(text).not.toMatch(/收货人|运力|不可抗力|返还|商家|暂时不知道/);
});

it('does not guess at a status that is unknown', () => {
  expect(customerSummary(reportOf(999, at('12:35')), at('12:35'))).toContain('正在向配送公司确认');
});
