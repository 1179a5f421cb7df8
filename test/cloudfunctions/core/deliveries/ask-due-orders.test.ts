import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { type MallsShop, askedAtIn, mallsShop, ORDERS } from '../../../support/malls-shop';
import { MALLS } from '../../../support/malls-wechat';

const [silent] = MALLS;

async function lookUpAll({ world }: MallsShop): Promise<void> {
  for (const { orderId } of ORDERS) {
    await world.call('getOrder', 'o-owner', { action: 'look-up', orderId });
    world.clock.now += 5000;
  }
}

describe.each(['board', 'list'] as const)('a %s', (list) => {
  it('asks on for the orders of other mini-programs where one answers none of a round', async () => {
    const shop = await mallsShop(1_000_000);
    const { world, weChat } = shop;
    await lookUpAll(shop);
    world.clock.now += 400_000;
    if (silent !== undefined) weChat.fail(silent, 'time-out', false);
    const before = weChat.orderQuestions;
    const orderIds = ORDERS.map(({ orderId }) => orderId);
    const event = list === 'list' ? { action: 'refresh-orders', orderIds } : { action: 'board' };
    await world.call('getOrder', 'o-owner', { marks: [], ...event });
    const newer = ORDERS.filter(({ orderId }) => askedAtIn(world, orderId) === world.clock.now);
    const others = ORDERS.filter(({ mall }) => mall !== silent);
    expect(newer.map(({ orderId }) => orderId)).toEqual(others.map(({ orderId }) => orderId));
    // Of the silent one no more is asked than of a WeChat that is silent.
    expect(weChat.orderQuestions - before).toBeLessThanOrEqual(newer.length + 5);
  });
});

it('a mini-program that has used its day slows its own orders only, and the board names it', async () => {
  const shop = await mallsShop(1_000_000);
  const { world } = shop;
  await lookUpAll(shop);
  const board = async (seconds: number) => {
    world.clock.now += 1000 * seconds;
    const answer = await world.call('getOrder', 'o-owner', { action: 'board', marks: [] });
    const asked = ORDERS.filter(({ orderId }) => askedAtIn(world, orderId) === world.clock.now);
    return { told: answer, asked: asked.map(({ mall }) => mall) };
  };
  const busy = silent?.appId ?? '';
  const tell = (left: number): void => {
    const budget = world.memory.collection(COLLECTIONS.limits)?.get('questions');
    const told = { limit: 1000, left, askedThen: 0, toldAt: world.clock.now };
    const fields = Object.entries({ ...told, readAt: world.clock.now }).map(([field, value]) => {
      return [`${field} ${busy} wechat-instant`, value] as const;
    });
    const document = { ...budget, ...Object.fromEntries(fields), _id: 'questions' };
    world.memory.put(COLLECTIONS.limits, document);
  };
  const others = ORDERS.flatMap(({ mall }) => (mall === silent ? [] : [mall]));
  // Of 800 for lists 780 are used.
  tell(220);
  const slowed = await board(200);
  expect(slowed.told).toMatchObject({ data: { slowedToSeconds: null } });
  expect(slowed.told).not.toHaveProperty('data.skipped');
  expect(slowed.asked).toEqual(others);
  tell(100);
  const skipped = await board(400);
  expect(skipped.told).toMatchObject({ data: { slowedToSeconds: null, skipped: [silent?.name] } });
  expect(skipped.asked).toEqual(others);
});
