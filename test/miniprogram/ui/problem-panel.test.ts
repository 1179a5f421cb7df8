import { renderComponent } from '../../support/rendered-component';

const problem = {
  title: '没有找到这个订单',
  detail: '',
  steps: ['要用商家自己的订单号，不是运单号。', '订单要属于本店。'],
  head: '接下来 · 店里处理',
  isAboutOrderId: true,
  traceId: 'rid-1',
};

describe('a problem that fills the page', () => {
  it('says what happened, what to do in order, who can, and the trace id', () => {
    const panel = renderComponent('problem-panel', { problem });
    expect(panel.text('.problem__title')).toBe('没有找到这个订单');
    expect(panel.text('.steps__head')).toBe('接下来 · 店里处理');
    expect(panel.text('.steps__number')).toBe('1|2');
    expect(panel.text('.number')).toContain('编号 rid-1');
  });

  it('offers another id or another try, the likelier one first', async () => {
    const panel = renderComponent('problem-panel', { problem }, ['retry', 'back']);
    expect(panel.text('.buttons__back')).toBe('换个订单号');
    expect(panel.count('.buttons--other-first')).toBe(1);
    await panel.dispatch('.buttons__retry', 'click');
    await panel.dispatch('.buttons__back', 'click');
    expect([panel.emitted('retry'), panel.emitted('back')]).toEqual([1, 1]);
    await panel.set({ problem: { ...problem, isAboutOrderId: false } });
    expect(panel.text('.buttons__back')).toBe('返回');
    expect(panel.count('.buttons--other-first')).toBe(0);
  });

  it('shows no trace where there is none', () => {
    const panel = renderComponent('problem-panel', { problem: { ...problem, traceId: '' } });
    expect(panel.count('.number')).toBe(0);
  });
});
