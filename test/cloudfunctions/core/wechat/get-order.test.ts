import { createGetOrder } from '../../../../cloudfunctions/core/wechat/get-order';
import { fakeCall } from '../../../support/calls';

const account = { shopId: 'test_shop_id', shopNo: null, secret: 'test_app_secrect' };
const found = '{"resultcode":0,"order_status":101}';
const dead = '{"errcode":40001,"errmsg":"invalid credential rid: 65fe1f9e-0c5b7a5d-1a2b3c4d"}';

function setUp(answers: string[]) {
  const post = jest.fn((..._request: unknown[]) => Promise.resolve(answers.shift() ?? '{}'));
  const replace = jest.fn(() => Promise.resolve('T2'));
  const tokens = { current: () => Promise.resolve('T 1'), replace };
  return {
    getOrder: createGetOrder({
      apiBaseUrl: 'https://api.example',
      tokens,
      post,
      now: () => 5000,
    }),
    post,
    replace,
  };
}

describe('createGetOrder', () => {
  it("sends the contract's fields, signed (docs/getorder-contract.md §1, §3 [O])", async () => {
    const { getOrder, post } = setUp([found]);
    expect(await getOrder(account, 'test_shop_order_id', fakeCall())).toMatchObject({
      askedAt: 5000,
      delivery: { status: { name: 'waiting' } },
    });
    expect(post.mock.calls[0]).toEqual([
      'https://api.example/cgi-bin/express/local/business/order/get?access_token=T%201',
      {
        shopid: 'test_shop_id',
        shop_order_id: 'test_shop_order_id',
        delivery_sign: 'a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb',
      },
      2500,
    ]);
  });

  it('names the store when it has a number', async () => {
    const { getOrder, post } = setUp([found]);
    await getOrder({ ...account, shopNo: '12' }, '1', fakeCall());
    expect(post.mock.calls[0]?.[1]).toMatchObject({ shop_no: '12' });
  });

  it.each([40001, 40014, 42001])(
    'heals a dead token (%i) by one new token and one more ask (§4 [O])',
    async (errcode) => {
      const { getOrder, post, replace } = setUp([dead.replace('40001', String(errcode)), found]);
      const call = fakeCall();
      await getOrder(account, '1', call);
      expect(replace).toHaveBeenCalledWith('T 1', call);
      expect(post).toHaveBeenCalledTimes(2);
      expect(post.mock.calls[1]?.[0]).toContain('access_token=T2');
      expect(call.noted).toContainEqual({ deadToken: errcode });
      expect(call.counts.upstream).toBe(2);
    },
  );

  it('gives up when the new token is refused as well', async () => {
    const { getOrder, post } = setUp([dead, dead, found]);
    await expect(getOrder(account, '1', fakeCall())).rejects.toMatchObject({
      code: 'token-rejected',
      rid: '65fe1f9e-0c5b7a5d-1a2b3c4d',
    });
    expect(post).toHaveBeenCalledTimes(2);
  });

  it('asks once when the order is not found', async () => {
    const { getOrder, post } = setUp(['{"errcode":930563}', found]);
    await expect(getOrder(account, '1', fakeCall())).rejects.toMatchObject({
      code: 'order-not-found',
    });
    expect(post).toHaveBeenCalledTimes(1);
  });
});
