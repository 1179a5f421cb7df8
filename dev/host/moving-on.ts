import { randomFromText } from '../sandbox/random-from-text';
import type { Sandbox, SandboxDelivery } from '../sandbox/sandbox';
import type { HostClock } from './host-clock';
import { regularStatuses } from './regular-statuses';

/** Deliveries that move on by themselves (自动走). It is kept in memory only, as faults are. */
export type MovingOn = ReturnType<typeof createMovingOn>;

/**
 * Longest stay in a status in minutes, after the rider is where it leads to; the shortest is half.
 * Default: 1.
 */
export const LONGEST_STAY: Readonly<Record<number, number>> = {
  101: 4,
  201: 5,
  10000: 4,
  30000: 10,
  40000: 5,
  60000: 4,
};
const MINUTE_MS = 60_000;

interface Step {
  readonly orderId: string;
  readonly status: number;
  /** Time in ms since 1970, on the simulated clock. */
  readonly at: number;
}

export function createMovingOn(
  sandbox: Pick<Sandbox, 'deliveries' | 'move'>,
  clock: Pick<HostClock, 'now' | 'showPast'>,
) {
  /** Time in ms since 1970 at which all were switched on; null while they are off. */
  let all: number | null = null;
  /** The same of deliveries that were switched on their own since then, by order id. */
  const own = new Map<string, number | null>();
  const listeners = new Set<() => void>();
  const sinceOf = (orderId: string): number | null => {
    const since = own.get(orderId);
    return since === undefined ? all : since;
  };

  const nextStep = (): Step | undefined => {
    const steps = sandbox.deliveries().flatMap((delivery) => {
      const since = sinceOf(delivery.orderId);
      return since === null ? [] : stepOf(delivery, since);
    });
    return steps.sort((a, b) => a.at - b.at)[0];
  };

  return {
    /** Says whether a delivery moves on by itself; for null, whether all do by default. */
    isOn: (orderId: string | null) => (orderId === null ? all : sinceOf(orderId)) !== null,
    /** Switches it for a delivery; for null for all, also for those that are placed later. */
    set: (orderId: string | null, isOn: boolean) => {
      const since = isOn ? clock.now() : null;
      if (orderId === null) {
        all = since;
        own.clear();
      } else own.set(orderId, since);
      for (const listener of listeners) listener();
    },
    /** Moves what is due by now, each delivery at its own time. */
    moveDue: () => {
      const now = clock.now();
      for (let step = nextStep(); step !== undefined && step.at <= now; step = nextStep()) {
        try {
          clock.showPast(step.at);
          sandbox.move(step.orderId, step.status);
        } finally {
          clock.showPast(null);
        }
      }
    },
    /** Calls the listener after every switch. */
    subscribe: (listener: () => void) => {
      listeners.add(listener);
    },
  };
}

/** Returns the next regular step of a delivery that moves on by itself since a time, if any. */
function stepOf(delivery: SandboxDelivery, since: number): readonly Step[] {
  const { orderId, status, changedAt, arrivesAt } = delivery;
  const statuses = regularStatuses(status);
  const next = statuses[statuses.indexOf(status) + 1];
  if (next === undefined) return [];
  const share = 0.5 + randomFromText(`${orderId} stays ${status}`) / 2;
  const stayMs = share * (LONGEST_STAY[status] ?? 1) * MINUTE_MS;
  return [{ orderId, status: next, at: Math.max(since, changedAt, arrivesAt ?? 0) + stayMs }];
}
