import { sampleMiniProgram } from '../../../support/shop-samples';
import { failedWith } from '../../../support/failed-calls';
import { cloudThat, installWx, storageInMemory } from '../../../support/fake-wx';
import { renderComponent, settled } from '../../../support/rendered-component';

const MATCH = { at: 1, of: 10, same: 9 };
const NEVER = sampleMiniProgram();
const SAME = sampleMiniProgram({ paidOrders: { ...NEVER.paidOrders, match: MATCH } });
const DIFFERENT = sampleMiniProgram({
  paidOrders: { ...NEVER.paidOrders, match: { ...MATCH, same: 2 } },
});
const EXAMPLES = [{ paid: '1288', delivery: '9931' }];

const ok = (data: object) => ({ ok: true, serverTime: 0, data });

/** Shows the block of a mini-program on a page that keeps what is saved. */
function shown(entry: object, answer: object) {
  const asked: unknown[] = [];
  installWx({ ...storageInMemory(), cloud: cloudThat(() => answer, asked) });
  const block = renderComponent('paid-orders', { entry }, ['saved']);
  block.listen('saved', (detail) => {
    void block.set({ entry: (detail as { readonly value: object }).value });
  });
  const act = async (selector: string, event: string, detail?: object) => {
    await block.dispatch(selector, event, detail);
    await settled();
    await settled();
  };
  return { block, asked, act };
}

it('a comparison shows numbers that differ side by side, and offers no switch', async () => {
  const compared = { miniProgram: DIFFERENT, listed: 24, examples: EXAMPLES };
  const { block, asked, act } = shown(NEVER, ok(compared));
  await act('.compare', 'click');
  expect(asked).toEqual([{ action: 'compare-paid-orders', appId: NEVER.appId }]);
  expect(block.text()).toContain('商户单号和配送单号不一样，用扫码或登记');
  expect(block.text('.example')).toContain('12889931');
  expect([block.count('switch'), block.text().includes('一单付款也没有')]).toEqual([0, false]);
});

it('a comparison with no paid order at all says so', async () => {
  const { block, act } = shown(NEVER, ok({ miniProgram: DIFFERENT, listed: 0, examples: [] }));
  await act('.compare', 'click');
  expect(block.text()).toContain('一单付款也没有');
  expect(block.count('.example')).toBe(0);
});

it('a switch is there once the numbers are the same, with what is read and what is not', async () => {
  const on = sampleMiniProgram({ paidOrders: { ...SAME.paidOrders, isOn: true } });
  const { block, asked, act } = shown(SAME, ok(on));
  expect(block.text()).toMatch(/只看订单号、付款时间、状态、配送方式；顾客、商品、金额不看也不留/);
  block.call('toggle', { value: true });
  await act('.compare', 'tap');
  expect(asked).toEqual([{ action: 'switch-paid-orders', appId: NEVER.appId, isOn: true }]);
  expect(block.data('view')).toMatchObject({ isOn: true });
});

it('a switch that is refused goes back, and says why', async () => {
  const { block, act } = shown(SAME, failedWith('numbers-differ'));
  block.call('toggle', { value: true });
  expect(block.data('view')).toMatchObject({ isOn: true });
  await act('.compare', 'tap');
  expect(block.data('view')).toMatchObject({ isOn: false });
  expect(block.text()).toContain('订单号还没对上');
  expect(block.emitted('saved')).toBe(0);
});

it('what only takes time is no alarm, and what is refused is one, with its mini-program', async () => {
  const few = shown(NEVER, failedWith('too-few-deliveries', 0, { message: '还差 2 单。' }));
  await few.act('.compare', 'click');
  expect(few.block.text('.tone-wait')).toContain('还差 2 单。');
  expect(few.block.text()).not.toContain('查到的配送还少');
  const closed = shown(NEVER, failedWith('paid-orders-closed', 0, { miniProgram: '茶小满' }));
  await closed.act('.compare', 'click');
  expect(closed.block.count('.tone-wait')).toBe(0);
  expect(closed.block.text()).toMatch(/“茶小满”：微信不给付款单.*用扫码或登记/);
});
