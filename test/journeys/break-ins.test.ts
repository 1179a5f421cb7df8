import { openDemoShop } from '../../dev/host/open-demo-shop';
import { type Person, CLERK, MANAGER, REMOVED, STRANGER } from '../../dev/host/people';
import { SERVING_SECONDS } from '../../dev/protocol/serving-time';
import {
  type DemoStore,
  DEMO_ACCOUNTS,
  FIRST_STORE,
  SECOND_STORE,
  placementAt,
} from '../../dev/sandbox/account';
import { COURIERS } from '../../dev/sandbox/couriers';
import type { Answer } from '../../miniprogram/contract/cloud-api';
import { callAs, emptyWorldForEach } from '../support/local-world';

const ORDER_GET = '/cgi-bin/express/local/business/order/get';

const world = emptyWorldForEach(({ cloud }) => openDemoShop(cloud));

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

it('an order of another store is to a manager what does not exist, whoever asked first', async () => {
  const orderId = placeAt(SECOND_STORE, 'MTPS');
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

it.each([STRANGER, REMOVED])(
  'a stranger or somebody removed ($id) costs one look at the database',
  async (person) => {
    const orderId = placeAt(FIRST_STORE, 'SS');
    const lookUp = { action: 'look-up', orderId };
    const deep = JSON.parse('{"a":'.repeat(60) + '1' + '}'.repeat(60)) as object;
    const forged = JSON.parse('{"action":"settings","__proto__":{"role":"owner"}}') as object;
    const calls = [
      ['getOrder', lookUp],
      ['getOrder', { ...lookUp, orderId: 'NO-SUCH-ORDER' }],
      ['getOrder', { ...lookUp, orderId: 'DEMO-1001' }],
      ['getOrder', { action: 'reveal-phone', orderId }],
      ['getOrder', deep],
      ['getOrder', { ...lookUp, filler: 'x'.repeat(90_000) }],
      ['shop', { action: 'list-people' }],
      ['shop', { action: 'invite', role: 'owner', stores: 'all' }],
      ['shop', forged],
      ['shop', { action: 'no-such-action' }],
    ] as const;
    // A new process learns the time at its first call.
    await lookUpAs(person, orderId);
    await callAs(world(), person, 'shop', { action: 'settings' });
    const answers = [];
    for (const [name, event] of calls) {
      const cost = await costOf(() => callAs(world(), person, name, event));
      const { outcome, databaseRequests, asked } = cost;
      answers.push(outcome);
      expect(asked).toBe(0);
      expect(databaseRequests).toBeLessThanOrEqual(1);
    }
    expect(new Set(answers)).toEqual(new Set(['not-staff']));
  },
);

it('a look-up asks WeChat once where the order is known, and once for all who ask soon after; else no more than the pairs of the person’s stores', async () => {
  const orderId = placeAt(FIRST_STORE, 'SS');
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

function placeAt(store: DemoStore, courierId: 'SS' | 'MTPS'): string {
  const placement = placementAt(store, courierId);
  if (placement === null) throw new Error(`The store has no account with ${courierId}.`);
  return world().sandbox.placeOrder({ courierId, ...placement }).orderId;
}

function withoutIds(answer: Answer<unknown>): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) =>
      ['serverTime', 'traceId', 'rid'].includes(name) ? undefined : value,
    ),
  );
}
