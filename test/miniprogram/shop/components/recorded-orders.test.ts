import { phoneOf } from '../../../support/phone-of';
import { renderComponent, settled } from '../../../support/rendered-component';

describe('the orders that a reviewer can try', () => {
  it('are offered to a reviewer, who chooses one', async () => {
    phoneOf('reviewer');
    const orders = renderComponent('recorded-orders', {});
    const chosen: unknown[] = [];
    orders.listen('choose', (detail) => chosen.push(detail));
    await settled();
    expect(orders.text()).toContain('DEMO-1003联系不上收货人，货品返还');
    await orders.dispatch('.order', 'tap');
    expect(chosen).toEqual([{ orderId: 'DEMO-1001' }]);
  });

  it('are offered to nobody else, until one has become a reviewer on another page', async () => {
    phoneOf('clerk');
    const orders = renderComponent('recorded-orders', {});
    await settled();
    expect(orders.text()).toBe('');
    phoneOf('reviewer');
    orders.pageLifetime('show');
    await settled();
    expect(orders.text()).toContain('可以试的订单');
  });
});
