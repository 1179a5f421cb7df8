import fc from 'fast-check';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { boardPhone } from '../support/board-phone';
import { NOON, SECOND, MINUTE } from '../support/delivery-reports';
import { RUSH_STORIES } from '../support/fuzz';
import { SdkError } from '../support/memory-database';
import type { ShopWorld } from '../support/shop-world';
import { newAccount, twoStoreShop } from '../support/two-store-shop';

/** Seconds after an order was brought at which WeChat is asked for it. */
const STEPS = [0, 60, 180, 600, 1800];
const ACCOUNTS = ['shop-one', 'third'] as const;
/** Time for which a failed question, or one that found nothing, keeps an account unasked. */
const UNASKED_MS = MINUTE;
/** Time after which an order that a person brought is awaited no more, less a little. */
const STORY_ENDS = NOON + 58 * MINUTE;

type Trouble = 'busy' | 'token' | 'reads' | 'writes';

const moment = fc.record({
  after: fc.constantFrom(1, 20, 45, 61, 90, 240, 600),
  event: fc.oneof(
    { weight: 4, arbitrary: fc.constant('board' as const) },
    { weight: 2, arbitrary: fc.constantFrom<Trouble>('busy', 'token', 'reads', 'writes') },
    { weight: 2, arbitrary: fc.constant('heals' as const) },
    { weight: 1, arbitrary: fc.constant('looks-up' as const) },
  ),
});

const story = fc.record({
  isRegistered: fc.boolean(),
  /** True where WeChat knows the order by the other id that its label may mean. */
  isByOther: fc.boolean(),
  learnsAfter: fc.integer({ min: -10, max: 1790 }),
  account: fc.constantFrom(...ACCOUNTS),
  begins: fc.constantFrom<'heals' | Trouble>('heals', 'heals', 'busy', 'token', 'writes'),
  moments: fc.array(moment, { minLength: 1, maxLength: 7, size: 'max' }),
});
type Story = typeof story extends fc.Arbitrary<infer One> ? One : never;

/** What the stories have shown, so that no side of the law goes untried. */
const shown = new Set<string>();

let original: ShopWorld;
let key: string;

beforeAll(async () => {
  const { world, stores } = await twoStoreShop();
  await newAccount(world, 'SS', 'third', 'secret-3', stores.one);
  const wanted = { label: '一店', stores: [stores.one] };
  ({ key } = await world.shop('o-owner', 'make-register-key', wanted));
  original = world;
});

/** Breaks what a trouble names: one account, WeChat's token, or the orders' database. */
function suffer(world: ShopWorld, { account }: Story, trouble: Trouble | null): void {
  jest.restoreAllMocks();
  world.orders.delete(`${account}//A`);
  world.orders.delete(`${account}//B`);
  world.weChat.token = trouble === 'token' ? 'upstream-timeout' : 'given';
  if (trouble === 'token') world.forgetToken();
  if (trouble === 'busy')
    for (const id of ['A', 'B']) world.orders.set(`${account}//${id}`, 'wechat-busy');
  if (trouble !== 'reads' && trouble !== 'writes') return;
  const database = world.memory.database();
  const real = database.collection.bind(null);
  jest.spyOn(database, 'collection').mockImplementation((name) => {
    if (name !== COLLECTIONS.deliveries) return real(name);
    if (trouble === 'reads') throw new SdkError(-502001);
    const update = () => Promise.reject(new SdkError(-502001));
    return { ...real(name), where: (one) => ({ ...real(name).where(one), update }) };
  });
}

async function play(told: Story): Promise<void> {
  const { isRegistered, isByOther, learnsAfter, account, begins, moments } = told;
  const world = original.copy();
  world.clock.now = NOON;
  const learnsAt = NOON + learnsAfter * SECOND;
  const step = STEPS.find((seconds) => NOON + seconds * SECOND > learnsAt) ?? 0;
  const id = isByOther && !isRegistered ? 'B' : 'A';
  let trouble: Trouble | null = null;
  let unaskedUntil = 0;
  const set = (next: Trouble | 'heals'): void => {
    if (trouble !== null) unaskedUntil = world.clock.now + UNASKED_MS;
    trouble = next === 'heals' ? null : next;
    suffer(world, told, trouble);
  };
  /** Lets WeChat know the order from its time on, unless the account is in trouble. */
  const learn = (): void => {
    if (world.clock.now >= learnsAt && trouble !== 'busy')
      world.orders.set(`${account}//${id}`, 301);
  };
  set(begins);
  learn();
  // What is not written is sent again, as a phone and a system do.
  const bring = async (): Promise<boolean> => {
    const orders = isRegistered ? [{ orderId: 'A' }] : [['A', 'B']];
    const answer = isRegistered
      ? await world.call('getOrder', '', { action: 'register', key, orders }, 'wx_http')
      : await world.call('getOrder', 'o-clerk', { action: 'add-orders', orders });
    return JSON.stringify(answer).includes(isRegistered ? '"taken":1' : '"outcome":"awaited"');
  };
  expect(await bring()).toBe(true);
  const phone = boardPhone(world, 'o-clerk');
  // The board is not asked for each time, which would take most of a story's time.
  const isFound = (): boolean => {
    const { isKnown, boardStoreIds } =
      world.memory.collection(COLLECTIONS.deliveries)?.get(id) ?? {};
    return isKnown === true && Array.isArray(boardStoreIds) && boardStoreIds.length === 1;
  };
  const refresh = async (): Promise<void> => {
    const asked = world.asked.length;
    const canBeDue = trouble === null && world.clock.now >= unaskedUntil;
    if (trouble === null) await phone.refresh();
    else await phone.refresh().catch(() => undefined);
    const { now } = world.clock;
    if (world.asked.length > asked) unaskedUntil = Math.max(unaskedUntil, now + UNASKED_MS);
    if (now < NOON + step * SECOND || !canBeDue) return;
    shown.add(step === 0 ? 'found at once' : 'found by its next step');
    expect(isFound()).toBe(true);
  };
  for (const { after, event } of moments) {
    if (world.clock.now + after * SECOND >= STORY_ENDS) break;
    world.clock.now += after * SECOND;
    learn();
    shown.add(event);
    if (event === 'board') await refresh();
    else if (event === 'looks-up') {
      const input = { action: 'look-up', orderId: id, exact: true };
      await world.call('getOrder', 'o-clerk', input);
      unaskedUntil = Math.max(unaskedUntil, world.clock.now + UNASKED_MS);
    } else {
      set(event);
      learn();
    }
  }
  set('heals');
  world.clock.now = Math.max(world.clock.now + MINUTE, NOON + step * SECOND);
  learn();
  await refresh();
  expect(isFound()).toBe(true);
  await phone.refresh({ isOpening: true });
  expect(phone.rows()).toMatchObject([{ kind: 'known', orderId: id }]);
}

it('an awaited order that WeChat learns of before its last step is found by its next one, whatever failed in between', async () => {
  await fc.assert(fc.asyncProperty(story, play), { numRuns: RUSH_STORIES });
  jest.restoreAllMocks();
  expect([...shown]).toEqual(
    expect.arrayContaining(['found by its next step', 'busy', 'token', 'writes', 'looks-up']),
  );
});
