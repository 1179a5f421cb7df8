import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { lookUpDelivery, revealPhone } from '../../../services/cloud-functions';
import { onNetworkReturn } from '../../../platform/network';
import { dial } from '../../../platform/phone-call';
import { timers } from '../../../platform/timers';
import { type CallFailure, callFailure } from '../../../ui/wording/failure-view';
import { ownersSentence } from '../../../ui/wording/to-owner';
import { type DeliverySession, openDelivery } from '../../delivery-session';
import type { DeliveryView } from '../../view/delivery-view';

/** Delivery session that also reacts to the phone's network and can call the rider. */
export interface DeliveryWatch extends Pick<
  DeliverySession,
  'start' | 'stop' | 'refresh' | 'tracked'
> {
  /** Fetches the rider's number and dials it. */
  readonly call: () => Promise<CallOutcome>;
}

/** Outcome of a call to the rider, for the page to show. */
export interface CallOutcome {
  /** Reason why the rider could not be called; null when no call has failed. */
  readonly callFailure: CallFailure | null;
  /** Rider's number, to dial on another phone when this device cannot make calls; else empty. */
  readonly shownNumber: string;
}

export const NOTHING_TO_SHOW: CallOutcome = { callFailure: null, shownNumber: '' };

/**
 * Connects a delivery session to this phone: its cloud, memory and clock.
 *
 * @param orderIds order ids that may be meant, the likeliest first; `exact`: they are complete
 * @param show shows the changed fields of the page
 * @param remembered called when the phone has saved new data, with the order id that was found
 */
export function watchDelivery(
  { orderIds, exact }: { readonly orderIds: readonly string[]; readonly exact: boolean },
  show: (changed: Partial<DeliveryView>) => void,
  remembered: (orderId: string) => void,
): DeliveryWatch {
  const opened = new Set(orderIds);
  phoneMemory.unhide(orderIds);
  const session = openDelivery({
    orderIds,
    exact,
    lookUp: lookUpDelivery,
    snapshots: {
      load: phoneMemory.snapshot,
      timesForgotten: phoneMemory.timesForgotten,
      save: (snapshot) => {
        const { orderId } = snapshot.report;
        // The end of an id names no order: the first report tells which one was opened.
        if (!opened.has(orderId)) phoneMemory.unhide([orderId]);
        opened.add(orderId);
        if (phoneMemory.keep(snapshot)) remembered(orderId);
      },
    },
    listed: (orderId) => phoneMemory.recents().find((order) => order.orderId === orderId) ?? null,
    clock: serverClock,
    timers,
    random: Math.random,
    show,
  });
  let stopListening: (() => void) | null = null;

  async function call(): Promise<CallOutcome> {
    const answer = await revealPhone(session.tracked().orderId);
    if (!answer.ok) {
      const { text, traceId } = callFailure(answer);
      const isOwner = phoneMemory.role() === 'owner';
      const told = { text: isOwner ? ownersSentence(text) : text, traceId };
      return { ...NOTHING_TO_SHOW, callFailure: told };
    }
    // No dialler opens when the person has left the page meanwhile.
    if (stopListening === null) return NOTHING_TO_SHOW;
    const { phone } = answer.data;
    const isDialled = (await dial(phone)) !== 'impossible';
    return isDialled ? NOTHING_TO_SHOW : { ...NOTHING_TO_SHOW, shownNumber: phone };
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
