import type { Role } from '../../../miniprogram/contract/shop';
import { failureView } from '../../../miniprogram/ui/wording/failure-view';
import { errorOf } from '../../support/failed-calls';
import { installWx } from '../../support/fake-wx';
import { phoneOf } from '../../support/phone-of';
import { renderComponent, settled } from '../../support/rendered-component';

/** Shows a component to whoever holds the phone, once it is known who that is. */
async function shownTo(role: Role, name: string, properties: object) {
  const led = phoneOf(role);
  const shown = renderComponent(name, { ...properties }, ['retry', 'back']);
  await settled();
  return { shown, led };
}

const SELF_CHECK = '/management/pages/self-check/self-check';

describe('a problem that fills the page', () => {
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

  it('says what happened, what to do in order, who can, and the trace id where there is one', async () => {
    const { shown } = await shownTo('clerk', 'problem-panel', { problem });
    expect(shown.text('.problem__title')).toBe('没有找到这个订单');
    expect(shown.text('.steps__head')).toBe('接下来 · 店里处理');
    expect(shown.text('.steps__number')).toBe('1|2');
    expect(shown.text('.number')).toBe('编号');
    await shown.set({ problem: { ...problem, traceId: '' } });
    expect(shown.count('.number')).toBe(0);
  });

  it('offers another id or another try, the likelier one first', async () => {
    const { shown } = await shownTo('clerk', 'problem-panel', { problem });
    expect(shown.text('.buttons__back')).toBe('换个订单号');
    expect(shown.count('.buttons--other-first')).toBe(1);
    await shown.dispatch('.buttons__retry', 'click');
    await shown.dispatch('.buttons__back', 'click');
    expect([shown.emitted('retry'), shown.emitted('back')]).toEqual([1, 1]);
    await shown.set({ problem: { ...problem, isAboutOrderId: false } });
    expect(shown.text('.buttons__back')).toBe('返回');
    expect(shown.count('.buttons--other-first')).toBe(0);
  });

  it('sends staff to the owner, and the owner to the self-check', async () => {
    const staffs = await shownTo('clerk', 'problem-panel', { problem: forOwner });
    expect(staffs.shown.text('.steps__head')).toBe('接下来 · 请店主处理');
    expect(staffs.shown.count('.buttons__check')).toBe(0);
    const { shown, led } = await shownTo('owner', 'problem-panel', { problem: forOwner });
    expect(shown.text('.steps__head')).toBe('接下来 · 你来处理');
    expect(shown.text('.steps__text')).toBe(
      '请先问是谁冻结的，再到微信公众平台的“开发设置”里解冻，10 分钟后生效。',
    );
    await shown.dispatch('.buttons__check', 'click');
    expect(led).toEqual([SELF_CHECK]);
  });

  it('of an order that another mini-program may have placed has the owner add that one', async () => {
    const elsewhere = { ...problem, isMaybeElsewhere: true };
    const { shown, led } = await shownTo('owner', 'problem-panel', { problem: elsewhere });
    expect(shown.text('.steps__head')).toBe('接下来 · 你来处理|也可能是');
    expect(shown.text('.steps')).toContain('订单可能是另一个小程序下的');
    await shown.dispatch('.steps__act', 'click');
    expect(led).toEqual(['/management/pages/mini-program/mini-program']);
  });

  it('has the owner compare the delivery accounts, and staff tell the owner, where nothing is found', async () => {
    const found = failureView({ ...errorOf('order-not-found'), withoutShopNo: '顺丰同城' });
    const staffs = await shownTo('clerk', 'problem-panel', { problem: found });
    expect(staffs.shown.text('.steps__text')).toMatch(/^先核对订单号有没有敲错.*告诉店主：可能缺/);
    expect(staffs.shown.count('.steps__act')).toBe(0);
    const { shown, led } = await shownTo('owner', 'problem-panel', { problem: found });
    expect(shown.text('.steps__text')).toMatch(/核对配送账号：shopid 要和配送公司给的一样/);
    expect(shown.count('.buttons__check')).toBe(0);
    await shown.dispatch('.steps__act', 'click');
    expect(led).toEqual(['/management/pages/accounts/accounts']);
  });

  it.each(['sign-rejected', 'signature-rejected'] as const)(
    'leads the owner to the delivery accounts where one is wrong (%s), and staff nowhere',
    async (code) => {
      const rejected = { problem: failureView(errorOf(code)) };
      const staffs = await shownTo('clerk', 'problem-panel', rejected);
      expect(staffs.shown.count('.steps__act')).toBe(0);
      const { shown, led } = await shownTo('owner', 'problem-panel', rejected);
      expect(shown.count('.buttons__check')).toBe(0);
      await shown.dispatch('.steps__act', 'click');
      expect(led).toEqual(['/management/pages/accounts/accounts']);
    },
  );

  it('has staff ask the owner about it, without a word of secrets', async () => {
    const setClipboardData = jest.fn(() => Promise.resolve());
    const elsewhere = { ...problem, isMaybeElsewhere: true };
    const { shown } = await shownTo('clerk', 'problem-panel', { problem: elsewhere });
    installWx({ setClipboardData });
    expect(shown.text('.steps__head')).toBe('接下来 · 问店主一句|也可能是');
    await shown.dispatch('.steps__act', 'click');
    expect(setClipboardData).toHaveBeenCalledWith({
      data: '顾客是在哪个小程序里下单的？店铺里加上了吗？',
    });
    expect(shown.text()).not.toMatch(/密钥|AppSecret/);
  });
});

describe('a note about a failed action', () => {
  const steps = ['请店主在“店铺”里重新填写密钥。'];
  const failure = { title: '请重新填写密钥', detail: '', steps, traceId: 'req-1' };

  it('says what and why, with its number behind a button', async () => {
    const { shown } = await shownTo('manager', 'failure-note', { failure });
    expect(shown.text('.failure__title')).toBe('请重新填写密钥');
    expect(shown.text('.failure__line')).toBe('请店主在“店铺”里重新填写密钥。');
    expect(shown.text()).not.toContain('req-1');
    expect(shown.count('.failure__check')).toBe(0);
  });

  it('tells the owner what to do, and leads to the self-check', async () => {
    const { shown, led } = await shownTo('owner', 'failure-note', { failure });
    expect(shown.text('.failure__line')).toBe('请在“店铺”里重新填写密钥。');
    await shown.dispatch('.failure__check', 'tap');
    expect(led).toEqual([SELF_CHECK]);
  });
});

describe('a line above data that are not new', () => {
  const text = '还没有配置好，显示 12:31 的数据 · 请店主处理';

  it('says why, with a button for the number of the failure where there is one', async () => {
    const { shown } = await shownTo('clerk', 'notice-line', { text });
    expect(shown.text('.notice__text')).toBe(text);
    expect(shown.count('.notice__trace')).toBe(0);
    await shown.set({ traceId: 'rid-1' });
    expect(shown.count('.notice__trace')).toBe(1);
    expect(shown.text()).toBe(text);
  });

  it('leads the owner to the self-check, where the owner is asked for', async () => {
    const { shown, led } = await shownTo('owner', 'notice-line', { text });
    expect(shown.text('.notice__text')).toBe('还没有配置好，显示 12:31 的数据 · 你来处理');
    await shown.dispatch('.notice__check', 'tap');
    expect(led).toEqual([SELF_CHECK]);
    await shown.set({ text: '网络不稳，显示 12:31 的数据' });
    expect(shown.count('.notice__check')).toBe(0);
  });
});

describe('the number of a failure', () => {
  const ID = '1c1a6b91-cdb8-44b1-b506-7a50eee7b91d';
  const SAID = 'callFunction:fail request:fail';

  async function unfolded(traceId = ID) {
    const trace = renderComponent('trace-id', { traceId });
    expect(trace.text()).toBe('');
    await trace.dispatch('.more', 'tap');
    return trace;
  }

  it.each([
    ['is called so', ID, `编号 ${ID}`],
    ['is WeChat’s and our own, where there are both', `65fe1f9e ${ID}`, `编号 65fe1f9e ${ID}`],
    ['is not called so when it is what the phone said', SAID, `错误信息 ${SAID}`],
  ])('stands behind a button, until another tap, and %s', async (_what, traceId, told) => {
    const trace = await unfolded(traceId);
    expect(trace.text('.trace__id')).toBe(told);
    await trace.dispatch('.more', 'tap');
    expect(trace.text()).toBe('');
  });

  it('is named where there is room, and by the button alone for screen readers', async () => {
    const trace = renderComponent('trace-id', { traceId: ID, named: true });
    expect(trace.text('.more')).toBe('编号');
    await trace.set({ traceId: SAID });
    expect(trace.text('.more')).toBe('错误信息');
  });

  it('is copied whole by a tap', async () => {
    const setClipboardData = jest.fn(() => Promise.resolve());
    installWx({ setClipboardData });
    const trace = await unfolded();
    await trace.dispatch('.trace', 'tap');
    expect(setClipboardData).toHaveBeenCalledWith({ data: ID });
    expect(trace.text('.trace')).not.toContain('没能复制');
  });

  it('is to be written down where WeChat does not let it be copied', async () => {
    installWx({ setClipboardData: () => Promise.reject(new Error('setClipboardData:fail')) });
    const trace = await unfolded();
    await trace.dispatch('.trace', 'tap');
    expect(trace.text('.trace')).toContain(`编号 ${ID}`);
    expect(trace.text('.trace')).toContain('没能复制');
  });
});
