import { installWx } from '../../support/fake-wx';
import { renderComponent } from '../../support/rendered-component';

const PROPERTIES = { orderIds: ['A-1', '1'] };

it('the placeholder of a delivery names the order, and says when it cannot be loaded', () => {
  const listeners = new Set<() => void>();
  installWx({
    onLazyLoadError: (listener: () => void) => listeners.add(listener),
    offLazyLoadError: (listener: () => void) => listeners.delete(listener),
  });
  const placeholder = renderComponent('delivery-placeholder', PROPERTIES);
  expect(placeholder.text('.order')).toBe('订单 A-1');
  for (const tell of listeners) tell();
  expect(placeholder.text('.panel__title')).toBe('这一单没有打开');
  expect(placeholder.count('.order')).toBe(0);
  placeholder.remove();
  expect(listeners.size).toBe(0);
});

it('a WeChat that cannot tell of failed loading shows the placeholder all the same', () => {
  installWx({});
  expect(renderComponent('delivery-placeholder', PROPERTIES).text('.order')).toBe('订单 A-1');
});
