import { faultNamed, knowsOrders } from './fault-table';
import type { FaultName } from './fault-table';

/** A fault that is on. */
export interface ActiveFault {
  readonly name: FaultName;
  /** The order that it is for; null is all. */
  readonly orderId: string | null;
  /** How often it still acts; null is until it is switched off. */
  readonly times: 1 | null;
}

/** The faults that are on, for all parts that can fail. They are forgotten at the end of the program. */
export interface Faults {
  /**
   * Switches a fault on: for all orders and until it is switched off, unless said otherwise. One that knows no orders (`database`, `phone`, `set-up`) is for
   * all; one that lasts as its entry in the table says lasts so.
   */
  readonly set: (name: FaultName, options?: Partial<Omit<ActiveFault, 'name'>>) => void;
  /** Switches a fault off for whatever order it is on; null switches all off. */
  readonly clear: (name: FaultName | null) => void;
  readonly active: () => readonly ActiveFault[];
  /** Whether a fault is to act now, on this order; one that was to act once has then done so. */
  readonly take: (name: FaultName, orderId: string | null) => boolean;
  /** Told of every change; returns how to stop it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createFaults(): Faults {
  let active: readonly ActiveFault[] = [];
  const listeners = new Set<() => void>();
  const change = (next: readonly ActiveFault[]): void => {
    if (next.length === 0 && active.length === 0) return;
    active = next;
    for (const listener of listeners) listener();
  };

  return {
    set: (name, options = {}) => {
      const fault = asItCan(name, options);
      const others = active.filter(
        (other) => !(other.name === name && other.orderId === fault.orderId),
      );
      change([...others, fault]);
    },
    clear: (name) => {
      change(active.filter((fault) => name !== null && fault.name !== name));
    },
    active: () => active,
    take: (name, orderId) => {
      const fault = active.find(
        (candidate) =>
          candidate.name === name && (candidate.orderId === null || candidate.orderId === orderId),
      );
      if (fault?.times === 1) change(active.filter((other) => other !== fault));
      return fault !== undefined;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function asItCan(
  name: FaultName,
  { orderId = null, times = null }: Partial<Omit<ActiveFault, 'name'>>,
): ActiveFault {
  const { lasts } = faultNamed(name);
  return {
    name,
    orderId: knowsOrders(name) ? orderId : null,
    times: lasts === undefined ? times : lasts === 'once' ? 1 : null,
  };
}
