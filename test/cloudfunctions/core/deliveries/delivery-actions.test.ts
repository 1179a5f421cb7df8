import { COLLECTIONS } from '../../../../miniprogram/shared/shop-collections';
import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/shared/shop';
import type { FurnishedShop } from '../../../support/furnished-shop';
import { furnishedShop, giveAccountAway } from '../../../support/furnished-shop';
import { newAccount, staffIdOf } from '../../../support/furnished-shop';
import type { DeliveryAnswer } from '../../../../miniprogram/shared/cloud-api';
import { NOON } from '../../../support/delivery-reports';
import { justBefore } from '../../../support/meddling';
import type { ShopWorld } from '../../../support/shop-world';
import { SETTINGS } from '../../../support/shop-world';

const MINUTE = 60_000;

let shop: FurnishedShop;
let world: ShopWorld;

beforeEach(async () => {
  shop = await furnishedShop();
  ({ world } = shop);
  world.orders.set('shop-one//A', 301);
});

const lookUp = (openId: string, orderId: unknown) => world.call('getOrder', openId, { orderId });
const reveal = (openId: string, orderId = 'A') =>
  world.call('getOrder', openId, { orderId, reveal: 'phone' });

async function linesOfReveals(): Promise<readonly unknown[]> {
  const { lines } = await world.shop('o-owner', 'list-audit', { before: null });
  return lines.filter(({ act }) => act === 'reveal-phone');
}

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
    await world.shop('o-owner', 'save-store', {
      storeId: shop.stores.one,
      version: 1,
      name: '一店',
      position,
      thresholds: DEFAULT_THRESHOLDS,
    });
    world.clock.now += MINUTE;
    expect(await lookUp('o-clerk', 'A')).toHaveProperty('data.storePosition', position);
    await newAccount(world, 'SS', 'shop-three', 'secret-three', shop.stores.one, shop.stores.two);
    world.orders.set('shop-three//C', 301);
    world.clock.now += MINUTE;
    const shared = await lookUp('o-clerk', 'C');
    expect(shared).toMatchObject({ ok: true });
    expect(shared).not.toHaveProperty('data.storePosition');
  });

  it('says that it is stuck when it stands longer than its store lets it', async () => {
    await world.shop('o-owner', 'save-store', {
      storeId: shop.stores.one,
      version: 1,
      name: '一店',
      position: null,
      thresholds: { ...DEFAULT_THRESHOLDS, atStoreMinutes: 5 },
    });
    world.orders.set('shop-one//A', 201);
    expect(await lookUp('o-clerk', 'A')).not.toHaveProperty('data.stuck');
    const since = world.clock.now;
    world.clock.now += 5 * MINUTE;
    expect(await lookUp('o-clerk', 'A')).toHaveProperty('data.stuck', {
      reason: 'at-store',
      since,
    });
    world.orders.set('shop-one//A', 202);
    world.clock.now += MINUTE;
    expect(await lookUp('o-clerk', 'A')).not.toHaveProperty('data.stuck');
  });

  it('tells of a delivery also when the stores cannot be read', async () => {
    const real = world.memory.database().collection.bind(null);
    jest.spyOn(world.memory.database(), 'collection').mockImplementation((name) => {
      if (name === COLLECTIONS.stores) throw Object.assign(new Error('down'), { errCode: -502001 });
      return real(name);
    });
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
    expect(await lookUp('o-clerk', orderId)).toMatchObject({ error: { code } });
    expect(world.asked).toEqual([]);
  });

  describe('tells what others have seen of the delivery', () => {
    const seenBy = async (openId: string, since?: number) => {
      const answer = await world.call('getOrder', openId, { orderId: 'A', since });
      const data = answer.ok ? (answer.data as DeliveryAnswer) : null;
      return data?.history?.sightings.map(({ at, status }) => [(at - NOON) / MINUTE, status]);
    };

    beforeEach(async () => {
      world.orders.set('shop-one//A', 201);
      await lookUp('o-clerk', 'A');
      world.clock.now += 10 * MINUTE;
      world.orders.set('shop-one//A', 301);
    });

    it('all of it to whoever asks for the first time', async () => {
      expect(await seenBy('o-manager')).toEqual([
        [0, 'at-store'],
        [10, 'delivering'],
      ]);
    });

    it('only what is new to whoever says what they know, and what may have been written down late', async () => {
      expect(await seenBy('o-manager', NOON + 5 * MINUTE)).toEqual([[10, 'delivering']]);
      expect(await seenBy('o-manager', NOON + MINUTE - 1)).toHaveLength(2);
      expect(await seenBy('o-manager', NOON + MINUTE)).toHaveLength(1);
    });

    it.each([['soon'], [null], [{ $gt: 0 }]])('but not since %j', async (since) => {
      expect(await world.call('getOrder', 'o-clerk', { orderId: 'A', since })).toMatchObject({
        error: { code: 'bad-request' },
      });
    });

    it('of a reviewer’s recorded stories there is no past', async () => {
      const answer = await world.call('getOrder', 'o-reviewer', { orderId: 'DEMO-1001' });
      expect(answer.ok && answer.data).not.toHaveProperty('history');
    });
  });

  it('of a reviewer shows recorded stories, and asks no courier', async () => {
    expect(await lookUp('o-reviewer', 'DEMO-1001')).toMatchObject({
      ok: true,
      data: { orderId: 'DEMO-1001' },
    });
    expect(await lookUp('o-reviewer', 'A')).toMatchObject({ error: { code: 'order-not-found' } });
    expect(world.asked).toEqual([]);
  });

  it('of anybody else knows no recorded stories', async () => {
    expect(await lookUp('o-clerk', 'DEMO-1001')).toMatchObject({
      error: { code: 'order-not-found' },
    });
  });
});

describe('calling a rider', () => {
  it('gives the number, and puts on record who had it for which order, and when', async () => {
    world.clock.now += MINUTE;
    expect(await reveal('o-clerk')).toMatchObject({ ok: true, data: { phone: '12012345678' } });
    expect(world.log.at(-1)).toContain('"reveal":"phone","revealed":true,"status":"delivering"');
    expect(await linesOfReveals()).toEqual([
      { at: world.clock.now, who: 'o-clerk', act: 'reveal-phone', about: 'A' },
    ]);
  });

  it('writes the number nowhere, and who the rider is with the delivery only', async () => {
    await reveal('o-clerk');
    await lookUp('o-clerk', 'A');
    const { [COLLECTIONS.deliveries]: deliveries, ...rest } = world.memory.dump();
    expect(JSON.stringify(rest)).not.toMatch(/12012345678|陈师傅|100\*/);
    expect(JSON.stringify(deliveries)).not.toContain('12012345678');
    expect(world.log.join()).not.toMatch(/12012345678|陈师傅|o-clerk/);
  });

  it('gives nothing when it cannot be put on record', async () => {
    await lookUp('o-clerk', 'A');
    const real = world.memory.database().collection.bind(null);
    jest.spyOn(world.memory.database(), 'collection').mockImplementation((name) => {
      const down = Object.assign(new Error('down'), { errCode: -502001 });
      return name === COLLECTIONS.audit
        ? { ...real(name), add: () => Promise.reject(down) }
        : real(name);
    });
    const answer = await reveal('o-clerk');
    expect(answer).toMatchObject({ error: { code: 'database-failed' } });
    expect(JSON.stringify(answer)).not.toContain('12012345678');
  });

  it('ends half an hour after the delivery was seen to end', async () => {
    await lookUp('o-clerk', 'A');
    world.orders.set('shop-one//A', 302);
    world.clock.now += MINUTE;
    expect(await lookUp('o-clerk', 'A')).toMatchObject({ data: { rider: { callable: true } } });
    world.clock.now += 30 * MINUTE;
    expect(await reveal('o-clerk')).toMatchObject({ ok: true });
    world.clock.now += 1;
    expect(await reveal('o-clerk')).toMatchObject({ error: { code: 'phone-unavailable' } });
    expect(await lookUp('o-clerk', 'A')).toMatchObject({ data: { rider: { callable: false } } });
    expect(await linesOfReveals()).toHaveLength(1);
  });

  it('is not offered for a delivery that nobody saw under way', async () => {
    world.orders.set('shop-one//A', 302);
    expect(await lookUp('o-clerk', 'A')).toMatchObject({ data: { rider: { callable: false } } });
    expect(await reveal('o-clerk')).toMatchObject({ error: { code: 'phone-unavailable' } });
  });

  it('is not offered when it was last seen under way long before its end was seen', async () => {
    await lookUp('o-clerk', 'A');
    world.orders.set('shop-one//A', 302);
    world.clock.now += 90 * MINUTE;
    const other = world.copy();
    expect(
      await other.call('getOrder', 'o-clerk', { orderId: 'A', reveal: 'phone' }),
    ).toMatchObject({ ok: true });
    world.clock.now += 1;
    expect(await lookUp('o-clerk', 'A')).toMatchObject({ data: { rider: { callable: false } } });
    expect(await reveal('o-clerk')).toMatchObject({ error: { code: 'phone-unavailable' } });
  });

  it('is for a store as long as an account serves it, and not a moment longer', async () => {
    await lookUp('o-clerk', 'A');
    await giveAccountAway(shop);
    const before = world.asked.length;
    expect(await reveal('o-clerk')).toMatchObject({ error: { code: 'settings-missing' } });
    expect(world.asked).toHaveLength(before);
    expect(await reveal('o-owner')).toMatchObject({ ok: true });
  });

  it('ends with whoever is removed while the courier is being asked', async () => {
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.deliveries, 'add', () =>
      world.instance(SETTINGS).shop('o-owner', 'remove-member', { staffId }),
    );
    const answer = await reveal('o-clerk');
    expect(answer).toMatchObject({ error: { code: 'not-staff' } });
    expect(JSON.stringify(answer)).not.toContain('12012345678');
    expect(await linesOfReveals()).toEqual([]);
  });

  it('is possible again when the order lives again', async () => {
    world.orders.set('shop-one//A', 103);
    await lookUp('o-clerk', 'A');
    world.orders.set('shop-one//A', 201);
    expect(await reveal('o-clerk')).toMatchObject({ ok: true });
  });

  it('is for the order’s own store, also when another was told of it', async () => {
    world.orders.set('shop-two//B', 301);
    await lookUp('o-owner', 'B');
    expect(await reveal('o-clerk', 'B')).toMatchObject({ error: { code: 'order-not-found' } });
    expect(await linesOfReveals()).toEqual([]);
  });

  it('ends at twenty an hour and person, also when all come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => reveal('o-clerk')));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(20);
    expect(codes.filter((code) => code === 'too-many-reveals')).toHaveLength(5);
    expect(await linesOfReveals()).toHaveLength(20);
    expect(await reveal('o-manager')).toMatchObject({ ok: true });
    const before = world.asked.length;
    expect(await reveal('o-clerk')).toMatchObject({ error: { code: 'too-many-reveals' } });
    expect(world.asked).toHaveLength(before);
    world.clock.now += 60 * MINUTE;
    expect(await reveal('o-clerk')).toMatchObject({ ok: true });
  });

  it.each(['o-owner', 'o-manager'])('is for everybody who looks orders up: %s', async (openId) => {
    await lookUp('o-clerk', 'A');
    expect(await reveal(openId)).toMatchObject({ ok: true, data: { phone: '12012345678' } });
  });

  it.each(['name', '', true, null])('reveals nothing else: %j', async (what) => {
    expect(await world.call('getOrder', 'o-clerk', { orderId: 'A', reveal: what })).toMatchObject({
      error: { code: 'bad-request' },
    });
  });
});

describe('other wishes', () => {
  it('are the function’s check of itself, for the owner', async () => {
    const check = (openId: string) => world.call('getOrder', openId, { check: 'function' });
    expect(await check('o-owner')).toHaveProperty('data.lines.0.check', 'settings');
    expect(await check('o-clerk')).toHaveProperty('error.code', 'not-allowed');
  });

  it('are a reviewer’s latest orders, of which there are none: nothing is counted', async () => {
    const counted = () =>
      world.memory.collection(COLLECTIONS.staff)?.get('o-reviewer')?.['lookUps'];
    const before = counted();
    const answer = await world.call('getOrder', 'o-reviewer', { latest: true });
    expect(answer).toHaveProperty('data.orders', []);
    expect(counted()).toBe(before);
  });
});
