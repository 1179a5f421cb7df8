import { renderComponent } from '../../../support/rendered-component';

it('the pill names the order and leads back', async () => {
  const pill = renderComponent(
    'order-pill',
    { orderId: '20261124-1288', top: 48, height: 32, right: 281 },
    ['back'],
  );
  expect(pill.text()).toBe('20261124-1288');
  await pill.dispatch('.bar', 'tap');
  expect(pill.emitted('back')).toBe(1);
});
