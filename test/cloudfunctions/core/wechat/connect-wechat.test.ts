import type { Database, Fields } from '../../../../cloudfunctions/core/runtime/documents';
import { connectWeChat } from '../../../../cloudfunctions/core/wechat/connect-wechat';
import { fakeCall } from '../../../support/calls';
import type { Recorder } from '../../../support/recorded-requests';
import { recordRequests } from '../../../support/recorded-requests';

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

/** A database of one document in the collection that is asked for. */
function databaseOf(collection: string): { database: () => Database; held: () => Fields | null } {
  let document: Fields | null = null;
  const put = ({ data }: { data: Fields }) => {
    document = { ...document, ...data };
    return Promise.resolve({ stats: { updated: 1 } });
  };
  return {
    held: () => document,
    database: () => ({
      command: { exists: () => ({}) },
      createCollection: () => Promise.resolve(),
      collection: (name) => {
        if (name !== collection) throw new Error(`No collection ${name}.`);
        return {
          where: () => ({
            limit: () => ({ get: () => Promise.resolve({ data: document ? [document] : [] }) }),
            update: put,
          }),
          add: put,
          doc: () => ({ remove: () => Promise.resolve() }),
        };
      },
    }),
  };
}

function settingsOf(apiBaseUrl: string) {
  const secrets = { appSecret: 'app-secret', deliverySecret: 'secret' };
  return { appId: 'wx-demo', shopId: 'shop', shopNo: null, apiBaseUrl, ...secrets };
}

describe('connectWeChat', () => {
  it('looks orders up over the network, by a token that all instances share', async () => {
    const { database, held } = databaseOf('tokens');
    const instance = () =>
      connectWeChat({
        settings: settingsOf(weChat.address),
        database,
        now: () => 5000,
        log: () => undefined,
      });
    for (const getOrder of [instance(), instance()]) {
      const call = fakeCall({ timeLeftMs: 1400 }); // Too little to wait for another instance.
      expect(await getOrder('ORDER-1', call)).toMatchObject({
        askedAt: 5000,
        delivery: { orderId: 'ORDER-1', status: { code: 101 } },
      });
      expect(call.noted.filter((fields) => 'tokenStore' in fields)).toEqual([]);
    }
    expect(weChat.taken().map(({ line }) => line)).toEqual([
      'POST /cgi-bin/stable_token',
      'POST /cgi-bin/express/local/business/order/get?access_token=T1',
      'POST /cgi-bin/express/local/business/order/get?access_token=T1',
    ]);
    expect(held()).toMatchObject({ _id: 'access-token-wx-demo', token: 'T1' });
  });
});
