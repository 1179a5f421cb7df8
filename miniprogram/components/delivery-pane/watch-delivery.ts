import { phoneMemory, serverClock } from '../../phone-memory';
import { lookUpDelivery } from '../../platform/cloud-functions';
import { onNetworkReturn } from '../../platform/network';
import { timers } from '../../platform/timers';
import type { DeliverySession } from '../../tracking/delivery-session';
import { openDelivery } from '../../tracking/delivery-session';
import type { DeliveryView } from '../../tracking/delivery-view';

/** A delivery that this phone follows, and its network with it. */
export type DeliveryWatch = Pick<DeliverySession, 'start' | 'stop' | 'refresh' | 'tracked'>;

/**
 * Opens a delivery on this phone: its cloud, its memory, its clock.
 *
 * @param orderIds the order ids that may be meant, in the order to try them
 * @param show shows what has changed
 * @param remembered called when the phone's memory holds something new
 * @param forgotten called when it holds nothing any more
 */
export function watchDelivery(
  orderIds: readonly string[],
  show: (changed: Partial<DeliveryView>) => void,
  remembered: () => void,
  forgotten: () => void,
): DeliveryWatch {
  const session = openDelivery({
    orderIds,
    lookUp: lookUpDelivery,
    snapshots: {
      load: phoneMemory.snapshot,
      save: (snapshot) => {
        phoneMemory.keep(snapshot);
        remembered();
      },
    },
    forgetEverything: () => {
      phoneMemory.forgetEverything();
      forgotten();
    },
    clock: serverClock,
    timers,
    random: Math.random,
    show,
  });
  let stopListening: (() => void) | null = null;
  return {
    start: () => {
      stopListening ??= onNetworkReturn(session.networkReturned);
      session.start();
    },
    stop: () => {
      stopListening?.();
      stopListening = null;
      session.stop();
    },
    refresh: session.refresh,
    tracked: session.tracked,
  };
}
