import { toPlan, distanceBetween } from '../../../dev/district/plane';
import {
  DEMO_ACCOUNTS,
  FIRST_STORE,
  placementAt,
  SECOND_STORE,
} from '../../../dev/sandbox/account';
import type { DeliveryAccount } from '../../../dev/sandbox/account';
import { BUSINESS, serveSandbox, signOf } from '../../support/served-sandbox';
import type { ServedSandbox } from '../../support/served-sandbox';

const ORDER = '20261124-1288';

function accountOf(courierId: string): DeliveryAccount {
  const account = DEMO_ACCOUNTS.find((one) => one.courierId === courierId);
  if (account === undefined) throw new Error(`There is no account with ${courierId}.`);
  return account;
}

describe('several delivery accounts', () => {
  let now: number;
  let wechat: ServedSandbox;

  beforeEach(async () => {
    now = Date.parse('2026-11-24T12:00:00+08:00');
    wechat = await serveSandbox({ now: () => now });
  });

  afterEach(() => wechat.stop());

  /** `order/get` as the product asks an account. */
  async function ask(
    courierId: string,
    shopNo?: string,
    secret = accountOf(courierId).secret,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { shopId } = accountOf(courierId);
    const { json } = await wechat.call(`${BUSINESS}/order/get`, {
      shopid: shopId,
      shop_order_id: ORDER,
      ...(shopNo === undefined ? {} : { shop_no: shopNo }),
      delivery_sign: signOf(ORDER, shopId, secret),
    });
    return json;
  }

  function place(courierId: 'SFTC' | 'DADA' | 'SS' | 'MTPS', store = FIRST_STORE): void {
    const placement = placementAt(store, courierId);
    if (placement === null) throw new Error('The store has no such account.');
    wechat.sandbox.place({ orderId: ORDER, courierId, ...placement });
  }

  it('find an order under the shopid that placed it, and under no other', async () => {
    place('SS');
    expect(await ask('SS')).toMatchObject({ resultcode: 0, order_status: 101 });
    expect((await ask('SFTC', 'SF-01'))['errcode']).toBe(930563);
    expect((await ask('DADA', 'DD-01'))['errcode']).toBe(930563);
  });

  it('sign each with the secret of its own company', async () => {
    place('SS');
    expect(await ask('SS', undefined, accountOf('SFTC').secret)).toMatchObject({ resultcode: 1 });
  });

  it('are told of by shop/get, each with its company', async () => {
    const { json } = await wechat.call(`${BUSINESS}/shop/get`);
    for (const { courierId, shopId } of DEMO_ACCOUNTS) {
      expect(json['shop_list']).toContainEqual({
        delivery_id: courierId,
        shopid: shopId,
        audit_result: 0,
      });
    }
  });

  it('deliver for their own company only', async () => {
    const { shopId, secret } = accountOf('DADA');
    const order = {
      shopid: shopId,
      shop_order_id: ORDER,
      delivery_id: 'SFTC',
      delivery_sign: signOf(ORDER, shopId, secret),
    };
    const { json } = await wechat.call(`${BUSINESS}/order/add`, order);
    expect(json['errcode']).toBe(930560);
  });

  it('find an order by its store’s number only, where the courier checks it', async () => {
    place('SFTC', SECOND_STORE);
    expect(await ask('SFTC', 'SF-02')).toMatchObject({ resultcode: 0 });
    for (const wrong of ['SF-01', undefined]) {
      const refused = await ask('SFTC', wrong);
      expect(refused).toMatchObject({ resultcode: 2005, resultmsg: '订单不存在' });
      expect(refused).not.toHaveProperty('errcode');
    }
  });

  it('find an order by whatever number, where no courier looks at it', async () => {
    place('DADA', SECOND_STORE);
    wechat.sandbox.faults.set('shop-no-ignored');
    for (const shopNo of ['DD-02', 'DD-01', undefined]) {
      expect(await ask('DADA', shopNo)).toMatchObject({ resultcode: 0 });
    }
  });

  it('keep the store’s number of an order that is placed by order/add', async () => {
    const { shopId, secret } = accountOf('SFTC');
    const { json } = await wechat.call(`${BUSINESS}/order/add`, {
      shopid: shopId,
      shop_no: 'SF-02',
      shop_order_id: ORDER,
      delivery_id: 'SFTC',
      delivery_sign: signOf(ORDER, shopId, secret),
    });
    expect(json).toMatchObject({ resultcode: 0 });
    expect(wechat.sandbox.deliveries()[0]?.store).toBe(SECOND_STORE.name);
    expect(await ask('SFTC', 'SF-01')).toMatchObject({ resultcode: 2005 });
  });

  it('have the rider pick up at the store that ordered', () => {
    place('MTPS', SECOND_STORE);
    for (const status of [102, 201]) wechat.sandbox.move(ORDER, status);
    const [delivery] = wechat.sandbox.deliveries();
    const { longitude = 0, latitude = 0 } = delivery?.position ?? {};
    const apart = distanceBetween(toPlan([longitude, latitude]), toPlan(SECOND_STORE.position));
    expect(apart).toBeLessThan(30);
  });

  it('may have the same order id: what the console does is done to the one that was placed last', async () => {
    place('SS');
    for (const status of [102, 204]) wechat.sandbox.move(ORDER, status);
    now += 1000;
    place('DADA');
    wechat.sandbox.move(ORDER, 102);

    expect(await ask('SS')).toMatchObject({ order_status: 204 });
    expect(await ask('DADA', 'DD-01')).toMatchObject({ order_status: 102 });
    expect(wechat.sandbox.deliveries()).toMatchObject([
      { orderId: ORDER, courier: '达达', status: 102, earlier: [{ courier: '闪送', status: 204 }] },
    ]);
  });
});
