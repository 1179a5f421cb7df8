import { createCallLog } from '../../dev/cloud/call-log';
import { createDatabase } from '../../dev/cloud/database/database';
import { NO_JOURNAL } from '../../dev/cloud/database/database-journal';
import { type Place, reportSeen } from '../../dev/cloud/seen';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { createPrivacyGuard, privacyGuard } from '../support/private-facts';
import { serveSandbox } from '../support/served-sandbox';
import { signedRequests } from '../support/signed-requests';
import { STORE_ONE, testKeys } from '../support/signing-wechat';
import { intracityDraft, newStore, twoStoreShop } from '../support/two-store-shop';

const NOW = Date.parse('2026-11-24T12:00:00+08:00');
const TOLD = {
  receiver_info: { receiver_name: '收货人林', phone_num: '10087654321', address: '示例路 7 号' },
  user_openid: 'openid-of-the-receiver',
  recv_code: '98761234',
  fetch_code: '432187',
};
const PAID = {
  openid: 'openid-of-a-customer',
  description: '两杯桂花乌龙',
  paid_amount: 734190012,
  transaction_id: '4200002711202611249876543210',
};

/** Returns the leaks in what a guard sees that knows an order and keys. */
function leaksIn(place: Place, seen: unknown): readonly string[] {
  const guard = createPrivacyGuard();
  guard.learn({ order: TOLD });
  guard.learn({ paid: PAID });
  guard.learn({ keys: { symmetricKey: 'a2V5'.repeat(11), privateKey: '-----B\nMIIE+/x\nxyz\n' } });
  guard.look(place, seen);
  return guard.takeLeaks().map((leak) => leak.slice(0, leak.indexOf(' in the ')));
}

describe('what looks for private facts in every test', () => {
  it.each([
    ['receiver_name', { text: '收货人林的一单' }],
    ['phone_num', { phone: '10087654321' }],
    ['address', { note: '送到示例路 7 号' }],
    ['user_openid', { by: 'openid-of-the-receiver' }],
    ['recv_code', { code: '98761234' }],
    ['fetch_code', { text: '取货码 432187' }],
    ['openid', { by: 'openid-of-a-customer' }],
    ['description', { note: '两杯桂花乌龙，少冰' }],
    ['paid_amount', { total: 734190012 }],
    ['transaction_id', { trade: '4200002711202611249876543210' }],
    ['symmetric key', { why: 'a2V5'.repeat(11) }],
    ['private key', { why: 'MIIE+/x' }],
  ])('finds %s, wherever it is', (what, seen) => {
    for (const place of ['log', 'answer', 'document'] as const)
      expect(leaksIn(place, seen)).toEqual([what]);
    expect(leaksIn('log', JSON.stringify(seen))).toEqual([what]);
  });

  it('finds a plain body, and a point that is not rounded', () => {
    expect(leaksIn('log', '{"recv_code":""}')).toHaveLength(1);
    const point = (longitude: number) => ({ receiverPosition: { longitude, latitude: 23.1 } });
    expect(leaksIn('document', point(113.1234))).toHaveLength(1);
    expect(leaksIn('document', point(113.123))).toEqual([]);
  });
});

// Each leak is planted, and taken from this file's guard before it fails the test.
describe('the guard of every test file', () => {
  it('hears what functions in memory print, answer and write, once WeChat has told it', async () => {
    const { world, stores } = await twoStoreShop();
    const draft = intracityDraft([{ storeId: stores.one, shopNo: STORE_ONE }]);
    await world.shop('o-owner', 'save-intracity-account', draft);
    world.signing.orders.set(`${STORE_ONE}/A-1`, { order_status: 40000, ...TOLD });
    await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A-1' });
    expect(privacyGuard.takeLeaks()).toEqual([]);

    await newStore(world, '98761234');
    await world.call('shop', 'o-owner', { action: 'list-stores' });
    reportSeen('log', testKeys().symmetricKey);
    const leaks = privacyGuard.takeLeaks().join('\n');
    for (const place of ['log', 'document', 'answer']) expect(leaks).toContain(`in the ${place}:`);
  });

  it('hears local clouds, once the sandbox has told its orders and keys', async () => {
    const wechat = await serveSandbox({ now: () => NOW });
    const { wxOrderId } = wechat.sandbox.placeIntracityOrder({});
    const ask = signedRequests(wechat, () => NOW);
    const { opened } = await ask('queryorder', { wx_order_id: wxOrderId });
    const { symmetricKey } = await wechat.sandbox.intracityKeys();
    await wechat.stop();

    const entry = { at: NOW, name: 'getOrder', openId: '', orderId: null, ms: 1 };
    const call = { ...entry, databaseRequests: 0, outcome: 'ok' } as const;
    createCallLog().add({ ...call, lines: [`key=${symmetricKey}`] }, { data: opened });
    createDatabase(NO_JOURNAL).plant(COLLECTIONS.deliveries, { _id: 'A-1', opened }, 'o-clerk');
    expect(privacyGuard.takeLeaks().map((leak) => leak.split(':')[0])).toEqual([
      'symmetric key in the output',
      expect.stringContaining('in the answer') as unknown,
      expect.stringContaining('in the document') as unknown,
    ]);
  });
});
