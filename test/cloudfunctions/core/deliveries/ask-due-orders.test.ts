import { askedAtIn, mallsShop, ORDERS } from '../../../support/malls-shop';
import { MALLS } from '../../../support/malls-wechat';

const [silent] = MALLS;

describe.each(['board', 'list'] as const)('a %s', (list) => {
  it('asks on for the orders of other mini-programs where one answers none of a round', async () => {
    const { world, weChat } = await mallsShop(1_000_000);
    for (const { orderId } of ORDERS) {
      await world.call('getOrder', 'o-owner', { action: 'look-up', orderId });
      world.clock.now += 5000;
    }
    world.clock.now += 400_000;
    if (silent !== undefined) weChat.fail(silent, 'time-out', false);
    const before = weChat.orderQuestions;
    const orderIds = ORDERS.map(({ orderId }) => orderId);
    const event = list === 'list' ? { action: 'refresh-orders', orderIds } : { action: 'board' };
    await world.call('getOrder', 'o-owner', { held: [], ...event });
    const newer = ORDERS.filter(({ orderId }) => askedAtIn(world, orderId) === world.clock.now);
    const others = ORDERS.filter(({ mall }) => mall !== silent);
    expect(newer.map(({ orderId }) => orderId)).toEqual(others.map(({ orderId }) => orderId));
    // Of the silent one no more is asked than of a WeChat that is silent.
    expect(weChat.orderQuestions - before).toBeLessThanOrEqual(newer.length + 5);
  });
});
