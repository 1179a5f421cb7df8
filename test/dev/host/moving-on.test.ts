import { type MovingOn, createMovingOn } from '../../../dev/host/moving-on';
import { type Sandbox, createSandbox } from '../../../dev/sandbox/sandbox';
import { NOON } from '../../support/shown-deliveries';

const MINUTE = 60_000;

let now: number;
let past: number | null;
let sandbox: Sandbox;
let movingOn: MovingOn;
/** Changes of status: order id, status and time. */
let moves: (readonly [string, number, number])[];

beforeEach(() => {
  now = NOON;
  past = null;
  moves = [];
  const clock = {
    now: () => past ?? now,
    showPast: (time: number | null) => {
      past = time;
    },
  };
  sandbox = createSandbox({ now: clock.now });
  movingOn = createMovingOn(sandbox, clock);
  sandbox.subscribe((change) => {
    if (change.type === 'delivery')
      moves.push([change.orderId, statusOf(change.orderId), clock.now()]);
  });
});

const statusOf = (orderId: string): number =>
  sandbox.deliveries().find((one) => one.orderId === orderId)?.status ?? 0;

/** Lets time pass, minute by minute or at once. */
function pass(minutes: number, atOnce = false): void {
  for (let at = 0; at < (atOnce ? 1 : minutes); at += 1) {
    now += (atOnce ? minutes : 1) * MINUTE;
    movingOn.moveDue();
  }
}

/** Returns an order's changes after it was placed, in which each status comes once. */
const changesOf = (wanted: string) => {
  const own = moves.filter(([orderId]) => orderId === wanted);
  return own.filter(([, status], at) => at > 0 && status !== own[at - 1]?.[1]);
};

describe('deliveries that move on by themselves', () => {
  it.each([false, true])('go to their end, each at its own pace (all at once: %p)', (atOnce) => {
    const { orderId } = sandbox.placeOrder();
    const { orderId: slow } = sandbox.placeOrder({ pace: 0.2 });
    const { wxOrderId } = sandbox.placeIntracityOrder();
    movingOn.set(null, true);
    pass(180, atOnce);
    expect(changesOf(orderId).map(([, status]) => status)).toEqual([102, 201, 202, 301, 302]);
    expect(changesOf(wxOrderId).map(([, status]) => status)).toEqual([30000, 40000, 50000, 70000]);
    const [endOf, endOfSlow] = [orderId, slow].map((one) => changesOf(one).at(-1)?.[2] ?? 0);
    expect(Number(endOfSlow)).toBeGreaterThan(Number(endOf));
    const times = changesOf(orderId).map(([, , at]) => at);
    expect(Math.min(...times.map((at, index) => at - (times[index - 1] ?? NOON)))).toBeGreaterThan(
      25_000,
    );
    expect(past).toBeNull();
  });

  it('wait for the rider, and none has overslept while the switch was off', () => {
    const { orderId } = sandbox.placeOrder();
    for (const status of [102, 201, 202, 301]) sandbox.move(orderId, status);
    now += 60 * MINUTE;
    movingOn.set(orderId, true);
    movingOn.moveDue();
    expect(statusOf(orderId)).toBe(301);
    pass(2);
    expect(statusOf(orderId)).toBe(302);
  });

  it('are those that are switched on: one, all, or all but one, later ones too', () => {
    const [first, second] = [sandbox.placeOrder().orderId, sandbox.placeOrder().orderId];
    movingOn.set(first, true);
    expect([first, second, null].map(movingOn.isOn)).toEqual([true, false, false]);
    pass(5);
    expect([first, second].map(statusOf)).toEqual([expect.any(Number), 101]);
    expect(statusOf(first)).not.toBe(101);
    let told = 0;
    movingOn.subscribe(() => (told += 1));
    movingOn.set(null, true);
    movingOn.set(second, false);
    const { orderId: later } = sandbox.placeOrder();
    expect([first, second, later, null].map(movingOn.isOn)).toEqual([true, false, true, true]);
    pass(5);
    expect(statusOf(second)).toBe(101);
    expect(statusOf(later)).not.toBe(101);
    movingOn.set(null, false);
    expect([first, second, later, null].some(movingOn.isOn)).toBe(false);
    expect(told).toBe(3);
  });

  it('leaves a mishap to a person, but brings the goods back', () => {
    const [cancelled, returning] = [sandbox.placeOrder().orderId, sandbox.placeOrder().orderId];
    for (const status of [102, 502]) sandbox.move(cancelled, status);
    for (const status of [102, 201, 202, 301, 304]) sandbox.move(returning, status);
    movingOn.set(null, true);
    pass(120);
    expect([cancelled, returning].map(statusOf)).toEqual([502, 401]);
  });
});
