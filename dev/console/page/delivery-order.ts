import type { ShownDelivery } from '../../protocol/host-state';
import type { Stage } from '../../../miniprogram/contract/delivery-status';
import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';

/** What there is most to see of comes first. */
const STAGES: readonly Stage[] = ['delivering', 'returning', 'pickup', 'accepting', 'exception'];

/**
 * Keeps deliveries in an order that does not change under the hand: sorted once, by stage; what comes later comes first. A row stays where it is when
 * its delivery goes on.
 */
export function createDeliveryOrder(): (
  deliveries: readonly ShownDelivery[],
) => readonly ShownDelivery[] {
  let known: readonly string[] = [];
  return (deliveries) => {
    const newcomers = deliveries.filter(({ orderId }) => !known.includes(orderId));
    if (newcomers.length > 0) {
      known = [...sorted(newcomers).map(({ orderId }) => orderId), ...known];
    }
    const byId = new Map(deliveries.map((delivery) => [delivery.orderId, delivery]));
    return known.map((orderId) => byId.get(orderId)).filter((found) => found !== undefined);
  };
}

function sorted(deliveries: readonly ShownDelivery[]): readonly ShownDelivery[] {
  const rank = ({ status }: ShownDelivery): number => {
    const { stage, isFinal } = statusOfCode(status);
    return (isFinal ? STAGES.length : 0) + STAGES.indexOf(stage);
  };
  return [...deliveries].sort((a, b) => rank(a) - rank(b));
}
