import { type Action, createActions } from '../../../dev/host/actions';
import { type Sandbox, createSandbox } from '../../../dev/sandbox/sandbox';
import { boardAnswer } from '../../support/board-rows';

const BEGINNING = Date.parse('2026-03-02T12:00:00+08:00');

let now: number;
let sandbox: Sandbox;
let actions: ReadonlyMap<string, Action>;
let orderId: string;
let addedIds: readonly string[];
let switched: unknown[] = [];
/** Time that the clock shows instead of `now`, or null. */
let past: number | null = null;

beforeEach(() => {
  now = BEGINNING;
  const clock = {
    now: () => past ?? now,
    jump: (byMs: number) => {
      now += byMs;
    },
    showPast: (time: number | null) => {
      past = time;
    },
  };
  sandbox = createSandbox({ now: clock.now });
  addedIds = [];
  switched = [];
  const cloud = {
    invoke: (_name: string, { orders }: { readonly orders?: readonly (readonly string[])[] }) => {
      if (orders === undefined)
        return Promise.resolve({ result: { ok: true, serverTime: now, data: boardAnswer() } });
      addedIds = orders.flat();
      const added = addedIds.map((one) => ({ orderId: one, outcome: 'under-way' }));
      const data = { added, queueSeconds: 0 };
      return Promise.resolve({ result: { ok: true, serverTime: now, data } });
    },
  };
  const movingOn = { set: (...args: readonly unknown[]) => switched.push(args) };
  // These buttons use nothing else of a world.
  const world = { sandbox, clock, cloud, movingOn } as unknown as Parameters<
    typeof createActions
  >[0];
  actions = createActions(world, () => Promise.resolve());
  ({ orderId } = sandbox.placeOrder());
});

async function press(name: string, body: object): Promise<void> {
  await actions.get(name)?.(body);
}

/** Returns the seconds by which an action moved the clock. */
async function secondsOf(name: string, body: object): Promise<number> {
  const before = now;
  await press(name, body);
  return (now - before) / 1000;
}

const delivery = () => sandbox.deliveries().find((one) => one.orderId === orderId);

describe('a button that changes a delivery', () => {
  it.each([
    ['move', [], { status: 102 }, 102],
    ['advance', [], { status: 301 }, 301],
    ['change-rider', [102, 201], {}, 102],
    ['move', [102, 201, 202, 301], { status: 304 }, 304],
    ['move', [], { status: 103 }, 103],
  ] as const)('%s from %j: 20 s go by, and then it happens', async (name, before, body, status) => {
    for (const code of before) sandbox.move(orderId, code);
    expect(await secondsOf(name, { orderId, ...body })).toBe(20);
    expect(delivery()).toMatchObject({ status, changedAt: now });
  });

  it('outlasts what is told of one that has ended, when it comes to life again', async () => {
    sandbox.move(orderId, 502);
    expect(await secondsOf('move', { orderId, status: 102 })).toBe(60);
    expect(delivery()).toMatchObject({ status: 102, changedAt: now });
  });

  it.each([
    ['move', { status: 302 }],
    ['advance', { status: 101 }],
    ['change-rider', {}],
    ['move', { orderId: 'no-such-order', status: 102 }],
    ['advance', { orderId: 'no-such-order', status: 102 }],
    ['change-rider', { orderId: 'no-such-order' }],
  ])('%s takes no time when it is refused: %j', async (name, body) => {
    await expect(press(name, { orderId, ...body })).rejects.toThrow(/[一-龥]/);
    expect(now).toBe(BEGINNING);
  });

  it('places forty at once, in no time, and shows the present again', async () => {
    expect(await secondsOf('place-crowd', {})).toBe(0);
    expect(sandbox.deliveries()).toHaveLength(41);
    expect(past).toBeNull();
    expect(addedIds).toEqual([]);
  });

  it('puts the forty on the board, and no other, when that is asked for', async () => {
    await press('place-crowd', { isOnBoard: true });
    const placed = sandbox.deliveries().map((one) => one.orderId);
    expect([...addedIds].sort()).toEqual(placed.filter((one) => one !== orderId).sort());
  });

  it('lets one move on by itself, or all, but none that is not there', async () => {
    await press('move-on', { orderId, isOn: true });
    await press('move-on', { orderId: null, isOn: false });
    await expect(press('move-on', { orderId: 'no-such', isOn: true })).rejects.toThrow(/没有订单/);
    expect(switched).toEqual([
      [orderId, true],
      [null, false],
    ]);
    expect(now).toBe(BEGINNING);
  });

  it('moves an order of 同城配送 by WeChat’s number', async () => {
    const { wxOrderId } = sandbox.placeIntracityOrder();
    const shown = () => sandbox.deliveries().find((one) => one.orderId === wxOrderId)?.status;
    expect(await secondsOf('advance', { orderId: wxOrderId, status: 50000 })).toBe(20);
    expect(shown()).toBe(50000);
    await press('move', { orderId: wxOrderId, status: 90000 });
    expect(shown()).toBe(90000);
    await press('move', { orderId: wxOrderId, status: 70000 });
    const busy = { name: 'busy', orderId: wxOrderId, times: null };
    expect(await secondsOf('fault', busy)).toBe(60);
    await expect(press('change-rider', { orderId: wxOrderId })).rejects.toThrow(/[一-龥]/);
  });

  it('takes no time when it places an order that nobody has asked for', async () => {
    expect(await secondsOf('place-order', {})).toBe(0);
    expect(await secondsOf('place-intracity-order', {})).toBe(0);
    expect(await secondsOf('place-intracity-order', {})).toBe(0);
    const stores = sandbox.deliveries().map(({ store }) => store);
    expect(new Set(stores).size).toBe(2);
  });
});

describe('a button that lets something go wrong', () => {
  it('lets 20 s go by, for one order as for all, once as until it is switched off', async () => {
    for (const fault of [
      { name: 'http-500', orderId: null, times: null },
      { name: 'hang', orderId: null, times: 1 },
      { name: 'busy', orderId, appId: 'wx1', times: null },
    ])
      expect(await secondsOf('fault', fault)).toBe(20);
    expect(sandbox.faults.active().map(({ appId }) => appId)).toEqual([null, null, 'wx1']);
  });

  it('lets as much go by when it is switched off, and nothing when it had gone off by itself', async () => {
    await press('fault', { name: 'odd-types', orderId: null, times: 1 });
    expect(await secondsOf('fault-off', { name: 'odd-types' })).toBe(20);
    await press('fault', { name: 'odd-types', orderId: null, times: 1 });
    sandbox.faults.take('odd-types', orderId);
    expect(await secondsOf('fault-off', { name: 'odd-types' })).toBe(0);
    expect(await secondsOf('fault-off', { name: null })).toBe(0);
  });

  it('outlasts what is told of an order that has ended, when it is for that one', async () => {
    sandbox.move(orderId, 103);
    expect(await secondsOf('fault', { name: 'busy', orderId, times: null })).toBe(60);
    expect(await secondsOf('fault-off', { name: null })).toBe(60);
  });
});
