import { type FaultName, faultNamed, knowsOrders } from './fault-table';

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
export class Faults {
  private on: readonly ActiveFault[] = [];
  private readonly listeners = new Set<() => void>();

  active(): readonly ActiveFault[] {
    return this.on;
  }

  /**
   * Switches a fault on, by default for everything until switched off. The fault's own scope
   * (`robot`, `database`, `phone`, `set-up`: all orders) and duration take precedence.
   */
  set(
    name: FaultName,
    { orderId = null, appId = null, times = null }: Partial<Omit<ActiveFault, 'name'>> = {},
  ): void {
    const { lasts } = faultNamed(name);
    const fault: ActiveFault = {
      name,
      orderId: knowsOrders(name) ? orderId : null,
      appId,
      times: lasts === undefined ? times : lasts === 'once' ? 1 : null,
    };
    const others = this.on.filter(
      (one) => one.name !== name || one.orderId !== fault.orderId || one.appId !== appId,
    );
    this.change([...others, fault]);
  }

  /** Switches a fault off for all orders. null switches all faults off. */
  clear(name: FaultName | null): void {
    this.change(this.on.filter((fault) => name !== null && fault.name !== name));
  }

  /**
   * Says whether a fault is active for this order, and for this mini-program where the request is
   * to WeChat. A fault that acts once ends thereby.
   */
  take(name: FaultName, orderId: string | null, appId?: string): boolean {
    const fault = this.on.find(
      (one) =>
        one.name === name &&
        (one.orderId ?? orderId) === orderId &&
        (appId === undefined || (one.appId ?? appId) === appId),
    );
    if (fault?.times === 1) this.change(this.on.filter((other) => other !== fault));
    return fault !== undefined;
  }

  /** Calls the listener after every change. @returns unsubscribe function */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private change(next: readonly ActiveFault[]): void {
    if (next.length === 0 && this.on.length === 0) return;
    this.on = next;
    for (const listener of this.listeners) listener();
  }
}
