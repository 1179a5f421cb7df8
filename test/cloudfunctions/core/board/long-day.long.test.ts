import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { toldLimit } from '../../../support/fake-wechat';
import { twoStoreShop } from '../../../support/two-store-shop';
import { HOUR } from '../../../support/delivery-reports';

/**
 * Tenth of a counter: of fifty deliveries through twelve hours, and of the 60,000 questions that a
 * shop may ask a day while WeChat has told no quota. A quota is used to 80 %. `DAY=whole` with
 * `--testTimeout=7200000` measures the whole counter, which takes ten times as long.
 */
const PART = process.env['DAY'] === 'whole' ? 1 : 10;
const DELIVERIES = 50 / PART;
const A_DAY = 60_000 / PART;
const QUOTA = A_DAY / 0.8;

test('deliveries through twelve hours stay within the day’s questions: the board slows down instead of falling silent', async () => {
  const { world } = await twoStoreShop();
  const riding = named((4 / 5) * DELIVERIES, 'WAY');
  const returning = named(DELIVERIES / 5, 'BACK');
  /** Lets each delivery change every hour, since what stands still is asked for less often. */
  const change = (hour: number): void => {
    const rider_lng = 113.33 + hour / 1000;
    const riders = { order_status: 301, rider_lng, rider_lat: 23.14 };
    for (const id of riding) world.orders.set(`shop-one//${id}`, riders);
    for (const id of returning) world.orders.set(`shop-one//${id}`, 303 + (hour % 2));
  };
  const quota = { ...toldLimit(QUOTA), version: 1 };
  world.memory.put(COLLECTIONS.limits, { _id: 'questions', ...quota });
  change(0);
  await lookUpAll(world, 'o-manager', ...riding, ...returning);
  const phone = boardPhone(world, 'o-clerk');
  const began = world.clock.now;
  const before = world.asked.length;
  const slowed = new Map<number, number>();
  let longestMs = 0;
  let usedShare = 0;
  for (let isOpening = true; world.clock.now < began + 12 * HOUR; isOpening = false) {
    change(Math.floor((world.clock.now - began) / HOUR));
    const { board } = await phone.refresh({ isOpening });
    const { slowedToSeconds } = board;
    if (slowedToSeconds !== null && !slowed.has(slowedToSeconds))
      slowed.set(slowedToSeconds, Math.round((world.clock.now - began) / 60_000));
    usedShare = Math.max(usedShare, board.usedShare);
    longestMs = Math.max(longestMs, board.nextAskMs);
    world.clock.now += board.nextAskMs;
  }
  const questions = world.asked.length - before;
  const steps = [...slowed].map(([seconds, minute]) => `${seconds} s from minute ${minute}`);
  process.stdout.write(
    `\n${DELIVERIES} deliveries, 12 h, of ${A_DAY} questions a day: ${questions}, ${Math.round(100 * usedShare)} % of the day's; slowed down ${slowed.size} times (${steps.join(', ')})\n`,
  );
  expect(questions).toBeLessThanOrEqual(A_DAY);
  expect(usedShare).toBeLessThan(1);
  expect([...slowed.keys()]).toEqual([60, 120, 300]);
});
