import { furnishedShop } from '../../../support/furnished-shop';
import { askingIn, lookUpIn } from '../../../support/look-ups';
import type { ShopWorld } from '../../../support/shop-world';

const MINUTE = 60_000;

let world: ShopWorld;

beforeEach(async () => {
  ({ world } = await furnishedShop());
});

const lookUp = (openId: string, orderId: string) => lookUpIn(world, openId, orderId);
const asking = (openId: string, orderId: string) => askingIn(world, openId, orderId);

describe('unknown ids', () => {
  it('may be asked for twenty times in ten minutes; known orders go on', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    await lookUp('o-clerk', 'KNOWN');
    for (let n = 0; n < 20; n += 1) {
      expect((await asking('o-clerk', `A${n}`)).outcome).toBe('order-not-found');
      world.clock.now += 2000;
    }
    world.orders.set('shop-one//NEW', 301);
    expect(await asking('o-clerk', 'NEW')).toMatchObject({
      outcome: 'too-many-unknown-ids',
      asked: [],
    });
    world.clock.now += MINUTE;
    expect((await asking('o-clerk', 'KNOWN')).outcome).toBe(301);
    // Another person's count is their own.
    expect((await asking('o-manager', 'NEW')).outcome).toBe(301);
    world.clock.now += 10 * MINUTE;
    expect((await asking('o-clerk', 'B')).outcome).toBe('order-not-found');
  });

  it('that an outage hides does not count', async () => {
    for (let n = 0; n < 25; n += 1) {
      world.orders.set(`shop-one//A${n}`, 'wechat-busy');
      expect((await asking('o-clerk', `A${n}`)).outcome).toBe('wechat-busy');
    }
  });
});

describe('looking up too often', () => {
  it('ends at sixty a minute, also when all come at once', async () => {
    world.orders.set('shop-one//A', 301);
    const answers = await Promise.all(Array.from({ length: 70 }, () => lookUp('o-clerk', 'A')));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(60);
    expect(codes.filter((code) => code === 'too-frequent')).toHaveLength(10);
    expect((await asking('o-manager', 'A')).outcome).toBe(301);
    world.clock.now += MINUTE;
    expect((await asking('o-clerk', 'A')).outcome).toBe(301);
  });
});
