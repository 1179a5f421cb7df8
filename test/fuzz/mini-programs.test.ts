import fc from 'fast-check';
import { type Place, subscribeToSeen } from '../../dev/cloud/seen';
import type { Answer } from '../../miniprogram/contract/cloud-api';
import { type MallsShop, askedAtIn, CLERKS, mallsShop, ORDERS } from '../support/malls-shop';
import { type Mall, type Way, MALLS, NO_ORDER, OUTAGES, WAYS } from '../support/malls-wechat';
import { STORIES } from '../support/fuzz';

const AMPLE = 1_000_000;
/** Seconds after which every order under way is due in a list, and nothing keeps it from that. */
const ALL_DUE_SECONDS = 400;
/** Time for which a token that WeChat has refused twice is not tried again. */
const DEAD_MS = 31_000;

/** Mini-programs and orders by their numbers, so that a failed story is short to read. */
const mall = fc.nat(MALLS.length - 1);
const order = fc.nat(ORDERS.length - 1);
const who = fc.constantFrom(...CLERKS);
const fails = fc.record({
  kind: fc.constant('fails' as const),
  mall,
  way: fc.constantFrom(...(Object.keys(WAYS) as Way[])),
  endsTokens: fc.boolean(),
});
const heals = fc.record({ kind: fc.constant('heals' as const), mall });
const asksItself = fc.record({
  kind: fc.constant('asks-itself' as const),
  mall,
  questions: fc.integer({ min: 1, max: 20 }),
});
const looksUp = fc.record({
  kind: fc.constant('looks-up' as const),
  who,
  orders: fc.uniqueArray(order, { minLength: 1, maxLength: 4 }),
});
const looksUpNothing = fc.record({ kind: fc.constant('looks-up-nothing' as const), who });
const refreshes = fc.record({
  kind: fc.constant('refreshes' as const),
  who,
  /** Lists of people, the board, or both at once on two instances. */
  lists: fc.subarray(['list', 'board'] as const, { minLength: 1 }),
});

/** Moments of a story, at each of which time passes and something happens. */
function storiesOf(...seconds: readonly number[]) {
  const event = fc.oneof(
    { weight: 4, arbitrary: fails },
    { weight: 2, arbitrary: heals },
    { weight: 1, arbitrary: asksItself },
    { weight: 5, arbitrary: looksUp },
    { weight: 1, arbitrary: looksUpNothing },
    { weight: 5, arbitrary: refreshes },
  );
  const moment = fc.record({ after: fc.constantFrom(...seconds), event });
  return fc.record({
    /** True where all orders are known at the beginning. */
    isWellOn: fc.boolean(),
    moments: fc.array(moment, { minLength: 1, maxLength: 40, size: 'max' }),
  });
}
type Told = ReturnType<typeof storiesOf> extends fc.Arbitrary<infer One> ? One : never;
type Event = Told['moments'][number]['event'];
type Order = (typeof ORDERS)[number];

function oneOf<One>(all: readonly One[], number: number): One {
  const one = all[number];
  if (one === undefined) throw new Error(`There is no ${number}.`);
  return one;
}

/** What was planted: AppSecrets and the companies' secrets of the mini-programs. */
const PLANTED = MALLS.flatMap(({ secret, shops }) => [secret, ...shops.map((one) => one.secret)]);
const SECRET = new RegExp([...PLANTED, 'token-\\d+-of-wx'].join('|'));

/** Places that were looked into, and secrets that were seen in them. */
const looked = new Set<Place>();
const leaks: string[] = [];
const stopLooking = subscribeToSeen((place, value) => {
  looked.add(place);
  const [secret] = SECRET.exec(JSON.stringify(value)) ?? [];
  if (secret !== undefined) leaks.push(`${secret} in the ${place}`);
});

/** The shop in a story, and what of it the laws need. */
class Story {
  readonly #shop: MallsShop;
  /** Time until which the tokens of mini-programs were dead. */
  readonly #deadUntil = new Map<Mall, number>();
  /** What happened against the laws. */
  readonly #breaches: string[] = [];
  #nobodys = 0;

  constructor(shop: MallsShop) {
    this.#shop = shop;
  }

  get #now(): number {
    return this.#shop.world.clock.now;
  }

  /** @returns what happened against the laws */
  async tell({ isWellOn, moments }: Told): Promise<readonly string[]> {
    // Nobody may look up more in a minute.
    const some = [0, 1, 2, 3, 4, 5].map((n) => 3 * n);
    for (const first of isWellOn ? [0, 1, 2] : []) {
      const orders = some.map((number) => number + first);
      await this.#happen(60, { kind: 'looks-up', who: 'o-owner', orders });
    }
    for (const { after, event } of moments) await this.#happen(after, event);
    const [kept] = SECRET.exec(JSON.stringify(this.#shop.world.memory.dump())) ?? [];
    if (kept !== undefined) this.#breaches.push(`${kept} lies plain in the database`);
    return [...this.#breaches, ...this.#shop.weChat.breaches, ...leaks];
  }

  async #happen(after: number, event: Event): Promise<void> {
    const { world, other, weChat } = this.#shop;
    world.clock.now += 1000 * after;
    switch (event.kind) {
      case 'fails':
        this.#noteDead(oneOf(MALLS, event.mall));
        weChat.fail(oneOf(MALLS, event.mall), event.way, event.endsTokens);
        return;
      case 'heals':
        this.#noteDead(oneOf(MALLS, event.mall));
        weChat.heal(oneOf(MALLS, event.mall));
        return;
      case 'asks-itself':
        weChat.askAsMall(oneOf(MALLS, event.mall), event.questions);
        return;
      case 'looks-up': {
        const asked = event.orders.map(async (number) => {
          const { orderId, mall } = oneOf(ORDERS, number);
          const isKnown = this.#askedAt(orderId) > 0;
          const instance = number % 2 === 0 ? world : other;
          const input = { action: 'look-up', orderId };
          this.#checkAnswer(await instance.call('getOrder', event.who, input), mall, isKnown);
        });
        await Promise.all(asked);
        return;
      }
      case 'looks-up-nothing': {
        this.#nobodys += 1;
        const input = { action: 'look-up', orderId: `order-${this.#nobodys}-of-nobody` };
        this.#checkAnswer(await other.call('getOrder', event.who, input), null, false);
        return;
      }
      case 'refreshes':
        await this.#refresh(event.who, event.lists, after >= ALL_DUE_SECONDS);
    }
  }

  /** Refreshes lists at the same time, each on an instance of its own. */
  async #refresh(
    who: string,
    lists: readonly ('list' | 'board')[],
    isAllDue: boolean,
  ): Promise<void> {
    const { world, other } = this.#shop;
    const known = ORDERS.filter(({ orderId }) => this.#askedAt(orderId) > 0);
    const orderIds = known.map(({ orderId }) => orderId);
    const at = this.#now;
    const answers = await Promise.all(
      lists.map((name) =>
        name === 'list'
          ? other.call('getOrder', who, { action: 'refresh-orders', orderIds })
          : world.call('getOrder', 'o-owner', { action: 'board', marks: [] }),
      ),
    );
    for (const answer of answers)
      if (!answer.ok) this.#breaches.push(`${lists.join()}: ${answer.error.code}`);
    if (!isAllDue) return;
    const isLeft = ({ mall, orderId }: Order): boolean =>
      this.#isWell(mall) && this.#askedAt(orderId) < at;
    const left = known.filter(isLeft).map(({ orderId }) => orderId);
    if (left.length > 0) this.#breaches.push(`${lists.join()} left ${left.join()}`);
  }

  /**
   * Checks that an order is answered, unless its mini-program fails; that one is named then, of an
   * order that nobody knows also another one that fails; of an outage nobody.
   *
   * @param mall mini-program that placed the order; null where nobody has
   */
  #checkAnswer(answer: Answer<unknown>, mall: Mall | null, isKnown: boolean): void {
    if (answer.ok) return;
    const { code, miniProgram } = answer.error;
    const failing = MALLS.filter((one) => !this.#isWell(one) && (!isKnown || one === mall));
    const one = failing.find(({ name }) => name === miniProgram);
    const told = `${code}, ${miniProgram ?? 'nobody'} is named`;
    if (mall !== null && !failing.includes(mall))
      this.#breaches.push(`an order of ${mall.name}: ${told}`);
    else if (miniProgram !== undefined) {
      if (one === undefined || !this.#mayBeNamed(one)) this.#breaches.push(told);
    } else {
      const isToBeNamed = failing.some(
        (each) => !this.#isOutage(each) && (each === mall || this.#isRefusedAlways(each)),
      );
      const isOutage = failing.some((each) => this.#isOutage(each));
      const codes = isOutage ? ['upstream-timeout', 'upstream-failed'] : ['order-not-found'];
      if (isToBeNamed || !codes.includes(code)) this.#breaches.push(told);
    }
  }

  #wayOf(mall: Mall): Way | undefined {
    return this.#shop.weChat.wayOf(mall);
  }

  #isOutage(mall: Mall): boolean {
    return OUTAGES.includes(this.#wayOf(mall) ?? 'quota');
  }

  /** Tells whether no question about an order is answered, whether or not there is a token. */
  #isRefusedAlways(mall: Mall): boolean {
    const way = this.#wayOf(mall);
    return way !== undefined && NO_ORDER.includes(way);
  }

  #isWell(mall: Mall): boolean {
    return this.#wayOf(mall) === undefined && !this.#wasDead(mall);
  }

  #mayBeNamed(mall: Mall): boolean {
    return this.#wasDead(mall) || (!this.#isWell(mall) && !this.#isOutage(mall));
  }

  #noteDead(mall: Mall): void {
    if (this.#wayOf(mall) === 'dead token') this.#deadUntil.set(mall, this.#now + DEAD_MS);
  }

  /** Tells whether a token may not be tried yet, because it was dead a moment ago. */
  #wasDead(mall: Mall): boolean {
    return this.#now < (this.#deadUntil.get(mall) ?? 0);
  }

  #askedAt(orderId: string): number {
    return askedAtIn(this.#shop.world, orderId);
  }
}

afterAll(stopLooking);

it('a mini-program that fails, in whatever way and at whatever moment, is named, and the others are answered; no secret of one is sent for another or seen in answers, errors, documents and logs, and no token forced', async () => {
  const stories = storiesOf(1, 20, ALL_DUE_SECONDS, 3700);
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const shop = await mallsShop(AMPLE);
      expect(await new Story(shop).tell(story)).toEqual([]);
    }),
    { numRuns: STORIES },
  );
});

it('a mini-program that itself asks at most half of its daily quota is never refused', async () => {
  const stories = storiesOf(20, ALL_DUE_SECONDS, 3700, 20_000);
  await fc.assert(
    fc.asyncProperty(stories, fc.integer({ min: 60, max: 400 }), async (story, limit) => {
      const shop = await mallsShop(limit);
      await new Story(shop).tell(story);
      expect(shop.weChat.breaches).toEqual([]);
    }),
    { numRuns: STORIES },
  );
});

it('no place that anything leaves by went without a look for secrets', () => {
  expect([...looked].sort()).toEqual(['answer', 'document', 'log']);
});
