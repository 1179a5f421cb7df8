import { openDemoShop } from '../../dev/host/open-demo-shop';
import { type Person, CLERK, MANAGER, REMOVED, STRANGER } from '../../dev/host/people';
import { SERVING_SECONDS } from '../../dev/protocol/serving-time';
import { DEMO_ACCOUNTS, FIRST_STORE, SECOND_STORE, placementAt } from '../../dev/sandbox/account';
import { COURIERS } from '../../dev/sandbox/couriers';
import type { Answer } from '../../miniprogram/contract/cloud-api';
import { callAs, emptyWorldForEach } from '../support/local-world';

const ORDER_GET = '/cgi-bin/express/local/business/order/get';

const world = emptyWorldForEach();

const shopAs = (person: Person, event: object) => callAs(world(), person, 'shop', event);
const lookUpAs = (person: Person, orderId: unknown) =>
  callAs(world(), person, 'getOrder', { action: 'look-up', orderId });
const outcomeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.error.code);

/** Counts a call's requests to the database and to WeChat. */
async function costOf(call: () => Promise<Answer<unknown>>) {
  const asked = (): number => world().sandbox.requests().get(ORDER_GET) ?? 0;
  const before = asked();
  const outcome = outcomeOf(await call());
  const { databaseRequests } = world().cloud.log().at(-1) ?? { databaseRequests: NaN };
  return { outcome, databaseRequests, asked: asked() - before };
}

describe('an order of another store', () => {
  beforeEach(() => openDemoShop(world().cloud));

  it('is to a manager what does not exist, whoever asked first', async () => {
    const placement = placementAt(SECOND_STORE, 'MTPS');
    if (placement === null) throw new Error('The second store has no such account.');
    const { orderId } = world().sandbox.placeOrder({ ...placement, courierId: 'MTPS' });
    world().sandbox.move(orderId, 102);
    const unknown = withoutIds(await lookUpAs(MANAGER, 'NO-SUCH-ORDER'));

    expect(withoutIds(await lookUpAs(MANAGER, orderId))).toEqual(unknown);
    expect(await lookUpAs(CLERK, orderId)).toMatchObject({ ok: true });
    expect(withoutIds(await lookUpAs(MANAGER, orderId))).toEqual(unknown);
    const reveal = { action: 'reveal-phone', orderId };
    expect(withoutIds(await callAs(world(), MANAGER, 'getOrder', reveal))).toEqual(unknown);
    const rider = COURIERS.MTPS.riders.map(({ phone }) => phone);
    const told = JSON.stringify(world().cloud.log());
    expect(rider.filter((phone) => told.includes(phone))).toEqual([]);
  });
});

describe('a stranger', () => {
  beforeEach(() => openDemoShop(world().cloud));

  it.each([STRANGER, REMOVED])(
    'or somebody removed ($id) costs one look at the database',
    async (person) => {
      const { orderId } = world().sandbox.placeOrder({ courierId: 'SS', ...placementOf('SS') });
      const deep = JSON.parse('{"a":'.repeat(60) + '1' + '}'.repeat(60)) as object;
      const calls = [
        () => lookUpAs(person, orderId),
        () => lookUpAs(person, 'NO-SUCH-ORDER'),
        () => lookUpAs(person, 'DEMO-1001'),
        () => callAs(world(), person, 'getOrder', { action: 'reveal-phone', orderId }),
        () => callAs(world(), person, 'getOrder', deep),
        () =>
          callAs(world(), person, 'getOrder', {
            action: 'look-up',
            orderId,
            filler: 'x'.repeat(90_000),
          }),
        () => shopAs(person, { action: 'list-people' }),
        () => shopAs(person, { action: 'invite', role: 'owner', stores: 'all' }),
        () =>
          shopAs(
            person,
            JSON.parse('{"action":"settings","__proto__":{"role":"owner"}}') as object,
          ),
        () => shopAs(person, { action: 'no-such-action' }),
      ];
      // A new process learns the time at its first call.
      await lookUpAs(person, orderId);
      await shopAs(person, { action: 'settings' });
      const answers = [];
      for (const call of calls) {
        const { outcome, databaseRequests, asked } = await costOf(call);
        answers.push(outcome);
        expect(asked).toBe(0);
        expect(databaseRequests).toBeLessThanOrEqual(1);
      }
      expect(new Set(answers)).toEqual(new Set(['not-staff']));
    },
  );
});

describe('a look-up', () => {
  beforeEach(() => openDemoShop(world().cloud));

  it('asks WeChat once where the order is known, and once for all who ask soon after; else no more than the pairs of the person’s stores', async () => {
    const { orderId } = world().sandbox.placeOrder({ courierId: 'SS', ...placementOf('SS') });
    const pairs = DEMO_ACCOUNTS.filter(({ stores }) =>
      stores.some(({ store }) => store === FIRST_STORE),
    ).length;
    expect(pairs).toBe(4);
    // Which accounts come first depends on their ids, which are random.
    const found = await costOf(() => lookUpAs(MANAGER, orderId));
    expect(found).toMatchObject({ outcome: 'ok' });
    expect(found.asked).toBeLessThanOrEqual(pairs);
    for (const [first, second] of [
      [MANAGER, CLERK],
      [CLERK, MANAGER],
    ] as const) {
      world().clock.jump(SERVING_SECONDS * 1000);
      expect(await costOf(() => lookUpAs(first, orderId))).toMatchObject({ asked: 1 });
      expect(await costOf(() => lookUpAs(second, orderId))).toMatchObject({ asked: 0 });
    }
    const unknown = () => lookUpAs(MANAGER, 'NO-SUCH-ORDER');
    expect(await costOf(unknown)).toMatchObject({ outcome: 'order-not-found', asked: pairs });
    expect(await costOf(unknown)).toMatchObject({ outcome: 'order-not-found', asked: 0 });
  });
});

function placementOf(courierId: 'SS') {
  const placement = placementAt(FIRST_STORE, courierId);
  if (placement === null) throw new Error(`The first store has no account with ${courierId}.`);
  return placement;
}

/** Removes an answer's ids and times. */
function withoutIds(answer: Answer<unknown>): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) =>
      ['serverTime', 'traceId', 'rid'].includes(name) ? undefined : value,
    ),
  );
}
