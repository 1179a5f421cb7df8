import { phoneOf } from '../../support/phone-of';
import { renderComponent, settled } from '../../support/rendered-component';

describe('a line above data that are not new', () => {
  it('says why, with a button for the number of the failure where there is one', async () => {
    phoneOf('clerk');
    const notice = renderComponent('notice-line', { text: '微信正忙，显示 12:31 的数据' });
    expect(notice.text('.notice__text')).toBe('微信正忙，显示 12:31 的数据');
    expect(notice.count('.notice__trace')).toBe(0);
    await notice.set({ traceId: 'rid-1' });
    expect(notice.count('.notice__trace')).toBe(1);
    expect(notice.text()).toBe('微信正忙，显示 12:31 的数据');
  });

  it('sends staff to the owner, and the owner to the self-check', async () => {
    const text = '还没有配置好，显示 12:31 的数据 · 请店主处理';
    phoneOf('clerk');
    const staffs = renderComponent('notice-line', { text });
    await settled();
    expect(staffs.text()).toBe(text);

    const led = phoneOf('owner');
    const owners = renderComponent('notice-line', { text });
    await settled();
    expect(owners.text('.notice__text')).toBe('还没有配置好，显示 12:31 的数据 · 你来处理');
    await owners.dispatch('.notice__check', 'tap');
    expect(led).toEqual(['/management/pages/self-check/self-check']);
    await owners.set({ text: '网络不稳，显示 12:31 的数据' });
    expect(owners.count('.notice__check')).toBe(0);
  });
});
