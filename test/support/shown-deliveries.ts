import type { ShownDelivery } from '../../dev/protocol/host-state';

export const NOON = Date.parse('2026-11-24T12:00:00+08:00');

/** Builds a delivery that changed at noon. Tests name only what matters to them. */
export function shownDelivery(status: number, more: Partial<ShownDelivery> = {}): ShownDelivery {
  return {
    orderId: `order ${status}`,
    storeOrderId: null,
    courier: '顺丰同城',
    store: '天河南店',
    earlier: [],
    destination: '鹿鸣山庄',
    status,
    riderName: '陈师傅',
    remainingSeconds: null,
    expectedAt: null,
    changedAt: NOON,
    regularStatuses: [],
    next: [],
    canReassign: false,
    isMovingOn: false,
    ...more,
  };
}
