import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { changeStore, newAccount } from '../../../support/two-store-shop';
import type { DeliveryAnswer } from '../../../../miniprogram/contract/cloud-api';
import { NOON, MINUTE } from '../../../support/delivery-reports';
import { shop, world, codeOf, getOrder, stored } from '../../../support/fresh-shop';
import { breaking } from '../../../support/write-hooks';

beforeEach(() => {
  world.orders.set('shop-one//A', 301);
});

const lookUp = (openId: string, orderId: unknown) => getOrder(openId, 'look-up', { orderId });

describe('a look-up', () => {
  it('tells where a delivery is, who delivers, and when to ask again', async () => {
    expect(await lookUp('o-clerk', 'A')).toMatchObject({
      ok: true,
      data: { orderId: 'A', status: { name: 'delivering' }, company: 'SFTC', nextAskInSeconds: 12 },
    });
    expect(world.log.at(-1)).toContain('"action":"look-up","status":"delivering"');
  });

  it('tells where its store is, when there is one store that it can be of, and the store has a place', async () => {
    expect(await lookUp('o-clerk', 'A')).not.toHaveProperty('data.storePosition');
    const position = { longitude: 113.33, latitude: 23.13 };
    await changeStore(shop, { position });
    world.clock.now += MINUTE;
    expect(await lookUp('o-clerk', 'A')).toMatchObject({
      data: { storePosition: position, storeName: '一店' },
    });
    await newAccount(world, 'SS', 'shop-three', 'secret-three', shop.stores.one, shop.stores.two);
    world.orders.set('shop-three//C', 301);
    world.clock.now += MINUTE;
    const shared = await lookUp('o-clerk', 'C');
    expect(shared).toMatchObject({ ok: true });
    expect(shared).not.toHaveProperty('data.storePosition');
  });

  it('says that it is stuck when it stands longer than its store lets it', async () => {
    await changeStore(shop, { thresholds: { ...DEFAULT_THRESHOLDS, atStoreMinutes: 5 } });
    world.orders.set('shop-one//A', 201);
    expect(await lookUp('o-clerk', 'A')).not.toHaveProperty('data.stuck');
    const since = world.clock.now;
    world.clock.now += 5 * MINUTE;
    const stuck = { reason: 'at-store', since, dueAt: since + 5 * MINUTE };
    expect(await lookUp('o-clerk', 'A')).toHaveProperty('data.stuck', stuck);
    world.orders.set('shop-one//A', 202);
    world.clock.now += MINUTE;
    expect(await lookUp('o-clerk', 'A')).not.toHaveProperty('data.stuck');
  });

  it('tells the dark style of the map to a phone that knows nothing of the order yet', async () => {
    expect(await lookUp('o-clerk', 'A')).toHaveProperty('data.darkMap', null);
    const again = await getOrder('o-clerk', 'look-up', { orderId: 'A', since: NOON });
    expect(again).not.toHaveProperty('data.darkMap');
  });

  it('tells of a delivery also when the stores cannot be read', async () => {
    breaking(world.memory, (name) => name === COLLECTIONS.stores);
    expect(await lookUp('o-clerk', 'A')).toMatchObject({ ok: true });
    expect(world.log.at(-1)).toContain('"storeList":"failed"');
  });

  it.each([
    ['no order id', undefined, 'bad-request'],
    ['a number', 20261124, 'bad-request'],
    ['an order id with controls, which WeChat takes none of', '1\u001D2', 'bad-request'],
    ['an order id with half a character', '1\uD83D', 'bad-request'],
    ['an empty order id', '', 'bad-order-id'],
    ['an order id over 128 bytes', '单'.repeat(43), 'bad-order-id'],
  ])('with %s is refused without asking upstream', async (_name, orderId, code) => {
    expect(await lookUp('o-clerk', orderId)).toHaveProperty('error.code', code);
    expect(world.asked).toEqual([]);
  });

  describe('tells what others have seen of the delivery', () => {
    const seenBy = async (openId: string, since?: number) => {
      const answer = await getOrder(openId, 'look-up', { orderId: 'A', since });
      const data = answer.ok ? (answer.data as DeliveryAnswer) : null;
      return data?.history?.sightings.map(({ at, status }) => [(at - NOON) / MINUTE, status]);
    };

    beforeEach(async () => {
      world.orders.set('shop-one//A', 201);
      await lookUp('o-clerk', 'A');
      world.clock.now += 10 * MINUTE;
      world.orders.set('shop-one//A', 301);
    });

    it('all of it, or what is new to whoever says what they know, and what may have been written down late', async () => {
      const delivering = [10, 'delivering'];
      const all = [[0, 'at-store'], delivering];
      expect(await seenBy('o-manager')).toEqual(all);
      expect(await seenBy('o-manager', NOON + MINUTE - 1)).toEqual(all);
      expect(await seenBy('o-manager', NOON + MINUTE)).toEqual([delivering]);
    });

    it.each([['soon'], [null], [{ $gt: 0 }]])('but not since %j', async (since) => {
      const asked = getOrder('o-clerk', 'look-up', { orderId: 'A', since });
      expect(await codeOf(asked)).toBe('bad-request');
    });
  });

  it('of a reviewer shows recorded stories without a past, and asks no courier; others have none', async () => {
    const recorded = await lookUp('o-reviewer', 'DEMO-1001');
    expect(recorded).toMatchObject({ ok: true, data: { orderId: 'DEMO-1001' } });
    expect(recorded).not.toHaveProperty('data.history');
    expect(await lookUp('o-reviewer', 'A')).toHaveProperty('error.code', 'order-not-found');
    expect(world.asked).toEqual([]);
    expect(await lookUp('o-clerk', 'DEMO-1001')).toHaveProperty('error.code', 'order-not-found');
  });
});

describe('other wishes', () => {
  it.each(['reveal-name', 'latest', '', true, null])('are refused: %j', async (action) => {
    const asked = world.call('getOrder', 'o-clerk', { action, orderId: 'A' });
    expect(await codeOf(asked)).toBe('bad-request');
  });

  it('are a reviewer’s latest orders, of which there are none: nothing is counted', async () => {
    const counted = () => stored('staff', 'o-reviewer')?.['lookUps'];
    const before = counted();
    const answer = await getOrder('o-reviewer', 'refresh-orders', { orderIds: ['A'] });
    expect(answer).toHaveProperty('data.orders', []);
    expect(counted()).toBe(before);
  });
});
