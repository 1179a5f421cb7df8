import { PAGE_GONE, PAGE_KNOWN, PAGE_LOADING } from '../../../../miniprogram/shop/page-state';
import { ERROR_WORDING } from '../../../../miniprogram/ui/wording/failure-wording';
import { installWx } from '../../../support/fake-wx';
import { phoneOf } from '../../../support/phone-of';
import { renderComponent, settled } from '../../../support/rendered-component';

describe('what the pages of 店铺 have in common', () => {
  it('is a skeleton before the first answer, and says above what is known why it is old', async () => {
    const page = renderComponent('shop-page', { state: PAGE_LOADING });
    expect(page.count('.skeleton')).toBe(1);
    await page.set({ state: PAGE_KNOWN });
    expect([page.count('.skeleton'), page.text()]).toEqual([0, '']);
    await page.set({ state: { ...PAGE_KNOWN, notice: '网络不稳，这里是之前的内容' } });
    expect(page.text()).toContain('网络不稳，这里是之前的内容');
  });

  it('shows the way in to whom the shop does not know, in the words of every other page', () => {
    const page = renderComponent('shop-page', { state: { ...PAGE_LOADING, phase: 'refused' } });
    const { title, steps } = ERROR_WORDING['not-staff'];
    for (const words of [title, ...steps]) expect(page.text()).toContain(words);
  });

  it('leads back where the entry is gone, which no other try would bring', async () => {
    const navigateBack = jest.fn(() => Promise.resolve());
    installWx({ navigateBack });
    Object.assign(globalThis, { getCurrentPages: () => [{}, {}] });
    const page = renderComponent('shop-page', { state: PAGE_GONE }, ['retry']);
    expect(page.text()).toContain('已经不在了');
    await page.dispatch('.panel__button', 'click');
    expect(navigateBack).toHaveBeenCalledTimes(1);
    expect(page.emitted('retry')).toBe(0);
  });
});

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
