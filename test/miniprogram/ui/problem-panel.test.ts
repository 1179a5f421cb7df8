import { phoneOf } from '../../support/phone-of';
import { renderComponent, settled } from '../../support/rendered-component';

const problem = {
  title: '没有找到这个订单',
  detail: '',
  steps: ['要用商家自己的订单号，不是运单号。', '订单要属于本店。'],
  head: '接下来 · 店里处理',
  isAboutOrderId: true,
  traceId: 'rid-1',
};

const forOwner = {
  ...problem,
  title: '小程序密钥被冻结了',
  steps: ['请店主先问是谁冻结的，再到微信公众平台的“开发设置”里解冻，10 分钟后生效。'],
  head: '接下来 · 请店主处理',
  isAboutOrderId: false,
};

describe('a problem that fills the page', () => {
  beforeEach(() => {
    phoneOf('clerk');
  });

  it('says what happened, what to do in order, who can, and the trace id', () => {
    const panel = renderComponent('problem-panel', { problem });
    expect(panel.text('.problem__title')).toBe('没有找到这个订单');
    expect(panel.text('.steps__head')).toBe('接下来 · 店里处理');
    expect(panel.text('.steps__number')).toBe('1|2');
    expect(panel.text('.number')).toBe('编号');
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

  it('sends staff to the owner, and the owner to the self-check', async () => {
    const staffs = renderComponent('problem-panel', { problem: forOwner });
    await settled();
    expect(staffs.text('.steps__head')).toBe('接下来 · 请店主处理');
    expect(staffs.count('.buttons__check')).toBe(0);

    const led = phoneOf('owner');
    const owners = renderComponent('problem-panel', { problem: forOwner });
    await settled();
    expect(owners.text('.steps__head')).toBe('接下来 · 你来处理');
    expect(owners.text('.steps__text')).toBe(
      '请先问是谁冻结的，再到微信公众平台的“开发设置”里解冻，10 分钟后生效。',
    );
    await owners.dispatch('.buttons__check', 'click');
    expect(led).toEqual(['/management/pages/self-check/self-check']);
  });

  it('shows no trace where there is none', () => {
    const panel = renderComponent('problem-panel', { problem: { ...problem, traceId: '' } });
    expect(panel.count('.number')).toBe(0);
  });
});
