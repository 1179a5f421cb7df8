import type { WeChat } from '../../../../../cloudfunctions/core/providers/wechat/wechat';
import { getBoundShops } from '../../../../../cloudfunctions/core/providers/wechat-instant/bound-shops';
import { fakeCall } from '../../../../support/calls';
import { fakeWeChat } from '../../../../support/fake-wechat';

/** Makes a WeChat with one answer. */
function answering(body: string): WeChat {
  const post: WeChat['post'] = (url, sent) => {
    expect(url).toContain('/cgi-bin/express/local/business/shop/get?');
    expect(sent).toEqual({});
    return Promise.resolve(body);
  };
  return fakeWeChat({ post });
}

const boundShops = (body: string) => getBoundShops(answering(body), fakeCall());

describe('the delivery accounts that are bound (docs/getorder-contract.md §6 [O])', () => {
  it('are told each with its company and how its review came out', async () => {
    const reviews = ['account-bound', 'account-under-review', 'account-refused'];
    const shop_list = reviews.map((_review, n) => {
      return { delivery_id: 'SFTC', shopid: `s-${n}`, audit_result: n };
    });
    expect(await boundShops(JSON.stringify({ resultcode: 0, shop_list }))).toEqual(
      reviews.map((review, n) => ({ companyId: 'SFTC', shopId: `s-${n}`, review })),
    );
  });

  it.each([
    [
      '{"shopid":12345678901234567890,"audit_result":"2"}',
      '12345678901234567890',
      'account-refused',
    ],
    ['{"shopid":"s","delivery_id":null}', 's', 'account-bound'],
    ['{"shopid":"s","audit_result":9}', 's', 'refused-otherwise'],
  ])('are read tolerantly: %s (§1 [R])', async (shop, shopId, review) => {
    const read = await boundShops(`{"errcode":0,"shop_list":[${shop}]}`);
    expect(read).toEqual([{ companyId: '', shopId, review }]);
  });

  it.each(['{"resultcode":0}', '{"errcode":0,"shop_list":null}'])(
    'are none in %s',
    async (body) => {
      expect(await boundShops(body)).toEqual([]);
    },
  );

  it.each([
    ['{"errcode":48001,"errmsg":"api unauthorized"}', 'api-not-opened'],
    ['{"resultcode":7,"resultmsg":"no"}', 'wechat-refused'],
  ])('are not told in %s', async (body, code) => {
    await expect(boundShops(body)).rejects.toHaveProperty('code', code);
  });
});
