import { type Sandbox, type SandboxDelivery, createSandbox } from '../../../dev/sandbox/sandbox';
import { seedDemo } from '../../../dev/sandbox/seed-demo';
import { STATUS_CODES } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const DAY = 24 * 60 * 60_000;

describe('the demo’s deliveries', () => {
  let now = NOON;
  let sandbox: Sandbox;
  let seen: number[] = [];
  /** A delivery whose door nobody answered. */
  const WATCHED = '20261124-1279';
  const watched: (number | undefined)[] = [];

  const deliveryOf = (id: string): SandboxDelivery | undefined =>
    sandbox.deliveries().find((delivery) => delivery.orderId === id);

  async function play(until: number, notBefore?: number): Promise<void> {
    const stage = {
      sandbox,
      setClock: (time: number) => {
        now = time;
      },
      lookUp: (orderId: string) => {
        seen.push(now);
        if (orderId === WATCHED) watched.push(deliveryOf(orderId)?.status);
        return Promise.resolve();
      },
    };
    await seedDemo(stage, until, notBefore);
    now = until;
  }

  beforeAll(async () => {
    sandbox = createSandbox({ now: () => now });
    await play(NOON);
  });

  it('are at least 20 of the day, in its past, of all four couriers and at every status', () => {
    const deliveries = sandbox.deliveries();
    expect(deliveries.length).toBeGreaterThanOrEqual(20);
    expect(deliveries.every(({ orderId }) => /^20261124-12\d\d$/.test(orderId))).toBe(true);
    expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set(STATUS_CODES));
    expect(new Set(deliveries.map(({ courier }) => courier))).toEqual(
      new Set(['顺丰同城', '达达', '闪送', '美团配送']),
    );
    expect(deliveries.every(({ changedAt }) => changedAt <= NOON)).toBe(true);
  });

  it('had each of their steps looked up when it happened, by a clock that only went forwards', () => {
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.at(-1)).toBeLessThan(NOON);
    expect(watched).toEqual([101, 102, 201, 202, 301, 304]);
  });

  it('hold one whose rider drives for at least five more minutes', () => {
    const delivery = deliveryOf('20261124-1288');
    expect(delivery).toMatchObject({ status: 301, courier: '顺丰同城' });
    expect(delivery?.remainingSeconds).toBeGreaterThan(300);
  });

  it('are played once a day, and again on the next, not earlier than what is known', async () => {
    const count = sandbox.deliveries().length;
    await play(now);
    expect(sandbox.deliveries()).toHaveLength(count);

    seen = [];
    const notBefore = NOON + DAY - 5 * 60_000;
    await play(NOON + DAY, notBefore);
    expect(sandbox.deliveries()).toHaveLength(2 * count);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(notBefore);
  });
});
