import { queryOrder } from '../../../../../cloudfunctions/core/providers/wechat-intracity/query-order';
import { queryStores } from '../../../../../cloudfunctions/core/providers/wechat-intracity/query-stores';
import type { WeChat } from '../../../../../cloudfunctions/core/providers/wechat/wechat';
import { fakeCall } from '../../../../support/calls';
import { fakeWeChat } from '../../../../support/fake-wechat';
import { errcodesOf } from '../../../../support/errcodes';
import {
  type SigningWeChat,
  signingWeChat,
  STORE_ONE,
  STORE_TWO,
  testKeys,
} from '../../../../support/signing-wechat';

/**
 * Codes of the contract’s lists of errors (docs/intracity-contract.md §3, §4.7): the gateway’s,
 * which come plain, and those of the business, which come encrypted.
 */
const OF_GATEWAY = errcodesOf({
  'token-rejected': [934012, 40237, 40013, 40125, 41002, 41004],
  'intracity-not-opened': [48001],
  'signature-missing': [934011, 40230, 40231, 40232, 40233],
  'signature-rejected': [40234],
  'encryption-rejected': [40235],
  'api-keys-missing': [40238, 40239],
  'clock-rejected': [40240],
  'wechat-busy': [-1],
  'ip-not-allowed': [40164, 61004],
  'app-secret-frozen': [40243],
  'quota-exceeded': [45009],
  'too-frequent': [45011],
});
const OF_BUSINESS = errcodesOf({
  'order-not-found': [934016],
  'wechat-store-wrong': [934021, 934008],
  'account-not-admitted': [934022, 934023],
  'wechat-busy': [934000, 934999],
  'bad-order-id': [934001],
});
/** Codes that this service does not have; the second is one of 即时配送. */
const OF_NEITHER = [
  [12345, 'wechat-refused'],
  [930563, 'order-not-found'],
] as const;

const OWN_ID = '7100000000000000001';
/** Answer as in WeChat's sample, which does not name the store. */
const SAMPLE = { order_status: 50000, wx_order_id: OWN_ID, store_order_id: 'A-1' };
const secret = () => JSON.stringify(testKeys());

let signing: SigningWeChat;
let wechat: WeChat;
beforeEach(() => {
  signing = signingWeChat();
  const post: WeChat['post'] = () => Promise.resolve('{"access_token":"T2","expires_in":7200}');
  wechat = fakeWeChat({ postBody: signing.postBody, post });
});

const ask = (orderId: string, shopNo = STORE_ONE, call = fakeCall(), storeOrderId?: string) => {
  const account = { shopId: '', shopNo, secret: secret() };
  return queryOrder(wechat, account, { orderId, storeOrderId }, call);
};
const questions = () =>
  signing.asked.map(({ question }) => {
    const { _n, _appid, _timestamp, ...own } = question;
    return own;
  });

describe('queryOrder', () => {
  it('asks by the store and the merchant’s own number, signed, and says so to nobody else', async () => {
    signing.orders.set(`${STORE_ONE}/A-1`, { order_status: 40000, fetch_code: '432187' });
    const call = fakeCall();
    expect(await ask('A-1', STORE_ONE, call)).toMatchObject({
      delivery: { orderId: 'A-1', status: { name: 'at-store' }, handover: { code: '432187' } },
      askedAt: 5000,
    });
    expect(signing.asked[0]?.path).toBe('/cgi-bin/express/intracity/queryorder');
    expect(questions()).toEqual([{ wx_store_id: STORE_ONE, store_order_id: 'A-1' }]);
    expect(call.counts.upstream).toBe(1);
    expect(JSON.stringify(call.noted)).not.toContain('432187');
  });

  it('tries 19 digits as WeChat’s own id first, then as the merchant’s number', async () => {
    signing.orders.set(`${STORE_ONE}/A-1`, { ...SAMPLE, wx_store_id: STORE_ONE });
    await ask(OWN_ID);
    expect(questions()).toEqual([{ wx_order_id: OWN_ID }]);
    signing.asked.length = 0;
    signing.orders.set(`${STORE_ONE}/7200000000000000009`, { order_status: 10000 });
    expect(await ask('7200000000000000009')).toMatchObject({
      delivery: { status: { name: 'waiting' } },
      storeOrderId: '7200000000000000009',
    });
    expect(questions()).toEqual([
      { wx_order_id: '7200000000000000009' },
      { wx_store_id: STORE_ONE, store_order_id: '7200000000000000009' },
    ]);
  });

  it('asks by the number that found an order before, and anew where that is another order now', async () => {
    signing.orders.set(`${STORE_ONE}/A-1`, SAMPLE);
    const { storeOrderId } = await ask(OWN_ID);
    expect(storeOrderId).toBe('A-1');
    const again = () => ask(OWN_ID, STORE_ONE, fakeCall(), storeOrderId);
    signing.asked.length = 0;
    expect(await again()).toMatchObject({ delivery: { orderId: OWN_ID }, storeOrderId });
    expect(questions()).toEqual([{ wx_store_id: STORE_ONE, store_order_id: 'A-1' }]);
    signing.orders.set(`${STORE_ONE}/A-1`, { ...SAMPLE, wx_order_id: '7100000000000000002' });
    signing.orders.set(`${STORE_ONE}/A-2`, { ...SAMPLE, store_order_id: 'A-2' });
    expect(await again()).toMatchObject({ storeOrderId: 'A-2' });
    signing.orders.clear();
    await expect(again()).rejects.toHaveProperty('code', 'order-not-found');
  });

  it('finds no order of another store by WeChat’s own id', async () => {
    signing.orders.set(`${STORE_ONE}/A-1`, { ...SAMPLE, wx_store_id: STORE_ONE });
    await expect(ask(OWN_ID, STORE_TWO)).rejects.toHaveProperty('code', 'order-not-found');
  });

  it('asks the store where the answer does not name it, as in WeChat’s sample', async () => {
    signing.orders.set(`${STORE_ONE}/A-1`, SAMPLE);
    expect(await ask(OWN_ID)).toMatchObject({ delivery: { orderId: OWN_ID } });
    expect(questions()).toEqual([
      { wx_order_id: OWN_ID },
      { wx_store_id: STORE_ONE, store_order_id: 'A-1' },
    ]);
    await expect(ask(OWN_ID, STORE_TWO)).rejects.toHaveProperty('code', 'order-not-found');
    // Each store has an order A-1, but this one is another.
    signing.orders.set(`${STORE_TWO}/A-1`, { ...SAMPLE, wx_order_id: '7100000000000000002' });
    await expect(ask(OWN_ID, STORE_TWO)).rejects.toHaveProperty('code', 'order-not-found');
    signing.orders.set(`${STORE_ONE}/A-1`, { ...SAMPLE, store_order_id: undefined });
    await expect(ask(OWN_ID)).rejects.toHaveProperty('code', 'order-not-found');
  });

  it.each([
    ['A-1', { wx_store_id: STORE_TWO }],
    ['A-1', { store_order_id: 'A-2' }],
    ['A-1', { store_order_id: undefined }],
    [OWN_ID, { wx_order_id: '7100000000000000002', wx_store_id: STORE_ONE }],
  ])('believes no signed answer to %s that is of another order or store: %j', async (id, other) => {
    signing.refusal = { ...SAMPLE, ...other };
    const userMessage = '微信的回答不是问的那一单的，没有采用。';
    await expect(ask(id)).rejects.toMatchObject({ code: 'answer-unverified', userMessage });
  });

  it.each(OF_GATEWAY)('%i of the gateway is %s, told in plain', async (errcode, code) => {
    signing.plain = { errcode, errmsg: 'no' };
    await expect(ask('A-1')).rejects.toMatchObject({ code, errcode });
  });

  it.each([...OF_BUSINESS, ...OF_NEITHER])(
    '%i is %s, and believed only encrypted and signed',
    async (errcode, code) => {
      signing.orders.set(`${STORE_ONE}/A-1`, errcode);
      await expect(ask('A-1')).rejects.toMatchObject({ code, errcode });

      signing.plain = { errcode, errmsg: 'no' };
      await expect(ask('A-1')).rejects.toMatchObject({
        code: 'answer-unverified',
        userMessage: `微信的回答没有签名（${errcode}），没有采用。`,
      });
    },
  );
});

it('queryStores lists the stores with the numbers that nobody has to type', async () => {
  const stores = await queryStores(wechat, secret(), fakeCall());
  expect(questions()).toEqual([{}]);
  expect(stores).toEqual([
    {
      wxStoreId: STORE_ONE,
      ownNumber: 'S1',
      name: '',
      address: '广州市示例路 1 号',
      position: { longitude: 113.32, latitude: 23.13 },
    },
    expect.objectContaining({ wxStoreId: STORE_TWO, ownNumber: 'S2' }) as unknown,
  ]);
});
