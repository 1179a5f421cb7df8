import { DEMO_PLACEMENTS } from './account';
import type { Sandbox } from './sandbox';

/** Number of deliveries that are placed at once, as many as a busy shop has under way. */
export const CROWD = 40;

/** Statuses of an undisturbed delivery until it is on the way, in order. */
const WAY = [102, 201, 202, 301];
/** Time in ms between two of these statuses. */
const STEP_MS = 5 * 60_000;
/** Greatest time in ms since the last of them. */
const SPREAD_MS = 2 * 60_000;

/**
 * Places deliveries at every stage from waiting to delivering, some of them slower than promised.
 *
 * @param setClock sets the clock of the sandbox, in ms since 1970
 * @param now time of the latest event, ms since 1970
 * @returns their order ids
 */
export function placeCrowd(
  sandbox: Pick<Sandbox, 'placeOrder' | 'move'>,
  setClock: (time: number) => void,
  now: number,
): readonly string[] {
  const placed: string[] = [];
  for (let index = 0; index < CROWD; index += 1) {
    const steps = WAY.slice(0, index % (WAY.length + 1));
    // Spreads the last events of deliveries at the same stage.
    const last = now - Math.floor((index / CROWD) * SPREAD_MS);
    const at = (step: number): number => last - (steps.length - step) * STEP_MS;
    setClock(at(0));
    const { orderId } = sandbox.placeOrder({
      ...DEMO_PLACEMENTS[index % DEMO_PLACEMENTS.length],
      pace: index % 4 === 0 ? 0.5 : 1,
    });
    steps.forEach((status, step) => {
      setClock(at(step + 1));
      sandbox.move(orderId, status);
    });
    placed.push(orderId);
  }
  return placed;
}
