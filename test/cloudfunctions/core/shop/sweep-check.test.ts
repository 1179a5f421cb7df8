import { COLLECTIONS } from '../../../../miniprogram/shared/shop-collections';
import { furnishedShop } from '../../../support/furnished-shop';
import type { ShopWorld } from '../../../support/shop-world';
import { shopWorld } from '../../../support/shop-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: ShopWorld;

beforeEach(async () => {
  ({ world } = await furnishedShop());
});

const sweep = (source = 'wx_trigger') => world.call('sweep', '', { Type: 'Timer' }, source);

async function found(): Promise<readonly string[]> {
  const { lines } = await world.shop('o-owner', 'self-check', {});
  return lines
    .filter(({ check }) => check === 'sweep')
    .map(({ finding, value }) => `${finding} ${value}`.trim());
}

describe('whether the sweep runs', () => {
  it('waits three hours for the first one', async () => {
    expect(await found()).toEqual(['sweep-not-yet']);
    world.clock.now += 3 * HOUR;
    expect(await found()).toEqual(['sweep-not-yet']);
    world.clock.now += 1;
    expect(await found()).toEqual(['sweep-late']);
  });

  it('tells how long ago it was, and is alarmed after three hours until the next one', async () => {
    await sweep();
    expect(await found()).toEqual(['sweep-recent 0']);
    world.clock.now += 12 * MINUTE;
    expect(await found()).toEqual(['sweep-recent 12']);
    world.clock.now += 5 * HOUR;
    expect(await found()).toEqual(['sweep-late 5']);
    await sweep();
    expect(await found()).toEqual(['sweep-recent 0']);
  });

  it('does not count one that had no time to come to its end', async () => {
    world.clock.now += 4 * HOUR;
    await world.tables.sweep.get('sweep')?.perform(
      {},
      {
        caller: { openId: '', appId: '', source: 'wx_trigger' },
        timeLeftMs: () => 500,
        timeLimitMs: 60_000,
        note: () => undefined,
        count: () => undefined,
      },
      null,
    );
    expect(await found()).toEqual(['sweep-late']);
  });

  it('does not count one that had to pass over deliveries that cannot be read', async () => {
    world.orders.set('shop-one//A', 302);
    await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' });
    const kept = world.memory.collection(COLLECTIONS.deliveries)?.get('A');
    for (let n = 0; n < 100; n += 1)
      world.memory.put(COLLECTIONS.deliveries, { ...kept, attempts: 'odd', _id: `damaged-${n}` });
    world.clock.now += 25 * HOUR;
    expect(await sweep()).toMatchObject({ data: { forgotten: 1, left: true } });
    expect(await found()).toEqual(['sweep-late']);
  });

  it('takes no time for recent that a wrong clock wrote down a day ahead', async () => {
    world.clock.now += 24 * HOUR;
    await sweep();
    world.clock.now -= 24 * HOUR;
    expect(await found()).toEqual(['sweep-late']);
  });

  it('loses nothing of the shop by it', async () => {
    const shop = () => world.memory.collection(COLLECTIONS.shop)?.get('shop');
    const { version: _before, ...before } = shop() ?? {};
    await sweep();
    const { version: _after, ...after } = shop() ?? {};
    expect(after).toEqual({ ...before, sweptAt: world.clock.now });
  });

  it('makes no shop where nobody has claimed one', async () => {
    const empty = shopWorld();
    expect(await empty.call('sweep', '', {}, 'wx_trigger')).toMatchObject({ ok: true });
    expect(empty.memory.collection(COLLECTIONS.shop)?.get('shop')).toBeUndefined();
  });

  it('logs by which SOURCE somebody called who may not', async () => {
    expect(await sweep('wx_timer_of_2027')).toMatchObject({ error: { code: 'not-staff' } });
    expect(world.log.at(-1)).toContain('"source":"wx_timer_of_2027"');
  });
});
