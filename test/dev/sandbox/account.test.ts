import { metresBetween } from '../../../dev/district/route';
import {
  type DeliveryAccount,
  DEMO_ACCOUNTS,
  FIRST_STORE,
  placementAt,
  SECOND_BRAND_ACCOUNT,
  SECOND_STORE,
} from '../../../dev/sandbox/account';
import type { CourierId } from '../../../dev/sandbox/couriers';
import {
  MALL,
  miniProgramOf,
  PLACED_BY,
  SECOND_BRAND,
  STAFF_MINI_PROGRAM,
} from '../../../dev/sandbox/mini-programs';
import { type Answer, BUSINESS, sandboxForEach, signOf } from '../../support/served-sandbox';

const ORDER = '20261124-1288';

function accountOf(courierId: CourierId): DeliveryAccount {
  const account = DEMO_ACCOUNTS.find((one) => one.courierId === courierId);
  if (account === undefined) throw new Error(`There is no account with ${courierId}.`);
  return account;
}

describe('several delivery accounts', () => {
  const wechat = sandboxForEach();

  interface Asked {
    /** The store's number. */
    readonly shopNo?: string | undefined;
    readonly secret?: string;
    /** Courier of `order/add`. */
    readonly placedWith?: CourierId;
  }

  /** Sends an account's request for the order, as the product does, or to place it. */
  async function ask(
    courierId: CourierId,
    { shopNo, placedWith, secret = accountOf(courierId).secret }: Asked = {},
  ): Promise<Answer['json']> {
    const { shopId } = accountOf(courierId);
    const operation = placedWith === undefined ? 'get' : 'add';
    const { json } = await wechat.call(`${BUSINESS}/order/${operation}`, {
      shopid: shopId,
      shop_order_id: ORDER,
      shop_no: shopNo,
      delivery_id: placedWith,
      delivery_sign: signOf(ORDER, shopId, secret),
    });
    return json;
  }

  function place(courierId: CourierId, store = FIRST_STORE): void {
    const placement = placementAt(store, courierId);
    if (placement === null) throw new Error('The store has no such account.');
    wechat.sandbox.placeOrder({ orderId: ORDER, courierId, ...placement });
  }

  it('find an order under the shopid that placed it, and under no other', async () => {
    place('SS');
    expect(await ask('SS')).toMatchObject({ resultcode: 0, order_status: 101 });
    expect(await ask('SFTC', { shopNo: 'SF-01' })).toMatchObject({ errcode: 930563 });
    expect(await ask('DADA', { shopNo: 'DD-01' })).toMatchObject({ errcode: 930563 });
  });

  it('sign each with the secret of its own company', async () => {
    place('SS');
    const { secret } = accountOf('SFTC');
    expect(await ask('SS', { secret })).toMatchObject({ resultcode: 1 });
  });

  it('are told of by shop/get, each with its company', async () => {
    for (const { appId, courierId, shopId } of DEMO_ACCOUNTS) {
      const { json } = await wechat.call(`${BUSINESS}/shop/get`, undefined, miniProgramOf(appId));
      expect(json['shop_list']).toContainEqual({
        delivery_id: courierId,
        shopid: shopId,
        audit_result: 0,
      });
    }
  });

  it.each([
    ['binding-missing', undefined],
    ['binding-under-review', 1],
    ['binding-refused', 2],
  ] as const)('are told of otherwise with %s, those of one company', async (fault, result) => {
    wechat.sandbox.faults.set(fault);
    const { json } = await wechat.call(`${BUSINESS}/shop/get`);
    const told = json['shop_list'] as { delivery_id: string; audit_result: number }[];
    expect(told.find((one) => one.delivery_id === 'SFTC')?.audit_result).toBe(result);
  });

  it('deliver for their own company only', async () => {
    expect(await ask('DADA', { placedWith: 'SFTC' })).toMatchObject({ errcode: 930560 });
  });

  it('find an order by its store’s number only, where the courier checks it', async () => {
    place('SFTC', SECOND_STORE);
    expect(await ask('SFTC', { shopNo: 'SF-02' })).toMatchObject({ resultcode: 0 });
    for (const shopNo of ['SF-01', undefined]) {
      const refused = await ask('SFTC', { shopNo });
      expect(refused).toMatchObject({ resultcode: 2005, resultmsg: '订单不存在' });
      expect(refused).not.toHaveProperty('errcode');
    }
  });

  it('find an order by whatever number, where no courier looks at it', async () => {
    place('DADA', SECOND_STORE);
    wechat.sandbox.faults.set('shop-no-ignored');
    for (const shopNo of ['DD-02', 'DD-01', undefined]) {
      expect(await ask('DADA', { shopNo })).toMatchObject({ resultcode: 0 });
    }
  });

  it('keep the store’s number of an order that is placed by order/add', async () => {
    const placed = await ask('SFTC', { shopNo: 'SF-02', placedWith: 'SFTC' });
    expect(placed).toMatchObject({ resultcode: 0 });
    expect(wechat.sandbox.deliveries()[0]?.store).toBe(SECOND_STORE.name);
    expect(await ask('SFTC', { shopNo: 'SF-01' })).toMatchObject({ resultcode: 2005 });
  });

  it('have the rider pick up at the store that ordered', () => {
    place('MTPS', SECOND_STORE);
    for (const status of [102, 201]) wechat.sandbox.move(ORDER, status);
    const [delivery] = wechat.sandbox.deliveries();
    const { longitude = 0, latitude = 0 } = delivery?.position ?? {};
    const apart = metresBetween([longitude, latitude], SECOND_STORE.position);
    expect(apart).toBeLessThan(30);
  });

  it('may have the same order id: what the console does is done to the one that was placed last', async () => {
    place('SS');
    for (const status of [102, 204]) wechat.sandbox.move(ORDER, status);
    wechat.now += 1000;
    place('DADA');
    wechat.sandbox.move(ORDER, 102);

    expect(await ask('SS')).toMatchObject({ order_status: 204 });
    expect(await ask('DADA', { shopNo: 'DD-01' })).toMatchObject({ order_status: 102 });
    expect(wechat.sandbox.deliveries()).toMatchObject([
      { orderId: ORDER, courier: '达达', status: 102, earlier: [{ courier: '闪送', status: 204 }] },
    ]);
  });

  it('are bound in one mini-program each: another’s token gets 930560, and is not told of them', async () => {
    const { shopId, secret } = SECOND_BRAND_ACCOUNT;
    const { orderId } = wechat.sandbox.placeOrder({ shopId });
    const sign = { delivery_sign: signOf(orderId, shopId, secret) };
    const asked = { shopid: shopId, shop_order_id: orderId, ...sign };
    const answers = async (path: string, by: typeof PLACED_BY) =>
      (await wechat.call(`${BUSINESS}/${path}`, asked, by)).json;
    const own = { delivery_id: 'SFTC', shopid: shopId, audit_result: 0 };
    expect(await answers('order/get', SECOND_BRAND)).toMatchObject({ order_status: 101 });
    expect(await answers('order/get', PLACED_BY)).toMatchObject({ errcode: 930560 });
    expect((await answers('shop/get', SECOND_BRAND))['shop_list']).toEqual([own]);
    expect((await answers('shop/get', PLACED_BY))['shop_list']).not.toContainEqual(own);
  });

  it('find by the mall’s token what the mall has placed; another’s gets 930563 where it is bound, too', async () => {
    wechat.sandbox.faults.set('binding-everywhere');
    const { orderId } = wechat.sandbox.placeOrder({ appId: MALL.appId });
    expect((await wechat.getOrder(orderId, MALL)).json).toMatchObject({ order_status: 101 });
    const other = await wechat.getOrder(orderId, STAFF_MINI_PROGRAM);
    expect(other.json).toMatchObject({ errcode: 930563 });
  });
});
