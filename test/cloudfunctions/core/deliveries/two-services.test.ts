import type { DeliveryAnswer } from '../../../../miniprogram/contract/cloud-api';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { STORE_ONE, STORE_TWO } from '../../../support/signing-wechat';
import { join, intracityDraft } from '../../../support/two-store-shop';
import { shop, world, dataOf, owner } from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';

const WX_ORDER_ID = '7100000000000000001';
const RECEIVER = /收货人|示例路 7 号|10087654321|openid-of|98761234|113\.123|23\.98/;

let begin: number;
beforeEach(async () => {
  const { stores } = shop;
  await join(world, 'o-clerk-two', 'clerk', [stores.two]);
  const bindings = [
    { storeId: stores.one, shopNo: STORE_ONE },
    { storeId: stores.two, shopNo: STORE_TWO },
  ];
  await owner('save-intracity-account', intracityDraft(bindings));
  world.signing.asked.length = 0;
  begin = world.clock.now;
});

const seconds = (minutes: number) => begin / 1000 + 60 * minutes;

/** Sets what 同城配送 tells of an order from now on. */
function tell(order_status: number, changes: object = {}, id = 'A-1', store = STORE_ONE): void {
  const receiver = { receiver_name: '收货人林', address: '示例路 7 号', phone_num: '10087654321' };
  world.signing.orders.set(`${store}/${id}`, {
    ...{ order_status, wx_store_id: store, store_order_id: id, service_trans_id: 'SFTC' },
    ...{ delivery_no: '3000000001', create_time: seconds(0) },
    transporter_info: { transporter_name: '陈师傅', transporter_phone: '10012345678' },
    receiver_info: { ...receiver, lng: 113.123456, lat: 23.987654 },
    user_openid: 'openid-of-the-receiver',
    ...{ fetch_code: '432187', recv_code: '98761234', order_seq: '#12' },
    ...changes,
  });
}

const call = (who: string, event: object) => world.call('getOrder', who, event);
async function lookUp(orderId = 'A-1', who = 'o-clerk'): Promise<DeliveryAnswer> {
  return (await dataOf(call(who, { action: 'look-up', orderId }))) as DeliveryAnswer;
}
/** Looks up at a minute of the story. */
async function lookUpAt(minutes: number): Promise<DeliveryAnswer> {
  world.clock.now = begin + minutes * MINUTE;
  return lookUp();
}
const stored = () => JSON.stringify(world.memory.dump()[COLLECTIONS.deliveries]);

describe('a delivery of 同城配送', () => {
  it('is one order in lists, whichever of its two numbers was looked up', async () => {
    const number = '3944016848855650457';
    tell(50000, { wx_order_id: number });
    await lookUp(number);
    await lookUp('A-1');
    const board = await call('o-clerk', { action: 'board', marks: [], isOpening: true });
    expect(board).toMatchObject({ data: { rows: [{ orderId: 'A-1', status: 'delivering' }] } });
    const recents = await call('o-clerk', { action: 'refresh-orders', orderIds: [] });
    expect(recents).toMatchObject({ data: { orders: [{ orderId: 'A-1' }] } });
  });

  it('is told with the service, the company of the order, and no position of a rider', async () => {
    tell(30000, { accept_time: seconds(-1) });
    expect(await lookUp()).toMatchObject({
      orderId: 'A-1',
      provider: 'wechat-intracity',
      company: 'SFTC',
      status: { name: 'assigned' },
      waybillId: '3000000001',
      rider: { name: '陈师傅', phone: '100****5678', callable: true },
      position: null,
      receiverPosition: { longitude: 113.123, latitude: 23.988 },
      handover: { code: '432187', serial: '#12' },
      nextAskInSeconds: 30,
    });
  });

  it('costs one request again, once it was found by WeChat’s own id', async () => {
    const ofSample = { wx_order_id: WX_ORDER_ID, wx_store_id: undefined };
    tell(30000, ofSample);
    await lookUp(WX_ORDER_ID);
    expect(world.signing.asked.length).toBeGreaterThan(1);
    for (const status of [40000, 50000]) {
      world.signing.asked.length = 0;
      world.clock.now += MINUTE;
      tell(status, ofSample);
      await lookUp(WX_ORDER_ID);
      expect(world.signing.asked.map(({ question }) => question)).toMatchObject([
        { wx_store_id: STORE_ONE, store_order_id: 'A-1' },
      ]);
    }
  });

  it('shows 取货码 in a look-up by staff of its store only, and forgets it at the pick-up; the receiver’s point, and nothing else of them, at the end', async () => {
    tell(40000);
    expect((await lookUp()).handover?.code).toBe('432187');
    expect((await lookUp('A-1', 'o-owner')).handover?.code).toBe('432187');
    await expect(lookUp('A-1', 'o-clerk-two')).rejects.toThrow('order-not-found');
    const others = [
      await call('o-clerk', { action: 'refresh-orders', orderIds: ['A-1'] }),
      await call('o-clerk', { action: 'board', marks: [] }),
      await call('o-clerk', { action: 'look-up', orderId: 'DEMO-1001' }),
    ];
    expect(JSON.stringify(others[1])).toContain('"A-1"');
    expect(JSON.stringify([...others, world.log])).not.toMatch(/432187|#12/);
    expect(stored()).toContain('432187');
    tell(50000, { fetch_time: seconds(0) });
    expect((await lookUpAt(2)).handover).toBeUndefined();
    expect(stored()).not.toMatch(/432187|#12/);
    expect(stored()).toContain('113.123');
    tell(70000, { finish_time: seconds(3) });
    await lookUpAt(4);
    const { memory, log } = world;
    expect(JSON.stringify([memory.dump(), log])).not.toMatch(RECEIVER);
  });
});

describe('of two services', () => {
  it('the other one is asked when an order is not found, also where the store is wrong', async () => {
    world.orders.set('shop-one//B-1', 301);
    expect((await lookUp('B-1')).provider).toBeUndefined();
    tell(50000, {}, 'C-1');
    expect((await lookUp('C-1')).provider).toBe('wechat-intracity');
    // It was known there; then the store is gone, and 即时配送 has it.
    world.clock.now += MINUTE;
    world.signing.orders.set(`${STORE_ONE}/C-1`, 934021);
    world.orders.set('shop-one//C-1', 301);
    expect((await lookUp('C-1')).provider).toBeUndefined();
    await expect(lookUp('nowhere')).rejects.toThrow('order-not-found');
  });

  it.each([
    [40234, 'signature-rejected'],
    [40238, 'api-keys-missing'],
    [40240, 'clock-rejected'],
    [934011, 'signature-missing'],
    [40235, 'encryption-rejected'],
  ])(
    'the other one is not asked after a signing error, which is told: %i',
    async (errcode, code) => {
      tell(50000);
      await lookUp('A-1');
      world.clock.now += MINUTE;
      const before = world.asked.length;
      world.orders.set('shop-one//A-1', 302);
      world.signing.plain = { errcode, errmsg: 'no' };
      expect(await call('o-clerk', { action: 'look-up', orderId: 'A-1' })).toMatchObject({
        ok: false,
        error: { code, account: '同城配送', fixer: 'owner' },
      });
      expect(world.asked).toHaveLength(before);
      // Of an id that nobody knows, it is told instead of "not found".
      await expect(lookUp('nowhere')).rejects.toThrow(code);
    },
  );
});
