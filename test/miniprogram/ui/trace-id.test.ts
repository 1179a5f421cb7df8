import { installWx } from '../../support/fake-wx';
import { renderComponent } from '../../support/rendered-component';

const ID = '1c1a6b91-cdb8-44b1-b506-7a50eee7b91d';

describe('the number of a failure', () => {
  it('is shown, its beginning only where room is for data, and a tap copies all of it', async () => {
    const setClipboardData = jest.fn(() => Promise.resolve());
    installWx({ setClipboardData });
    const trace = renderComponent('trace-id', { traceId: ID });
    expect(trace.text('.trace__id')).toBe(`编号 ${ID}`);
    await trace.set({ brief: true });
    expect(trace.text('.trace__id')).toBe('编号 1c1a6b91…');
    await trace.dispatch('.trace', 'tap');
    expect(setClipboardData).toHaveBeenCalledWith({ data: ID });
  });

  it('is shown whole, to be written down, where WeChat does not let it be copied', async () => {
    installWx({ setClipboardData: () => Promise.reject(new Error('setClipboardData:fail')) });
    const trace = renderComponent('trace-id', { traceId: ID, brief: true });
    await trace.dispatch('.trace', 'tap');
    expect(trace.text('.trace')).toContain(`编号 ${ID}`);
    expect(trace.text('.trace')).toContain('没能复制');
  });

  it('is WeChat’s number and our own, where there are both', async () => {
    const trace = renderComponent('trace-id', { traceId: `65fe1f9e-0c5b7a5d-1a2b3c4d ${ID}` });
    expect(trace.text('.trace__id')).toBe(`编号 65fe1f9e-0c5b7a5d-1a2b3c4d ${ID}`);
    await trace.set({ brief: true });
    expect(trace.text('.trace__id')).toBe('编号 65fe1f9e…');
  });

  it('is not called so when it is what the phone said', async () => {
    const trace = renderComponent('trace-id', { traceId: 'callFunction:fail request:fail' });
    expect(trace.text('.trace__id')).toBe('错误信息 callFunction:fail request:fail');
    await trace.set({ brief: true });
    expect(trace.text('.trace__id')).toBe('错误信息');
  });
});
