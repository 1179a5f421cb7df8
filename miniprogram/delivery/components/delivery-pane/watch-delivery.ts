import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { lookUpDelivery, revealPhone } from '../../../services/cloud-functions';
import { onNetworkReturn } from '../../../platform/network';
import { dial } from '../../../platform/phone-call';
import { timers } from '../../../platform/timers';
import type { CallFailure } from '../../../ui/wording/failure-view';
import { callFailure } from '../../../ui/wording/failure-view';
import type { DeliverySession } from '../../delivery-session';
import { openDelivery } from '../../delivery-session';
import type { DeliveryView } from '../../view/delivery-view';

/** A delivery that this phone follows, and its network with it. */
export interface DeliveryWatch extends Pick<
  DeliverySession,
  'start' | 'stop' | 'refresh' | 'tracked'
> {
  /** Asks for the rider's number and dials it. */
  readonly call: () => Promise<CallOutcome>;
}

/** What a call left to be told. */
export interface CallOutcome {
  /** Why it did not come about; null when nothing was wrong. */
  readonly callFailure: CallFailure | null;
  /** To be dialled on another telephone, where this device has none; else empty. */
  readonly shownNumber: string;
}

export const NOTHING_TO_TELL: CallOutcome = { callFailure: null, shownNumber: '' };

/**
 * Opens a delivery on this phone: its cloud, its memory, its clock.
 *
 * @param orderIds the order ids that may be meant, the likeliest first; `exact`: they are whole ones
 * @param show shows what has changed
 * @param remembered called when the phone's memory holds something new, with the order id that was found
 * @param forgotten called when it holds nothing any more
 */
export function watchDelivery(
  { orderIds, exact }: { readonly orderIds: readonly string[]; readonly exact: boolean },
  show: (changed: Partial<DeliveryView>) => void,
  remembered: (orderId: string) => void,
  forgotten: () => void,
): DeliveryWatch {
  const session = openDelivery({
    orderIds,
    exact,
    lookUp: lookUpDelivery,
    snapshots: {
      load: phoneMemory.snapshot,
      timesForgotten: phoneMemory.timesForgotten,
      save: (snapshot) => {
        phoneMemory.keep(snapshot);
        remembered(snapshot.report.orderId);
      },
    },
    forgetEverything: () => {
      phoneMemory.forgetOrders();
      forgotten();
    },
    clock: serverClock,
    timers,
    random: Math.random,
    show,
  });
  let stopListening: (() => void) | null = null;

  async function call(): Promise<CallOutcome> {
    const answer = await revealPhone(session.tracked().orderId);
    session.answered(answer);
    if (!answer.ok) return { ...NOTHING_TO_TELL, callFailure: callFailure(answer) };
    // Whoever has left meanwhile does not want a dialler over whatever they see now.
    if (stopListening === null) return NOTHING_TO_TELL;
    const { phone } = answer.data;
    const isDialled = (await dial(phone)) !== 'impossible';
    return isDialled ? NOTHING_TO_TELL : { ...NOTHING_TO_TELL, shownNumber: phone };
  }

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
    call,
  };
}
