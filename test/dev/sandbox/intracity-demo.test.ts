import { intracityHappenings } from '../../../dev/sandbox/intracity-demo';
import { createSandbox } from '../../../dev/sandbox/sandbox';
import { seedDemo } from '../../../dev/sandbox/seed-demo';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');

describe('the demo’s deliveries of 同城配送', () => {
  it('are waiting, at the store, delivering and an exception, among the others', async () => {
    let now = NOON;
    const sandbox = createSandbox({ now: () => now });
    const seen: number[] = [];
    const lookedUp = new Set<string>();
    const stage = {
      sandbox,
      setClock: (time: number) => {
        now = time;
      },
      lookUp: (orderId: string) => {
        seen.push(now);
        lookedUp.add(orderId);
        return Promise.resolve();
      },
    };
    await seedDemo(stage, NOON, 0, intracityHappenings);

    const listed = sandbox.deliveries().filter(({ storeOrderId }) => storeOrderId !== null);
    expect(listed.map(({ status }) => status).sort()).toEqual([10000, 40000, 50000, 90000]);
    expect(listed.every(({ orderId }) => lookedUp.has(orderId))).toBe(true);
    expect(listed.every(({ storeOrderId }) => /^20261124-31\d\d$/.test(storeOrderId ?? ''))).toBe(
      true,
    );
    expect(sandbox.deliveries().length).toBeGreaterThan(24);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});
