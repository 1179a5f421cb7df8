import fc from 'fast-check';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { paidList } from '../../../support/answering-wechat';
import { boardPhone } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { APP_ID } from '../../../support/fake-wechat';
import { PAID_STORIES } from '../../../support/fuzz';
import { type PaidShop, counterIn, paidShop } from '../../../support/paid-shop';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';
import { newAccount } from '../../../support/two-store-shop';
import { breaking } from '../../../support/write-hooks';

const ACCOUNTS = ['shop-one', 'shop-two'] as const;
const PROCESSES = 4;
/** Minutes in which there is trouble, and in which orders are paid. */
const [TROUBLED, PAYING] = [15, 20];
/** Time in ms between the calls of boards, once there is no more trouble. */
const QUIET_MS = 50 * SECOND;

const order = fc.record({
  // Not before: an order is too old once refusals and the pause after them have lasted 30 minutes.
  paidAfter: fc.integer({ min: 0, max: 60 * PAYING }),
  type: fc.constantFrom(undefined, undefined, 2, 2, 1, 3, 4),
  /** Seconds after the payment at which WeChat lists the order, and knows its delivery. */
  listedAfter: fc.constantFrom(0, 0, 60, 300),
  knownAfter: fc.option(fc.integer({ min: 30, max: 35 * 60 }), { freq: 3 }),
  refundedAfter: fc.option(fc.integer({ min: 0, max: 40 * 60 }), { freq: 1 }),
  account: fc.constantFrom(...ACCOUNTS),
});
type Order = typeof order extends fc.Arbitrary<infer One> ? One : never;

const tick = fc.record({
  after: fc.constantFrom(7, 20, 20, 45, 61, 80),
  process: fc.nat(PROCESSES - 1),
  /** Difference of the process's clock in ms. */
  clock: fc.constantFrom(0, 0, -900, 900),
  trouble: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(44990, 48001, -1) },
    // The process dies at one of its requests to the database.
    { weight: 2, arbitrary: fc.record({ diesAt: fc.nat(40) }) },
  ),
});

const story = fc.record({
  orders: fc.array(order, { minLength: 1, maxLength: 8 }),
  ticks: fc.array(tick, { minLength: 3, maxLength: 12 }),
  pageSize: fc.constantFrom(1, 2, 100),
  overlap: fc.constantFrom(0, 0, 1),
});
type Story = typeof story extends fc.Arbitrary<infer One> ? One : never;

const shown = new Map<string, number>();
const count = (what: string): Map<string, number> => shown.set(what, (shown.get(what) ?? 0) + 1);

let original: PaidShop;

beforeAll(async () => {
  original = await paidShop();
});
afterEach(() => jest.restoreAllMocks());

/** Lets the database fail from a request on, as for a process that dies. */
function dieAt(world: ShopWorld, request: number): void {
  let requests = 0;
  breaking(world.memory, () => (requests += 1) > request);
}

interface ToldOrder extends Order {
  readonly id: string;
  readonly paidAt: number;
}

/** Tells WeChat's lists what is so by now. */
function learn(world: ShopWorld, orders: readonly ToldOrder[]): void {
  const { now } = world.clock;
  const { paid } = world.weChat;
  if (paid === undefined) throw new Error('The shop has no paid orders.');
  paid.orders = orders
    .filter(({ paidAt, listedAfter }) => paidAt + listedAfter * SECOND <= now)
    .map(({ id, paidAt, type, refundedAfter }) => {
      const isRefunded = refundedAfter !== null && paidAt + refundedAfter * SECOND <= now;
      const shipping = type === undefined ? {} : { shipping: { logistics_type: type } };
      return { id, at: paidAt, order_state: isRefunded ? 5 : 1, ...shipping };
    });
  for (const { id, paidAt, knownAfter, account } of orders)
    if (knownAfter !== null && paidAt + knownAfter * SECOND <= now)
      world.orders.set(`${account}//${id}`, 301);
}

/** Tells whether an order must come onto the board, must not, or may. */
function expectedOf({ paidAt, type, knownAfter, refundedAfter }: ToldOrder): boolean | 'may' {
  if (knownAfter === null || (type !== undefined && type !== 2)) return false;
  if (refundedAfter === 0) return false;
  const lastStepAt = paidAt - (paidAt % MINUTE) + 30 * MINUTE;
  return refundedAfter === null && paidAt + knownAfter * SECOND < lastStepAt ? true : 'may';
}

async function play({ orders: given, ticks, pageSize, overlap }: Story): Promise<void> {
  const world = original.world.copy();
  const paid = { ...paidList(), pageSize, overlap };
  world.weChat.paid = paid;
  const orders = given.map((one, n): ToldOrder => {
    return { ...one, id: `A-${n}`, paidAt: NOON + one.paidAfter * SECOND };
  });
  const processes = Array.from({ length: PROCESSES }, () => world.instance(SETTINGS));
  for (let n = 0; world.clock.now < NOON + (PAYING + 35) * MINUTE; n += 1) {
    const { after, process, clock, trouble } = ticks[n % ticks.length] ?? ticks[0] ?? NO_TICK;
    const isOver = world.clock.now >= NOON + TROUBLED * MINUTE;
    const at = world.clock.now + (isOver ? QUIET_MS : after * SECOND);
    const isTroubled = !isOver && trouble !== null;
    world.clock.now = at + clock;
    learn(world, orders);
    paid.errcode = isTroubled && typeof trouble === 'number' ? trouble : 0;
    if (isTroubled && typeof trouble === 'object') dieAt(world, trouble.diesAt);
    const phone = boardPhone(processes[process] ?? world, n % 3 === 0 ? 'o-clerk' : 'o-owner');
    if (isTroubled) await phone.refresh().catch(() => undefined);
    else await phone.refresh();
    jest.restoreAllMocks();
    if (isTroubled) count(typeof trouble === 'number' ? `refused ${trouble}` : 'died');
    if (isTroubled && typeof trouble === 'object') processes[process] = world.instance(SETTINGS);
    world.clock.now = at;
  }
  const rows = async (openId: string): Promise<readonly string[]> => {
    const phone = boardPhone(world, openId);
    await phone.refresh({ isOpening: true });
    return phone.rows().map(({ orderId }) => orderId);
  };
  const [all, ofStoreOne] = [await rows('o-owner'), await rows('o-clerk')];
  for (const one of orders) {
    const expected = expectedOf(one);
    const times = all.filter((id) => id === one.id).length;
    count(expected === true ? 'must' : expected === false ? 'must not' : 'may');
    if (expected === 'may') expect(times).toBeLessThanOrEqual(1);
    else expect([one.id, times]).toEqual([one.id, expected ? 1 : 0]);
    expect(ofStoreOne.includes(one.id)).toBe(times === 1 && one.account === 'shop-one');
  }
  // Readings are a minute apart, but for the clocks' difference.
  const reads = [...new Set(paid.asked.map(([, to]) => to))];
  for (const [n, to] of reads.entries())
    if (n > 0) expect(to - (reads[n - 1] ?? 0)).toBeGreaterThanOrEqual(58);
  world.clock.now += 30 * MINUTE;
  await world.call('sweep', '', {}, 'wx_trigger');
  const left = JSON.stringify([...(world.memory.collection(COLLECTIONS.deliveries) ?? [])]);
  expect(left).not.toContain(`"paid","id":"${APP_ID}`);
}

const PART = 5;
const NO_TICK = { after: 20, process: 0, clock: 0, trouble: null };

it('a paid order whose delivery WeChat knows within half an hour is on the board of its store once', async () => {
  await fc.assert(fc.asyncProperty(story, play), { numRuns: PAID_STORIES });
  const sides = [...shown].map(([what, times]) => `${what} ${times}`).join(', ');
  process.stdout.write(`\npaid orders: ${sides}\n`);
  expect([...shown.keys()]).toEqual(expect.arrayContaining(['must', 'must not', 'may', 'died']));
});

/**
 * Plays a fifth of a day of 12 hours with 500 paid orders. Half of them are never delivered, the
 * others are placed 3 to 9 minutes after their payment. @returns the day's questions for orders
 * that were not known yet
 */
async function questionsADay(accounts: number): Promise<number> {
  const { world, paid, stores } = await paidShop();
  const names = ['shop-one', 'shop-two'];
  for (let n = 3; n <= accounts; n += 1) {
    await newAccount(world, `C${n}`, `shop-${n}`, `secret-${n}`, stores.one);
    names.push(`shop-${n}`);
  }
  const partMs = (12 * 60 * MINUTE) / PART;
  const begins = world.clock.now;
  const orders = Array.from({ length: 500 / PART }, (_none, n) => {
    const at = begins + (n * PART * partMs) / 500;
    const placedAt = n % 2 === 0 ? at + (3 + (n % 7)) * MINUTE : Infinity;
    return { id: `A-${n}`, at, placedAt, account: names[(n / 2) % names.length] };
  });
  paid.orders = orders.map(({ id, at }) => ({ id, at }));
  const phone = boardPhone(world, 'o-owner');
  const isKnown = (id: string): boolean =>
    world.memory.collection(COLLECTIONS.deliveries)?.get(id)?.['isKnown'] === true;
  let questions = 0;
  const known = new Set<string>();
  while (world.clock.now < begins + partMs + 40 * MINUTE) {
    world.clock.now += 45 * SECOND;
    for (const { id, placedAt, account } of orders)
      if (placedAt <= world.clock.now && !world.orders.has(`${account}//${id}`))
        // Ended at once, so that the board asks no more for it.
        world.orders.set(`${account}//${id}`, 302);
    const { asked } = await phone.refresh();
    questions += asked.filter((id) => !known.has(id)).length;
    for (const id of asked) if (isKnown(id)) known.add(id);
  }
  expect(known.size).toBe(250 / PART);
  expect(counterIn(world, APP_ID)).toMatchObject({ taken: 500 / PART });
  return PART * questions;
}

it('ask at most 5,000 questions a day at three accounts', async () => {
  const [three, eight] = [await questionsADay(3), await questionsADay(8)];
  process.stdout.write(
    `\n500 paid orders a day, half never delivered: ${three} questions at 3 accounts, ${eight} at 8\n`,
  );
  expect(three).toBeLessThanOrEqual(5000);
});
