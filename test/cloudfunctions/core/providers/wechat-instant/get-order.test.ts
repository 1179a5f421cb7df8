import {
  getOrder,
  signDelivery,
} from '../../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import { fakeCall } from '../../../../support/calls';
import { fakeWeChat } from '../../../../support/fake-wechat';

const account = { shopId: 'test_shop_id', shopNo: null, secret: 'test_app_secrect' };
const found = '{"resultcode":0,"order_status":101}';
const dead = '{"errcode":40001,"errmsg":"invalid credential rid: 65fe1f9e-0c5b7a5d-1a2b3c4d"}';

/** Makes a WeChat that gives these answers in turn, and `token` when asked for one. */
function setUp(answers: string[], token = '{"access_token":"T2","expires_in":7200}') {
  const post = jest.fn((url: string, _body: unknown, _timeoutMs: number) => {
    if (url.includes('stable_token')) return Promise.resolve(token);
    return Promise.resolve(answers.shift() ?? '{}');
  });
  const orders = () => post.mock.calls.filter(([url]) => !url.includes('stable_token'));
  return { wechat: fakeWeChat({ post }), orders };
}

describe('getOrder', () => {
  it("sends the contract's fields, signed (docs/getorder-contract.md §1, §3 [O])", async () => {
    const { wechat, orders } = setUp([found]);
    const told = await getOrder(wechat, account, { orderId: 'test_shop_order_id' }, fakeCall());
    expect(told).toMatchObject({ askedAt: 5000, delivery: { status: { name: 'waiting' } } });
    expect(orders()[0]).toEqual([
      'https://api.example/cgi-bin/express/local/business/order/get?access_token=T%201',
      {
        shopid: 'test_shop_id',
        shop_order_id: 'test_shop_order_id',
        delivery_sign: 'a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb',
      },
      2500,
    ]);
  });

  it.each([40001, 40014, 42001])(
    'heals a dead token (%i) by one new token and one more ask (§4 [O])',
    async (errcode) => {
      const { wechat, orders } = setUp([dead.replace('40001', String(errcode)), found]);
      const call = fakeCall();
      await getOrder(wechat, account, { orderId: '1' }, call);
      expect(orders()).toHaveLength(2);
      expect(orders()[1]?.[0]).toContain('access_token=T2');
      expect(call.noted).toContainEqual({ deadToken: errcode });
      // Three questions: two orders, and the token between them.
      expect(call.counts.upstream).toBe(3);
    },
  );

  it('does not blame the AppSecret when the new token, which it has bought, is refused as well', async () => {
    const { wechat, orders } = setUp([dead, dead.replace('40001', '42001'), found]);
    await expect(getOrder(wechat, account, { orderId: '1' }, fakeCall())).rejects.toMatchObject({
      code: 'token-exchanged-elsewhere',
      rid: '65fe1f9e-0c5b7a5d-1a2b3c4d',
    });
    expect(orders()).toHaveLength(2);
  });

  it('blames the AppSecret when WeChat gives no new token for it', async () => {
    const refusal = '{"errcode":40125,"errmsg":"invalid appsecret"}';
    const { wechat, orders } = setUp([dead, found], refusal);
    const asked = getOrder(wechat, account, { orderId: '1' }, fakeCall());
    await expect(asked).rejects.toMatchObject({ code: 'token-rejected' });
    expect(orders()).toHaveLength(1);
  });
});

it('signs the bytes of UTF-8', () => {
  // Expected value by `printf '店单密' | sha1sum`.
  expect(signDelivery('店', '单', '密')).toBe('f2f60aede77040f5a59d6289e01b1c4eb980a5ba');
});
