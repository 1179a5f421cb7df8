import { toldLimit } from '../../../support/fake-wechat';
import { lookUpAll, named } from '../../../support/board-phone';
import { startInstance } from '../../../support/cloud-instances';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { surroundingsOf } from '../../../support/instance-surroundings';
import { world, refreshing, tell, put, stored } from '../../../support/fresh-shop';

/** Looks orders up that are on their way. */
async function placed(orderIds: readonly string[]): Promise<void> {
  for (const orderId of orderIds) tell(orderId, 301);
  await lookUpAll(world, 'o-clerk', ...orderIds);
}

describe('the questions of a refresh', () => {
  it('stay within the board’s lane of the minute, and cost the rest no lease', async () => {
    await placed(named(20));
    world.clock.now += MINUTE;
    // 80 % of 15 a minute is the budget: half of 12, and four that are kept for nobody.
    put('limits', 'questions', { ...toldLimit(100_000, 15), version: 1 });
    world.clock.now += MINUTE;
    const { asked, nextAskInSeconds, orders } = await refreshing(named(20));
    expect(asked).toHaveLength(10);
    expect(orders).toHaveLength(20);
    expect(nextAskInSeconds).toBe(30);
    for (const orderId of named(20))
      expect(stored('deliveries', orderId)).toMatchObject({ leaseUntil: 0 });
  });

  it('end with the first five that WeChat does not answer', async () => {
    await placed(named(12));
    for (const orderId of named(12)) world.orders.set(`shop-one//${orderId}`, 'upstream-timeout');
    world.clock.now += MINUTE;
    const { asked, nextAskInSeconds, orders } = await refreshing(named(12));
    expect(asked).toHaveLength(5);
    expect(orders).toHaveLength(12);
    expect(nextAskInSeconds).toBe(60);
  });

  it('are none without a token, and the list is told all the same', async () => {
    await placed(['A']);
    world.clock.now += MINUTE;
    world.forgetToken();
    world.weChat.token = 'upstream-timeout';
    const told = { asked: [], orders: [{ orderId: 'A' }], nextAskInSeconds: 60 };
    expect(await refreshing(['A'])).toMatchObject(told);
  });

  it.each([
    [0, 3],
    [3, 12],
    [20, 55],
  ])('for %i due orders cost %i requests to the database', async (count, operations) => {
    await placed(named(20));
    // The accounts, the stores, the budget and the time are known for a while.
    world.clock.now += 30 * SECOND;
    await refreshing([]);
    const due = await refreshing(named(count));
    expect(due.asked).toHaveLength(count);
    expect(due.operations).toBe(operations);
  });
});

describe('over several processes', () => {
  afterEach(() => jest.restoreAllMocks());

  /** Lets people look twenty orders up, and has them ready to refresh their lists. */
  async function lookedUp(people: number, upstreamMs: number) {
    const questions: string[] = [];
    let atOnce = 0;
    let most = 0;
    const surroundings = surroundingsOf(people, {
      statusAt: (now) => (now > NOON + MINUTE ? 302 : 301),
      asked: (_bypassCache, orderId) => {
        questions.push(orderId);
        atOnce += 1;
        most = Math.max(most, atOnce);
        time.timers.set(() => {
          atOnce -= 1;
        }, 1);
      },
    });
    const { time, limits } = surroundings;
    const ids = named(20);
    const begin = () =>
      surroundings.people.map(() =>
        startInstance(surroundings, { databaseMs: 20, upstreamMs, lastStep: null }),
      );
    const [first] = begin();
    for (const id of ids) {
      void first?.lookUp('o-0', false, id);
      await time.advance(SECOND);
    }
    questions.length = 0;
    most = 0;
    await time.advance(2 * MINUTE);
    return { time, ids, questions, limits, mostAtOnce: () => most, begin };
  }

  it('ten phones that refresh at once ask once for each order', async () => {
    const { time, ids, questions, begin } = await lookedUp(10, 400);
    const refreshed = begin().map((instance, n) => instance.refresh(`o-${n}`, ids));
    await time.advance(10 * SECOND);
    const answers = await Promise.all(refreshed);
    expect([...questions].sort()).toEqual([...ids].sort());
    // Whoever has not heard of the end yet asks again soon.
    const soon = answers.filter((one) => one.orders.some(({ status }) => status === 'delivering'));
    for (const one of soon) expect(one.nextAskInSeconds).toBeLessThanOrEqual(4);
  });

  it('a call asks five side by side, and ends four seconds before its time, however slow WeChat is, and nothing goes on after it', async () => {
    const { time, ids, questions, mostAtOnce, begin } = await lookedUp(1, 2000);
    const began = time.now();
    const refreshed = begin()[0]?.refresh('o-0', ids);
    const ended = refreshed?.then(time.now);
    await time.advance(10 * SECOND);
    const answer = await refreshed;
    expect(((await ended) ?? Infinity) - began).toBeLessThanOrEqual(9500 - 3800 + 2000 + 200);
    expect(questions.length).toBeLessThan(20);
    expect(mostAtOnce()).toBe(5);
    expect(answer?.orders).toHaveLength(20);
    expect(answer?.nextAskInSeconds).toBe(4);
    const asked = questions.length;
    await time.advance(MINUTE);
    expect(questions).toHaveLength(asked);
  });
});
