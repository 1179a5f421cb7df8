import { boardPhone, lookUpAll, told } from '../../../support/board-phone';
import { world } from '../../../support/fresh-shop';
import { SECOND, DAY } from '../../../support/delivery-reports';

test.each([90 * SECOND, DAY])(
  'what an instance has stored %d ms ahead is asked for anew, and an end to come is none',
  async (aheadMs) => {
    world.orders.set('shop-one//A', 301).set('shop-one//B', 301);
    await lookUpAll(world, 'o-clerk', 'A', 'B');
    world.clock.now += aheadMs + 10 * SECOND;
    world.orders.set('shop-one//B', 302);
    await lookUpAll(world, 'o-clerk', 'A', 'B');
    world.clock.now -= aheadMs;
    world.orders.set('shop-one//A', 304);
    const phone = boardPhone(world, 'o-clerk');
    const { asked, board } = await phone.refresh();
    expect(asked).toEqual(['A']);
    expect(told(phone.rows())).toEqual(['A returning-unreachable']);
    expect(JSON.stringify(board.rows)).not.toContain(String(world.clock.now + aheadMs));
    expect(board.nextAskMs).toBeLessThanOrEqual(20 * SECOND);
  },
);
