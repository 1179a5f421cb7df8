import { installWx } from '../../support/fake-wx';
import { renderComponent } from '../../support/rendered-component';

it('shows the number of a trouble, and a tap copies it', async () => {
  const setClipboardData = jest.fn(() => Promise.resolve());
  installWx({ setClipboardData });
  const trace = renderComponent('trace-id', { traceId: 'rid-1' });
  expect(trace.text('.trace')).toBe('编号 rid-1复制');
  await trace.dispatch('.trace', 'tap');
  expect(setClipboardData).toHaveBeenCalledWith({ data: 'rid-1' });
});
