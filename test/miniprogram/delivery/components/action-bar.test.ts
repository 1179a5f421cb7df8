import { renderComponent } from '../../../support/rendered-component';

const call = { name: 'call', text: '拨打', icon: 'phone', isPrimary: false };
const copy = { name: 'copy-summary', text: '复制给顾客', icon: 'copy', isPrimary: false };

describe('the bar', () => {
  it('offers its actions, and tells which one was tapped', async () => {
    const bar = renderComponent('action-bar', { actions: [call, copy] });
    const heard: unknown[] = [];
    bar.listen('act', (detail) => heard.push(detail));
    expect(bar.text('.bar__label')).toBe('拨打|复制给顾客');
    await bar.dispatch('.bar__action', 'click');
    expect(heard).toEqual([{ name: 'call' }]);
  });

  it('says why a call did not come about', async () => {
    const bar = renderComponent('action-bar', { actions: [call, copy] });
    expect(bar.count('.failure')).toBe(0);
    await bar.set({ failure: { text: '网络不稳。', traceId: '' } });
    expect(bar.text('.failure')).toBe('网络不稳。');
    expect(bar.count('.failure__trace')).toBe(0);
    await bar.set({ failure: { text: '微信正忙。', traceId: 'rid-1' } });
    expect(bar.count('.failure__trace')).toBe(1);
  });

  it('says why nothing was copied', () => {
    const bar = renderComponent('action-bar', { actions: [copy], copyRefused: '没能复制。' });
    expect(bar.text('.failure')).toBe('没能复制。');
  });
});
