import { renderComponent } from '../../support/rendered-component';

it('says why the data are not newer, with the number of the failure where there is one', async () => {
  const notice = renderComponent('notice-line', { text: '微信正忙，显示 12:31 的数据' });
  expect(notice.text('.notice__text')).toBe('微信正忙，显示 12:31 的数据');
  expect(notice.text('.notice__what')).not.toContain('编号');
  await notice.set({ traceId: 'rid-1' });
  expect(notice.text('.notice__what')).toContain('编号 rid-1');
});
