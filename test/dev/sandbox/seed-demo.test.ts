import { createSandbox } from '../../../dev/sandbox/sandbox';
import type { Sandbox } from '../../../dev/sandbox/sandbox';
import { seedDemo } from '../../../dev/sandbox/seed-demo';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const DAY = 24 * 60 * 60_000;

describe('the demo’s deliveries', () => {
  let now: number;
  let sandbox: Sandbox;

  beforeEach(() => {
    now = NOON;
    sandbox = createSandbox({ now: () => now });
    seedDemo(sandbox, now);
  });

  it('are of the day, and in every stage', () => {
    const statuses = new Set(sandbox.deliveries().map(({ status }) => status));

    expect(sandbox.deliveries().every(({ orderId }) => /^20261124-12\d\d$/.test(orderId))).toBe(
      true,
    );
    expect([101, 102, 201, 301, 302, 304, 401].filter((status) => !statuses.has(status))).toEqual(
      [],
    );
  });

  it('are of all four couriers, and lie in the past', () => {
    expect(new Set(sandbox.deliveries().map(({ courier }) => courier))).toEqual(
      new Set(['顺丰同城', '达达', '闪送', '美团配送']),
    );
    expect(sandbox.deliveries().every(({ updatedAt }) => updatedAt <= NOON)).toBe(true);
  });

  it('hold one whose rider drives for at least five more minutes', () => {
    const delivery = sandbox.deliveries().find(({ orderId }) => orderId === '20261124-1288');

    expect(delivery).toMatchObject({ status: 301, courier: '顺丰同城' });
    expect(delivery?.remainingSeconds).toBeGreaterThan(300);
  });

  it('are placed once a day, and again on the next', () => {
    const count = sandbox.deliveries().length;
    seedDemo(sandbox, now);
    expect(sandbox.deliveries()).toHaveLength(count);

    now += DAY;
    seedDemo(sandbox, now);
    expect(sandbox.deliveries()).toHaveLength(2 * count);
  });
});
