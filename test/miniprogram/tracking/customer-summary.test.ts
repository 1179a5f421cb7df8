import { customerSummary } from '../../../miniprogram/tracking/customer-summary';
import { at, reportOf } from '../../support/delivery-reports';

const arrival = { expectedAt: at('12:43'), remainingSeconds: 480 };
const rider = { name: '陈师傅', phone: '135****0000', callable: true };

it('tells the customer how it stands and when it comes, and nothing about anybody', () => {
  const text = customerSummary(reportOf(301, at('12:35'), { arrival, rider }), at('12:36'));
  expect(text).toBe('您的订单 20261124-1288：骑手正在送货，预计 12:43 送达（12:35 查询）。');
});

it('promises no time that has passed', () => {
  expect(customerSummary(reportOf(301, at('12:35'), { arrival }), at('12:44'))).not.toContain(
    '预计',
  );
});
