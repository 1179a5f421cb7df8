import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { WATCH_ID } from '../../../../cloudfunctions/core/notices/send-state';
import { boardPhone, lookUpAll } from '../../../support/board-phone';
import { NOON } from '../../../support/delivery-reports';
import { paidShop } from '../../../support/paid-shop';
import { startInstance } from '../../../support/cloud-instances';
import { accept, chooseTemplate } from '../../../support/fake-messages';
import { ROBOT_KEY, textsOf } from '../../../support/fake-robots';
import { openRobot, watchIn } from '../../../support/told-shop';
import { surroundingsOf } from '../../../support/instance-surroundings';
import { memoryDocuments } from '../../../support/memory-documents';
import { failing } from '../../../support/write-hooks';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';
import { type TwoStoreShop, twoStoreShop } from '../../../support/two-store-shop';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let world: ShopWorld;
let stores: TwoStoreShop['stores'];

beforeEach(async () => {
  ({ world, stores } = await twoStoreShop());
});

afterEach(() => jest.restoreAllMocks());

/** Looks an order of the first store up, and runs turns each minute until it is asked for again. */
async function minutesUntilAsked(status: number): Promise<number> {
  world.orders.set('shop-one//A-1', status);
  await lookUpAll(world, 'o-clerk', 'A-1');
  const before = world.asked.length;
  for (let minutes = 1; minutes <= 10; minutes += 1) {
    world.clock.now += MINUTE;
    await watchIn(world);
    if (world.asked.length > before) return minutes;
  }
  return Infinity;
}

describe('a turn', () => {
  it.each([
    ['a template', () => Promise.resolve()],
    ['a message that anybody has left', () => chooseTemplate(world)],
  ])(
    'without an open robot and %s reads stores and people, and does nothing else',
    async (_what, prepare) => {
      await prepare();
      await watchIn(world);
      for (let n = 0; n < 3; n += 1) {
        world.clock.now += 20 * SECOND;
        const before = world.memory.operations();
        expect(await watchIn(world)).toMatchObject({ ok: true, data: { asked: 0, left: 0 } });
        expect(world.memory.operations() - before).toBe(2);
      }
    },
  );

  it.each([
    // Tiers of 20, 30 and 60 s.
    ['to be handled', 304, 2],
    ['under way', 301, 2],
    ['that wait', 101, 4],
  ])('asks for orders %s a quarter as often as a board does', async (_which, status, minutes) => {
    await openRobot(world, stores.one);
    expect(await minutesUntilAsked(status)).toBe(minutes);
  });

  it('asks for no store without a robot', async () => {
    await openRobot(world, stores.two);
    expect(await minutesUntilAsked(301)).toBe(Infinity);
  });

  it.each([
    ['their stores', 'o-clerk', 2, Infinity],
    ['all stores', 'o-owner', 2, 2],
  ])('asks for the stores of people with a message left: %s', async (_which, openId, one, two) => {
    await chooseTemplate(world);
    await accept(world, openId);
    expect(await minutesUntilAsked(301)).toBe(one);
    world.orders.set('shop-two//B-2', 301);
    await lookUpAll(world, 'o-owner', 'B-2');
    const before = world.asked.length;
    const askedFor = async (minutes: number): Promise<number> => {
      world.clock.now += MINUTE;
      await watchIn(world);
      if (world.asked.slice(before).some((key) => key.endsWith('B-2'))) return minutes;
      return minutes < 5 ? askedFor(minutes + 1) : Infinity;
    };
    expect(await askedFor(1)).toBe(two);
  });

  it('tells what it finds, within four times the tier and a turn', async () => {
    await openRobot(world, stores.one);
    world.orders.set('shop-one//A-1304', 301);
    await lookUpAll(world, 'o-clerk', 'A-1304');
    world.orders.set('shop-one//A-1304', 304);
    const changedAt = world.clock.now;
    while (textsOf(world.robots).length === 0) {
      world.clock.now += MINUTE;
      await watchIn(world);
    }
    expect((world.clock.now - changedAt) / SECOND).toBeLessThanOrEqual(4 * 30 + 60);
    expect(textsOf(world.robots)).toEqual([expect.stringMatching(/^1304 联系不上收货人/)]);
  });

  it('asks for what people brought', async () => {
    await openRobot(world, stores.one);
    const orders = [['A-2001']];
    await world.call('getOrder', 'o-clerk', { action: 'add-orders', orders });
    world.orders.set('shop-one//A-2001', 304);
    for (let n = 0; n < 3; n += 1) {
      world.clock.now += MINUTE;
      await watchIn(world);
    }
    expect(textsOf(world.robots)).toEqual([expect.stringMatching(/^2001 /)]);
  });

  it('tells of an order that has ended, though the caller who learnt it stored no notice', async () => {
    await openRobot(world, stores.one);
    world.orders.set('shop-one//A-1304', 301);
    await lookUpAll(world, 'o-clerk', 'A-1304');
    world.clock.now += MINUTE;
    const restore = failing(world.memory, COLLECTIONS.notices, 'add');
    world.orders.set('shop-one//A-1304', 401);
    await lookUpAll(world, 'o-clerk', 'A-1304');
    expect(world.log.at(-1)).toContain('"notices":"database-failed"');
    restore();
    world.clock.now += MINUTE;
    await watchIn(world);
    expect(textsOf(world.robots)).toEqual([expect.stringMatching(/^1304 没送成/)]);
  });

  it('runs alone; one that died ends no later than the next begins', async () => {
    await openRobot(world, stores.one);
    world.orders.set('shop-one//A-1', 301);
    await lookUpAll(world, 'o-clerk', 'A-1');
    world.clock.now += 5 * MINUTE;
    const before = world.asked.length;
    await Promise.all([world, world.instance(SETTINGS)].map(watchIn));
    expect(world.asked.length - before).toBe(1);
    const begun = { turns: 1, turnBegan: world.clock.now };
    const turn = world.memory.collection(COLLECTIONS.limits)?.get(WATCH_ID);
    world.memory.put(COLLECTIONS.limits, { ...turn, ...begun, _id: WATCH_ID });
    const watchedAt = () =>
      world.memory.collection(COLLECTIONS.limits)?.get(WATCH_ID)?.['watchedAt'];
    await watchIn(world);
    expect(watchedAt()).toBeLessThan(world.clock.now + 1);
    world.clock.now += MINUTE;
    await watchIn(world);
    expect(watchedAt()).toBe(world.clock.now);
  });

  it('without time to ask and to tell is none: the self-check says so', async () => {
    await openRobot(world, stores.one);
    const context = { time_limit_in_ms: 3000 };
    for (let n = 0; n < 6; n += 1) {
      world.clock.now += MINUTE;
      await world.call('watch', '', { Type: 'Timer' }, 'wx_trigger', context);
    }
    const { lines } = await world.shop('o-owner', 'self-check', {});
    expect(lines.map(({ finding }) => finding)).toContain('watch-late');
  });

  it('counts only orders that WeChat answered for as asked', async () => {
    await openRobot(world, stores.one);
    world.orders.set('shop-one//A-1', 301);
    await lookUpAll(world, 'o-clerk', 'A-1');
    world.clock.now += 5 * MINUTE;
    world.orders.set('shop-one//A-1', 'upstream-timeout');
    expect(await watchIn(world)).toMatchObject({ data: { asked: 0, left: 0 } });
  });

  it('tells what is owed, though the list of paid orders uses up its time', async () => {
    const { world: paidWorld, stores: paidStores, paid } = await paidShop({ id: 'A', at: NOON });
    await openRobot(paidWorld, paidStores.one);
    paidWorld.orders.set('shop-one//B-1', 304);
    await lookUpAll(paidWorld, 'o-clerk', 'B-1');
    const reads = jest.spyOn(paid.asked as unknown[], 'push').mockImplementation(() => {
      paidWorld.clock.now += 42 * SECOND;
      return 0;
    });
    paidWorld.clock.now += MINUTE;
    await watchIn(paidWorld);
    expect(reads).toHaveBeenCalled();
    expect(textsOf(paidWorld.robots)).toHaveLength(1);
  });

  it('notes that it had no time to tell', async () => {
    await openRobot(world, stores.one);
    const context = { time_limit_in_ms: 3000 };
    await world.call('watch', '', { Type: 'Timer' }, 'wx_trigger', context);
    expect(world.log.at(-1)).toContain('"telling":"no-time"');
  });

  it('leaves nothing for the board that is asked for already', async () => {
    await openRobot(world, stores.one);
    world.orders.set('shop-one//A-1', 301);
    await lookUpAll(world, 'o-clerk', 'A-1');
    world.clock.now += 5 * MINUTE;
    await watchIn(world);
    const { asked } = await boardPhone(world, 'o-clerk').refresh();
    expect(asked).toEqual([]);
  });
});

describe('a turn with 500 deliveries under way', () => {
  const COUNT = 500;
  const robot = { kind: 'wecom', key: ROBOT_KEY, signSecret: null } as const;

  it.each([
    ['fast', 300],
    ['slow', 2000],
  ])(
    'ends in its time and in its lanes while WeChat is %s, and the next begins with what was left',
    async (_how, upstreamMs) => {
      const questions: { readonly at: number; readonly orderId: string }[] = [];
      const robots = [{ storeId: 'one', storeName: '一店', quiet: null, robot }];
      const shared = surroundingsOf(1, {
        asked: (_bypass, orderId) => {
          questions.push({ at: time.now(), orderId });
        },
        told: { notices: memoryDocuments(), robots, heard: () => undefined },
      });
      const { time, deliveries, limits } = shared;
      const instance = startInstance(shared, { databaseMs: 20, upstreamMs, lastStep: null });
      void instance.lookUp('o-0', false, 'W-0');
      await time.advance(10 * SECOND);
      const first = deliveries.held.get('W-0');
      if (first === undefined) throw new Error('Nothing was stored.');
      for (let n = 1; n < COUNT; n += 1) deliveries.held.set(`W-${n}`, first);
      questions.splice(0);
      await time.advance(5 * MINUTE);

      const turn = async (): Promise<{ readonly ms: number; readonly left: number }> => {
        const began = time.now();
        let ended = Infinity;
        void instance.watch().then(() => {
          ended = time.now();
        });
        await time.advance(MINUTE);
        const left = limits.held.get(WATCH_ID)?.['left'];
        return { ms: ended - began, left: Number(left) };
      };
      const one = await turn();
      const asked = new Set(questions.map(({ orderId }) => orderId));
      expect(one.ms).toBeLessThanOrEqual(45 * SECOND);
      expect(asked.size).toBe(questions.length);
      expect(one.left).toBe(COUNT - asked.size);
      expect(one.left).toBeGreaterThan(0);

      const two = await turn();
      const next = questions.slice(asked.size, COUNT).map(({ orderId }) => orderId);
      expect(next.filter((orderId) => asked.has(orderId))).toEqual([]);
      expect(two.ms).toBeLessThanOrEqual(45 * SECOND);
      const inMinuteOf = (from: number): number =>
        questions.filter(({ at }) => at >= from && at < from + MINUTE).length;
      // A shop may ask 400 times a minute, of which other lanes have 120 for themselves.
      expect(Math.max(...questions.map(({ at }) => inMinuteOf(at)))).toBeLessThanOrEqual(280);
      process.stdout.write(
        `\n500 under way, WeChat answers in ${upstreamMs} ms: a turn of ${one.ms / SECOND} s asked for ${asked.size} and left ${one.left}; the next, of ${two.ms / SECOND} s, left ${two.left}\n`,
      );
    },
  );
});
