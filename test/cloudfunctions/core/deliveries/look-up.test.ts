import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { twoStoreShop } from '../../../support/two-store-shop';
import { askingIn, lookUpIn } from '../../../support/look-ups';
import type { ShopWorld } from '../../../support/shop-world';

const MINUTE = 60_000;

let world: ShopWorld;

beforeEach(async () => {
  ({ world } = await twoStoreShop());
});

const lookUp = (openId: string, orderId: string) => lookUpIn(world, openId, orderId);
const observedLookUp = (openId: string, orderId: string) => askingIn(world, openId, orderId);

describe('what a look-up asks of the database', () => {
  beforeEach(async () => {
    await lookUp('o-clerk', 'FIRST');
    world.orders.set('shop-one//A', 301);
    await lookUp('o-clerk', 'A');
  });

  it('is three operations for what was told a moment ago', async () => {
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject({ operations: 3, asked: [] });
  });

  it('is six with a question to WeChat: one counts it, beside the question', async () => {
    world.clock.now += 8000;
    expect((await observedLookUp('o-clerk', 'A')).operations).toBe(6);
  });

  it('is one more for a new order, since the person’s questions are counted before', async () => {
    world.orders.set('shop-one//B', 301);
    expect((await observedLookUp('o-clerk', 'B')).operations).toBe(7);
  });

  it('is two more where nobody knew: known ids are searched for one that ends so', async () => {
    expect((await observedLookUp('o-clerk', 'UNKNOWN')).operations).toBe(8);
    expect(await observedLookUp('o-clerk', 'UNKNOWN')).toMatchObject({ operations: 4, asked: [] });
  });

  it('is four more for accounts, stores, shop and budget older than a minute', async () => {
    world.clock.now += MINUTE;
    expect((await observedLookUp('o-clerk', 'A')).operations).toBe(10);
    world.clock.now += MINUTE - 1000;
    await observedLookUp('o-clerk', 'A');
    world.clock.now += 1000;
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject({ operations: 6, asked: [] });
  });
});

describe('a database that fails after WeChat has answered', () => {
  it('costs another question later, not the answer', async () => {
    world.orders.set('shop-one//A', 301);
    const deliveries = world.memory.database().collection(COLLECTIONS.deliveries);
    jest.spyOn(world.memory.database(), 'collection').mockImplementation((name) => {
      const real = world.memory.copy().database().collection(name);
      return name === COLLECTIONS.deliveries
        ? { ...deliveries, add: () => Promise.reject(new Error('down')) }
        : { ...real };
    });
    expect((await observedLookUp('o-clerk', 'A')).outcome).toBe('delivering');
    expect(world.log.at(-1)).toContain('"deliveryStore":"failed"');
  });
});
