import { renderComponent } from '../../../support/rendered-component';

describe('the ids of an order', () => {
  it('are copied by a tap on them', async () => {
    const ids = renderComponent('order-ids', { orderId: 'A-1', waybillId: 'SF7444' });
    const copied: unknown[] = [];
    ids.listen('copy', (detail) => copied.push(detail));
    expect(ids.text('.id__name')).toBe('订单号|运单号');
    expect(ids.text('.id__text')).toBe('A-1|SF7444');
    await ids.dispatch('.id', 'tap');
    ids.call('copyWaybillId');
    expect(copied).toEqual([{ text: 'A-1' }, { text: 'SF7444' }]);
  });

  it('are one while the company has given none', () => {
    expect(renderComponent('order-ids', { orderId: 'A-1' }).count('.id')).toBe(1);
  });

  it('stand below the company after the end', () => {
    const ids = renderComponent('order-ids', { orderId: 'A-1', company: '闪送' });
    expect(ids.text('.company')).toBe('闪送');
  });
});
