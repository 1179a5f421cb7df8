import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { lookUpDelivery, pollerPhone, revealPhone } from '../../../services/cloud-functions';
import { boardMemory, mayRing } from '../../../services/board-memory';
import { dial } from '../../../platform/device';
import { playTone } from '../../../platform/sound';
import type { OpenDelivery } from '../../../platform/navigation';
import { type CallFailure, callFailure, sentenceForOwner } from '../../../ui/wording/failure-view';
import { groupedNumber } from '../../../ui/wording/measures';
import { type DeliverySession, openDelivery } from '../../delivery-session';
import type { DeliveryView } from '../../view/delivery-view';

export interface DeliveryWatch extends DeliverySession {
  /** Fetches the rider's number and dials it. */
  readonly call: () => Promise<CallOutcome>;
}

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
 * @param show shows the page
 * @param remembered called when the phone has saved new data, with the order id that was found
 */
export function watchDelivery(
  { orderIds, exact, scanned, announced = false }: Omit<OpenDelivery, 'key'>,
  show: (view: DeliveryView) => void,
  remembered: (orderId: string) => void,
): DeliveryWatch {
  const isKept = phoneMemory.untilForgotten();
  const opened = new Set(orderIds);
  let isHeard = !announced;
  phoneMemory.unhide(orderIds);
  const session = openDelivery({
    orderIds,
    exact,
    isScanned: scanned,
    lookUp: (ids, since, isExact) => lookUpDelivery(ids, since, isExact, scanned),
    snapshots: {
      load: phoneMemory.snapshot,
      save: (snapshot) => {
        if (!isKept()) return;
        const { orderId } = snapshot.report;
        // The end of an id is not enough: the first report has the id of the opened order.
        if (!opened.has(orderId)) phoneMemory.unhide([orderId]);
        opened.add(orderId);
        if (phoneMemory.keepReport(snapshot)) remembered(orderId);
      },
    },
    listedOrder: (orderId) =>
      phoneMemory.recents().find((order) => order.orderId === orderId) ?? null,
    phone: pollerPhone,
    show: (view) => {
      const sound = view.answer?.sound ?? '';
      if (!isHeard && sound !== '' && mayRing(boardMemory.bell(), serverClock.now()))
        playTone(`/delivery/sounds/${sound}.wav`);
      isHeard ||= sound !== '';
      show(view);
    },
  });
  let isStopped = true;

  async function call(): Promise<CallOutcome> {
    const answer = await revealPhone(session.tracked().orderId);
    if (!answer.ok) {
      const { text, traceId } = callFailure(answer);
      const isOwner = phoneMemory.role() === 'owner';
      const shown = { text: isOwner ? sentenceForOwner(text) : text, traceId };
      return { ...NOTHING_TO_SHOW, callFailure: shown };
    }
    // No dialler opens when the person has left the page meanwhile.
    if (isStopped) return NOTHING_TO_SHOW;
    const { phone } = answer.data;
    const isDialled = (await dial(phone)) !== 'impossible';
    return isDialled ? NOTHING_TO_SHOW : { ...NOTHING_TO_SHOW, shownNumber: groupedNumber(phone) };
  }

  return {
    ...session,
    start: () => {
      isStopped = false;
      session.start();
    },
    stop: () => {
      isStopped = true;
      session.stop();
    },
    call,
  };
}
