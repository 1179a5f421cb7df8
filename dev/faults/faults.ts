import { faultNamed, knowsOrders } from './fault-table';
import type { FaultName } from './fault-table';

export interface ActiveFault {
  readonly name: FaultName;
  /** Order id that the fault affects. null means all orders. */
  readonly orderId: string | null;
  /** 1 ends the fault after its next effect. null means that it lasts until switched off. */
  readonly times: 1 | null;
}

/** Active faults, shared by sandbox, cloud and phone. They are kept in memory only. */
export interface Faults {
  /**
   * Switches a fault on, by default for all orders until switched off. The fault's own scope
   * (`database`, `phone`, `set-up`: all orders) and duration take precedence.
   */
  readonly set: (name: FaultName, options?: Partial<Omit<ActiveFault, 'name'>>) => void;
  /** Switches a fault off for all orders. null switches all faults off. */
  readonly clear: (name: FaultName | null) => void;
  readonly active: () => readonly ActiveFault[];
  /** Says whether a fault is active for this order. A fault that acts once ends thereby. */
  readonly take: (name: FaultName, orderId: string | null) => boolean;
  /** Calls the listener after every change. @returns unsubscribe function */
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
