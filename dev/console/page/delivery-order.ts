import type { ShownDelivery } from '../../protocol/host-state';
import type { Stage } from '../../../miniprogram/contract/delivery-status';
import { codeStatus } from '../../protocol/delivery-status';

/** Order of stages in the list of deliveries, the most interesting first. */
const STAGES: readonly Stage[] = ['delivering', 'returning', 'pickup', 'accepting', 'exception'];

/** Creates a sort function: new deliveries come first, by stage; known ones keep their place. */
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
    const { stage, isFinal } = codeStatus(status);
    return (isFinal ? STAGES.length : 0) + STAGES.indexOf(stage);
  };
  return [...deliveries].sort((a, b) => rank(a) - rank(b));
}
