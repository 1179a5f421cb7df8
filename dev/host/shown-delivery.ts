import type { Sandbox, SandboxDelivery } from '../sandbox/sandbox';
import type { ShownDelivery } from '../protocol/host-state';
import type { ToldArrivals } from './told-arrivals';
import { usualWay } from './usual-way';

/**
 * A delivery of the sandbox as the console tells it.
 *
 * @param now ms since 1970 on the one clock
 */
export function shownDelivery(
  sandbox: Pick<Sandbox, 'nextStatuses'>,
  told: Pick<ToldArrivals, 'of'>,
  delivery: SandboxDelivery,
  now: number,
): ShownDelivery {
  const { orderId, status, remainingSeconds } = delivery;
  return {
    orderId,
    courier: delivery.courier,
    store: delivery.store,
    earlier: delivery.earlier,
    destination: delivery.destination,
    status,
    riderName: delivery.riderName,
    remainingSeconds,
    expectedAt:
      remainingSeconds === null
        ? null
        : (told.of(orderId, status) ?? now + remainingSeconds * 1000),
    changedAt: delivery.updatedAt,
    way: usualWay(status),
    next: sandbox.nextStatuses(orderId),
    canChangeRider: delivery.canReassign,
  };
}
