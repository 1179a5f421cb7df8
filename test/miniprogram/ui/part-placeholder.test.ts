import { installWx } from '../../support/fake-wx';
import { renderComponent } from '../../support/rendered-component';

it('says that a part is being opened, and when it could not be', async () => {
  let fail = (): void => undefined;
  const offLazyLoadError = jest.fn();
  installWx({
    onLazyLoadError: (listener: () => void) => {
      fail = listener;
    },
    offLazyLoadError,
  });
  const placeholder = renderComponent('part-placeholder', {});
  expect(placeholder.text()).toBe('正在打开…');
  fail();
  await placeholder.set({});
  expect(placeholder.text()).toContain('没有打开');
  placeholder.remove();
  expect(offLazyLoadError).toHaveBeenCalledTimes(1);
});
