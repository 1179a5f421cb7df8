import { renderComponent } from '../../support/rendered-component';

it('covers the page while it is aside, until another order takes its place', async () => {
  const row = renderComponent('swipe-row', { orderId: 'A-1', width: 144 });
  expect(row.count('.cover')).toBe(0);
  row.call('onOpen');
  await row.set({ orderId: 'A-1' });
  expect(row.count('.cover')).toBe(2);
  await row.set({ orderId: 'B-2' });
  expect(row.count('.cover')).toBe(0);
});
