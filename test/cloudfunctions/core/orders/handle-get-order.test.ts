import { handleGetOrder } from '../../../../cloudfunctions/core/orders/handle-get-order';
import type { GetOrder } from '../../../../cloudfunctions/core/wechat/get-order';
import { fakeCall } from '../../../support/calls';
import { report } from '../../../support/delivery-reports';

interface World {
  readonly code?: number;
  readonly phone?: string | null;
}

function setUp({ code = 301, phone = '10012345678' }: World = {}) {
  const { askedAt, nextAskInSeconds, ...delivery } = report({ code });
  const ask = jest.fn<ReturnType<GetOrder>, Parameters<GetOrder>>(() =>
    Promise.resolve({ delivery, askedAt, contact: phone === null ? null : { phone } }),
  );
  const connect = jest.fn(() => ask);
  return {
    handle: handleGetOrder({ staff: new Set(['o-clerk']), getOrder: connect }),
    ask,
    connect,
  };
}

describe('handleGetOrder', () => {
  it('tells staff where a delivery is, and when to ask again', async () => {
    const { handle } = setUp();
    const call = fakeCall();
    expect(await handle({ orderId: '20261124-1288' }, call)).toEqual({
      ...report(),
      nextAskInSeconds: 12,
    });
    expect(call.noted).toEqual([{ status: 301 }]);
  });

  it.each([
    { orderId: '20261124-1288' },
    { orderId: '20261124-1288', reveal: 'phone' },
    {},
    null,
    'x',
  ])(
    'refuses a stranger who sends %j the same way, before anything is read or asked',
    async (event) => {
      const { handle, connect } = setUp();
      const call = fakeCall({ openId: 'o-stranger' });
      await expect(handle(event, call)).rejects.toMatchObject({
        code: 'not-staff',
      });
      expect(connect).not.toHaveBeenCalled();
      expect(call.noted).toEqual([{ caller: 'o-stranger' }]);
    },
  );

  it('takes the caller from the context, never from the event', async () => {
    const { handle } = setUp();
    const event = { orderId: '1', openid: 'o-clerk', userInfo: { openId: 'o-clerk' } };
    await expect(handle(event, fakeCall({ openId: 'o-stranger' }))).rejects.toMatchObject({
      code: 'not-staff',
    });
  });

  it('refuses a caller without an openid though the list be empty', async () => {
    const handle = handleGetOrder({ staff: new Set(), getOrder: jest.fn() });
    await expect(handle({ orderId: '1' }, fakeCall({ openId: '' }))).rejects.toMatchObject({
      code: 'not-staff',
    });
  });

  it.each([
    ['nothing', undefined, 'bad-request'],
    ['no order id', {}, 'bad-request'],
    ['a number', { orderId: 20261124 }, 'bad-request'],
    [
      'an order id with controls, which WeChat takes none of',
      { orderId: '1\u001D2' },
      'bad-request',
    ],
    ['an order id with half a character', { orderId: '1\uD83D' }, 'bad-request'],
    ['something else to reveal', { orderId: '1', reveal: 'name' }, 'bad-request'],
    ['an empty order id', { orderId: '' }, 'bad-order-id'],
    ['an order id over 128 bytes', { orderId: '单'.repeat(43) }, 'bad-order-id'],
  ])('refuses %s without asking upstream', async (_name, event, code) => {
    const { handle, ask } = setUp();
    await expect(handle(event, fakeCall())).rejects.toMatchObject({ code });
    expect(ask).not.toHaveBeenCalled();
  });

  it('takes an event with the fields that WeChat adds to it', async () => {
    const { handle } = setUp();
    await expect(
      handle({ orderId: '1', userInfo: { appId: 'wx', openId: 'o' } }, fakeCall()),
    ).resolves.toMatchObject({ nextAskInSeconds: 12 });
  });

  it('reveals the number to dial, and notes who had it for which order, without the number', async () => {
    const { handle } = setUp();
    const call = fakeCall();
    expect(await handle({ orderId: '20261124-1288', reveal: 'phone' }, call)).toEqual({
      phone: '10012345678',
    });
    expect(call.noted).toEqual([
      { reveal: 'phone', orderId: '20261124-1288', caller: 'o-clerk' },
      { revealed: true, status: 301 },
    ]);
  });

  it('keeps an attempt to reveal on record that fails', async () => {
    const { handle, ask } = setUp();
    ask.mockRejectedValue(new Error('down'));
    const call = fakeCall();
    await expect(handle({ orderId: '1', reveal: 'phone' }, call)).rejects.toThrow('down');
    expect(call.noted).toEqual([{ reveal: 'phone', orderId: '1', caller: 'o-clerk' }]);
  });

  it('says so when there is no number to reveal', async () => {
    const { handle } = setUp({ code: 302, phone: null });
    await expect(handle({ orderId: '1', reveal: 'phone' }, fakeCall())).rejects.toMatchObject({
      code: 'phone-unavailable',
    });
  });
});
