import { faultNamed, knowsOrders } from './fault-table';
import type { FaultName } from './fault-table';

export interface ActiveFault {
  readonly name: FaultName;
  /** Order id that the fault affects. null means all orders. */
  readonly orderId: string | null;
  /** Mini-program whose requests to WeChat the fault affects. null means all. */
  readonly appId: string | null;
  /** 1 ends the fault after its next effect. null means that it lasts until switched off. */
  readonly times: 1 | null;
}

/** Active faults, shared by sandbox, cloud and phone. They are kept in memory only. */
export interface Faults {
  /**
   * Switches a fault on, by default for everything until switched off. The fault's own scope
   * (`database`, `phone`, `set-up`: all orders) and duration take precedence.
   */
  readonly set: (name: FaultName, options?: Partial<Omit<ActiveFault, 'name'>>) => void;
  /** Switches a fault off for all orders. null switches all faults off. */
  readonly clear: (name: FaultName | null) => void;
  readonly active: () => readonly ActiveFault[];
  /**
   * Says whether a fault is active for this order, and for this mini-program where the request is
   * to WeChat. A fault that acts once ends thereby.
   */
  readonly take: (name: FaultName, orderId: string | null, appId?: string) => boolean;
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
        ({ name, orderId, appId }) =>
          name !== fault.name || orderId !== fault.orderId || appId !== fault.appId,
      );
      change([...others, fault]);
    },
    clear: (name) => {
      change(active.filter((fault) => name !== null && fault.name !== name));
    },
    active: () => active,
    take: (name, orderId, appId) => {
      const fault = active.find(
        (one) =>
          one.name === name &&
          (one.orderId ?? orderId) === orderId &&
          (appId === undefined || (one.appId ?? appId) === appId),
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
  { orderId = null, appId = null, times = null }: Partial<Omit<ActiveFault, 'name'>>,
): ActiveFault {
  const { lasts } = faultNamed(name);
  return {
    name,
    orderId: knowsOrders(name) ? orderId : null,
    appId,
    times: lasts === undefined ? times : lasts === 'once' ? 1 : null,
  };
}
