import type { FaultName } from '../../../dev/faults/fault-table';
import type { IntracityKeys } from '../../../dev/sandbox/intracity-keys';
import { INTRACITY_STORES } from '../../../dev/sandbox/intracity-stores';
import { PLACED_BY, SECOND_BRAND } from '../../../dev/sandbox/mini-programs';
import { type ServedSandbox, serveSandbox } from '../../support/served-sandbox';
import {
  type AskSigned,
  type Changes,
  INTRACITY,
  signedRequests,
} from '../../support/signed-requests';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const SECONDS = NOON / 1000;

let wechat: ServedSandbox;
let ask: AskSigned;
let keys: IntracityKeys;
let wxOrderId: string;
let storeOrderId: string;

beforeAll(async () => {
  wechat = await serveSandbox({ now: () => NOON });
  ask = signedRequests(wechat, () => NOON);
  keys = await wechat.sandbox.intracityKeys();
  ({ wxOrderId, storeOrderId } = wechat.sandbox.placeIntracityOrder({ courierId: 'DADA' }));
});
afterEach(() => {
  wechat.sandbox.faults.clear(null);
});
afterAll(() => wechat.stop());

const queryOrder = (changes?: Changes) => ask('queryorder', { wx_order_id: wxOrderId }, changes);
const code = async (changes?: Changes) => (await queryOrder(changes)).json['errcode'];

describe('a signed request', () => {
  it('is answered encrypted and signed', async () => {
    const reply = await queryOrder();
    expect(reply.opened).toMatchObject({
      errcode: 0,
      wx_order_id: wxOrderId,
      order_status: 10000,
      _appid: PLACED_BY.appId,
      _timestamp: SECONDS,
      _n: expect.stringMatching(/^[\w+/]{22}$/) as string,
    });
    expect(Object.keys(reply.json)).toEqual(['iv', 'data', 'authtag']);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'wechatmp-appid': PLACED_BY.appId,
      'wechatmp-timestamp': String(SECONDS),
      'wechatmp-serial': keys.platform.certificateNumber,
    });
    expect(reply.isSignedBy(keys.platform.certificate)).toBe(true);
    expect(reply.isSignedBy(keys.nextPlatform.certificate)).toBe(false);
    expect(reply.headers.has('wechatmp-serial-deprecated')).toBe(false);
  });

  it('finds an order by store and the merchant’s number, too', async () => {
    const [{ wxStoreId }] = INTRACITY_STORES;
    const asked = { wx_store_id: wxStoreId, store_order_id: storeOrderId };
    const { opened } = await ask('queryorder', asked);
    expect(opened).toMatchObject({ errcode: 0, wx_order_id: wxOrderId });
  });

  it('lists the stores', async () => {
    const { opened } = await ask('querystore', {});
    const ids = INTRACITY_STORES.map(({ wxStoreId }) => ({ wx_store_id: wxStoreId }));
    expect(opened).toMatchObject({ errcode: 0, store_list: ids });
  });

  it.each<[string, object, number]>([
    ['an unknown order', { wx_order_id: '3000000000000000017' }, 934016],
    ['an unknown number', { wx_store_id: '4000000000000042001', store_order_id: 'x' }, 934016],
    ['another store’s number', { wx_store_id: '4000000000000042003', store_order_id: '@' }, 934016],
    ['an unknown store', { wx_store_id: '4000000000000042005', store_order_id: 'x' }, 934021],
    ['a number without its store', { store_order_id: 'x' }, 934001],
    ['nothing', {}, 934001],
    ['an id that is a JSON number', { wx_order_id: 3000000000000000000 }, 934001],
  ])('is refused by the business, encrypted and signed, for %s', async (_what, asked, errcode) => {
    const own = JSON.parse(JSON.stringify(asked).replace('@', storeOrderId)) as object;
    const reply = await ask('queryorder', own);
    expect(reply.opened).toMatchObject({ errcode });
    expect(reply.isSignedBy(keys.platform.certificate)).toBe(true);
  });
});

describe('an order of WeChat’s own sandbox (§5)', () => {
  const own = { wx_store_id: INTRACITY_STORES[0].wxStoreId, store_order_id: 'test-1' };
  const made = {
    ...own,
    ...{ user_openid: 'o-test', user_name: '测试', user_phone: '12000000000', use_sandbox: 1 },
    ...{ user_lng: 113.3, user_lat: '23.1', user_address: '演示路 1 号', order_detail_path: 'a' },
  };
  const statusOf = async () => (await ask('queryorder', own)).opened?.['order_status'];

  it('is placed once, and moved by mocknotify to any status', async () => {
    const { opened } = await ask('addorder', made);
    expect(opened).toMatchObject({ errcode: 0, ...own, service_trans_id: 'SFTC' });
    const again = (await ask('addorder', made)).opened;
    expect(again?.['wx_order_id']).toBe(opened?.['wx_order_id']);
    expect(await statusOf()).toBe(10000);
    for (const order_status of [30000, 50000, 70000]) {
      const moved = await ask('mocknotify', { ...own, order_status });
      expect(moved.opened).toMatchObject({ errcode: 0 });
      expect(await statusOf()).toBe(order_status);
    }
  });

  it.each<[string, 'addorder' | 'mocknotify', object, number]>([
    ['a real order, which would cost money', 'addorder', { ...made, use_sandbox: 0 }, 934001],
    ['an order without a receiver', 'addorder', { ...own, use_sandbox: 1 }, 934001],
    ['the store of nobody', 'addorder', { ...made, wx_store_id: '4000000000000042005' }, 934021],
    ['a status that there is not', 'mocknotify', { ...own, order_status: 301 }, 934001],
  ])('is not %s', async (_what, operation, asked, errcode) => {
    expect((await ask(operation, asked)).opened).toMatchObject({ errcode });
  });

  it('is no order that a courier brings: mocknotify leaves that as it is', async () => {
    const moved = await ask('mocknotify', { wx_order_id: wxOrderId, order_status: 70000 });
    expect(moved.opened).toMatchObject({ errcode: 934001 });
  });
});

describe('another mini-program', () => {
  const askAs = (asked: object, changes?: Changes) =>
    signedRequests(wechat, () => NOON, SECOND_BRAND)('queryorder', asked, changes);

  it('has stores and orders of its own: 934008 of a store, 934016 of an order by WeChat’s id', async () => {
    const [{ wxStoreId }] = INTRACITY_STORES;
    const asked = { wx_store_id: wxStoreId, store_order_id: storeOrderId };
    expect((await askAs(asked)).opened).toMatchObject({ errcode: 934008 });
    expect((await askAs({ wx_order_id: wxOrderId })).opened).toMatchObject({ errcode: 934016 });
  });

  it('is refused with 934012, in plain, where the headers name the one of the order', async () => {
    const headers = { 'Wechatmp-Appid': PLACED_BY.appId };
    const { json } = await askAs({ wx_order_id: wxOrderId }, { headers });
    expect(json).toMatchObject({ errcode: 934012 });
  });
});

describe('the gateway', () => {
  const NONE = { 'Wechatmp-Appid': null, 'Wechatmp-TimeStamp': null, 'Wechatmp-Signature': null };

  it.each<[number, string, Changes]>([
    [934011, 'no signature at all', { headers: NONE }],
    [40231, 'no time stamp', { headers: { 'Wechatmp-TimeStamp': null } }],
    [40232, 'no signature', { headers: { 'Wechatmp-Signature': null } }],
    [40233, 'no appid', { headers: { 'Wechatmp-Appid': null } }],
    [40234, 'another signature', { headers: { 'Wechatmp-Signature': 'AAAA' } }],
    [40234, 'a changed body', { tamper: (body) => `${body} ` }],
    [40234, 'a signature over another address', { urlPath: `http://127.0.0.1${INTRACITY}` }],
    [
      40234,
      'a time stamp that was not signed',
      { headers: { 'Wechatmp-TimeStamp': `${SECONDS - 1}` } },
    ],
    [40235, 'a key of another number', { keyNumber: '0' }],
    [40235, 'a body that is not encrypted', { body: '{"wx_order_id":"1"}' }],
    [40235, 'another appid inside', { plain: { _appid: 'wx1' } }],
    [40235, 'a time stamp as text inside', { plain: { _timestamp: String(SECONDS) } }],
    [40235, 'another time stamp inside', { plain: { _timestamp: SECONDS - 1 } }],
    [40235, 'no random text inside', { plain: { _n: undefined } }],
    [40237, 'another appid', { headers: { 'Wechatmp-Appid': 'wx0000000000000002' } }],
    [40240, 'a time stamp of 301 s ago', { timestamp: SECONDS - 301 }],
    [40240, 'a time stamp that is no number', { headers: { 'Wechatmp-TimeStamp': 'now' } }],
  ])('refuses with %d, in plain and unsigned: %s', async (errcode, _what, changes) => {
    const reply = await queryOrder(changes);
    const errmsg = expect.stringMatching(/ rid: [\da-f-]+$/) as string;
    expect(reply.json).toEqual({ errcode, errmsg });
    expect(reply.headers.has('wechatmp-signature')).toBe(false);
  });

  it('takes a time stamp of 300 s ago', async () => {
    expect(await code({ timestamp: SECONDS - 300 })).toBeUndefined();
  });

  it('checks the token first', async () => {
    const { json } = await wechat.post(`${INTRACITY}/queryorder?access_token=x`, {});
    expect(json['errcode']).toBe(40001);
    expect((await wechat.call(`${INTRACITY}/queryorder`, {})).json['errcode']).toBe(934011);
  });
});

describe('faults of 同城配送', () => {
  const on = (name: FaultName, orderId: string | null = null): void => {
    wechat.sandbox.faults.set(name, { times: 1, orderId });
  };

  it.each([
    ['intracity-sign-rejected', 40234],
    ['intracity-key-missing', 40238],
    ['intracity-clock-slow', 40240],
    ['intracity-not-opened', 48001],
    ['quota-exceeded', 45009],
    ['busy', -1],
    ['token-dead', 40001],
  ] as const)('%s: %d, in plain', async (name, errcode) => {
    on(name, wxOrderId);
    expect(await code()).toBe(errcode);
    expect(await code()).toBeUndefined();
  });

  it.each(['intracity-sign-rejected', 'intracity-key-missing'] as const)(
    '%s concerns the stores, too',
    async (name) => {
      on(name);
      expect((await ask('querystore', {})).opened).toBeNull();
    },
  );

  it('happen to one order only when they are set so, and those of 即时配送 not at all', async () => {
    const { wxOrderId: other } = wechat.sandbox.placeIntracityOrder();
    wechat.sandbox.faults.set('intracity-key-missing', { orderId: other });
    wechat.sandbox.faults.set('http-500', { orderId: other, times: 1 });
    wechat.sandbox.faults.set('order-not-found');
    wechat.sandbox.faults.set('failed-930555');
    expect(await code()).toBeUndefined();
    expect(wechat.sandbox.faults.active()).toHaveLength(4);
    await expect(ask('queryorder', { wx_order_id: other })).rejects.toThrow();
    expect((await ask('queryorder', { wx_order_id: other })).json['errcode']).toBe(40238);
  });

  it('while certificates rotate, the old one verifies the deprecated signature', async () => {
    on('intracity-certificate-rotating');
    const reply = await queryOrder();
    const { platform, nextPlatform } = keys;
    expect(reply.headers.get('wechatmp-serial')).toBe(nextPlatform.certificateNumber);
    expect(reply.headers.get('wechatmp-serial-deprecated')).toBe(platform.certificateNumber);
    expect(reply.isSignedBy(nextPlatform.certificate)).toBe(true);
    expect(reply.isSignedBy(platform.certificate, '-Deprecated')).toBe(true);
    expect(reply.isSignedBy(platform.certificate)).toBe(false);
    expect(reply.opened).toMatchObject({ errcode: 0 });
  });

  it('after the change, only the new certificate verifies', async () => {
    on('intracity-certificate-replaced');
    const reply = await queryOrder();
    expect(reply.headers.get('wechatmp-serial')).toBe(keys.nextPlatform.certificateNumber);
    expect(reply.headers.has('wechatmp-serial-deprecated')).toBe(false);
    expect(reply.isSignedBy(keys.nextPlatform.certificate)).toBe(true);
  });

  it('a changed answer is neither signed nor decrypted', async () => {
    on('intracity-answer-changed');
    const reply = await queryOrder();
    expect(reply.headers.get('wechatmp-serial')).toBe(keys.platform.certificateNumber);
    expect(reply.isSignedBy(keys.platform.certificate)).toBe(false);
    expect(reply.opened).toBeNull();
  });
});
