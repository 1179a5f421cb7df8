import type { Sandbox, SandboxDelivery } from '../sandbox/sandbox';
import type { ShownDelivery } from './host-state';

/** A delivery of the sandbox as the console tells it. */
export function shownDelivery(
  sandbox: Pick<Sandbox, 'nextStatuses'>,
  delivery: SandboxDelivery,
): ShownDelivery {
  return {
    orderId: delivery.orderId,
    courier: delivery.courier,
    destination: delivery.destination,
    status: delivery.status,
    riderName: delivery.riderName,
    remainingSeconds: delivery.remainingSeconds,
    changedAt: delivery.updatedAt,
    next: sandbox.nextStatuses(delivery.orderId),
    canChangeRider: delivery.canReassign,
  };
}
