import { COLLECTIONS } from '../../../../../miniprogram/contract/shop-collections';
import { getOrder } from '../../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import { connectWeChat } from '../../../../../cloudfunctions/core/providers/wechat/wechat';
import { fakeCall } from '../../../../support/calls';
import { ENCRYPTION } from '../../../../support/fake-wechat';
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

it('connectWeChat asks over the network as the mini-program that an account belongs to, each with its own token and secret', async () => {
  const { database, collection } = memoryDatabase();
  const appSecret = jest.fn((appId: string) => Promise.resolve(`secret of ${appId}`));
  const connect = connectWeChat({
    apiBaseUrl: weChat.address,
    appSecret,
    nameOf: () => Promise.resolve(''),
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
