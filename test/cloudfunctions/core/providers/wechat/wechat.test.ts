import { COLLECTIONS } from '../../../../../miniprogram/contract/shop-collections';
import { currentToken } from '../../../../../cloudfunctions/core/providers/wechat/access-token';
import { getOrder } from '../../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import { connectWeChat } from '../../../../../cloudfunctions/core/providers/wechat/wechat';
import { createDocuments } from '../../../../../cloudfunctions/core/storage/documents';
import { fakeCall } from '../../../../support/calls';
import { APP_ID, ENCRYPTION } from '../../../../support/fake-wechat';
import { storedIn } from '../../../../support/token-world';
import { memoryDatabase } from '../../../../support/memory-database';
import { type Recorder, recordRequests } from '../../../../support/recorded-requests';

let weChat: Recorder;

beforeEach(async () => {
  weChat = await recordRequests(({ line }) => ({
    status: 200,
    body: line.includes('stable_token')
      ? '{"access_token":"T1","expires_in":7200}'
      : '{"resultcode":0,"order_status":101}',
  }));
});

afterEach(() => weChat.close());

const account = { shopId: 'shop', shopNo: null, secret: 'secret' };
const nameOf = () => Promise.resolve('');

describe('connectWeChat', () => {
  it('looks orders up over the network, by a token that all instances share', async () => {
    const { database } = memoryDatabase();
    const instance = () =>
      connectWeChat({
        apiBaseUrl: weChat.address,
        appSecret: () => Promise.resolve('app-secret'),
        nameOf,
        database,
        encryption: () => ENCRYPTION,
        now: () => 5000,
        log: () => undefined,
      })(APP_ID);
    for (const wechat of [instance(), instance()]) {
      const call = fakeCall({ timeLeftMs: 1400 }); // Time too short for waiting.
      await currentToken(wechat, call);
      expect(await getOrder(wechat, account, { orderId: 'ORDER-1' }, call)).toMatchObject({
        askedAt: 5000,
        delivery: { orderId: 'ORDER-1', status: { name: 'waiting' } },
      });
      expect(call.noted.filter((fields) => 'tokenStore' in fields)).toEqual([]);
    }
    expect(weChat.taken().map(({ line }) => line)).toEqual([
      'POST /cgi-bin/stable_token',
      'POST /cgi-bin/express/local/business/order/get?access_token=T1',
      'POST /cgi-bin/express/local/business/order/get?access_token=T1',
    ]);
    const documents = createDocuments(database, COLLECTIONS.tokens, () => undefined);
    expect(await storedIn(documents).read()).toMatchObject({ token: { token: 'T1' } });
  });

  it('asks as the mini-program that an account belongs to, each with its own token and secret', async () => {
    const { database, collection } = memoryDatabase();
    const appSecret = jest.fn((appId: string) => Promise.resolve(`secret of ${appId}`));
    const connect = connectWeChat({
      apiBaseUrl: weChat.address,
      appSecret,
      nameOf,
      database,
      encryption: () => ENCRYPTION,
      now: () => 5000,
      log: () => undefined,
    });
    for (const appId of ['wx-1', 'wx-2', 'wx-1'])
      await getOrder(connect(appId), account, { orderId: 'ORDER-1' }, fakeCall());
    expect(appSecret.mock.calls).toEqual([['wx-1'], ['wx-2']]);
    const fetches = weChat.taken().filter(({ line }) => line.includes('stable_token'));
    expect(fetches.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { appid: 'wx-1', secret: 'secret of wx-1' },
      { appid: 'wx-2', secret: 'secret of wx-2' },
    ]);
    expect([...(collection(COLLECTIONS.tokens)?.keys() ?? [])]).toEqual([
      'access-token-wx-1',
      'access-token-wx-2',
    ]);
  });
});
