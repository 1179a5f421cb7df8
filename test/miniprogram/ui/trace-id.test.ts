import { installWx } from '../../support/fake-wx';
import { renderComponent } from '../../support/rendered-component';

const ID = '1c1a6b91-cdb8-44b1-b506-7a50eee7b91d';

/** A failure's id, unfolded by a tap on ⓘ. */
async function unfolded(traceId = ID) {
  const trace = renderComponent('trace-id', { traceId });
  await trace.dispatch('.more', 'tap');
  return trace;
}

describe('the number of a failure', () => {
  it('stands behind a button, until a tap shows it, and another tap hides it', async () => {
    const trace = renderComponent('trace-id', { traceId: ID });
    expect(trace.text()).toBe('');
    await trace.dispatch('.more', 'tap');
    expect(trace.text('.trace__id')).toBe(`编号 ${ID}`);
    await trace.dispatch('.more', 'tap');
    expect(trace.text()).toBe('');
  });

  it('is named where there is room, and by the button alone for screen readers', async () => {
    const trace = renderComponent('trace-id', { traceId: ID, named: true });
    expect(trace.text('.more')).toBe('编号');
    await trace.set({ traceId: 'callFunction:fail request:fail' });
    expect(trace.text('.more')).toBe('错误信息');
  });

  it('is copied whole by a tap', async () => {
    const setClipboardData = jest.fn(() => Promise.resolve());
    installWx({ setClipboardData });
    await (await unfolded()).dispatch('.trace', 'tap');
    expect(setClipboardData).toHaveBeenCalledWith({ data: ID });
  });

  it('is to be written down where WeChat does not let it be copied', async () => {
    installWx({ setClipboardData: () => Promise.reject(new Error('setClipboardData:fail')) });
    const trace = await unfolded();
    await trace.dispatch('.trace', 'tap');
    expect(trace.text('.trace')).toContain(`编号 ${ID}`);
    expect(trace.text('.trace')).toContain('没能复制');
  });

  it('is WeChat’s number and our own, where there are both', async () => {
    const both = `65fe1f9e-0c5b7a5d-1a2b3c4d ${ID}`;
    expect((await unfolded(both)).text('.trace__id')).toBe(`编号 ${both}`);
  });

  it('is not called so when it is what the phone said', async () => {
    const said = 'callFunction:fail request:fail';
    expect((await unfolded(said)).text('.trace__id')).toBe(`错误信息 ${said}`);
  });
});
