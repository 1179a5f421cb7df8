import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { lookUpDelivery, pollerPhone, revealPhone } from '../../../services/cloud-functions';
import { boardMemory, mayRing } from '../../../services/board-memory';
import { dial } from '../../../platform/device';
import { playTone } from '../../../platform/sound';
import type { OpenDelivery } from '../../../platform/navigation';
import { type CallFailure, callFailure, sentenceForOwner } from '../../../ui/wording/failure-view';
import { groupedNumber } from '../../../ui/wording/measures';
import { DeliverySession } from '../../delivery-session';
import type { DeliveryView } from '../../view/delivery-view';

export const NOTHING_TO_SHOW = {
  /** Reason why the rider could not be called; null when no call has failed. */
  callFailure: null as CallFailure | null,
  /** Rider's number, to dial on another phone when this device cannot make calls; else empty. */
  shownNumber: '',
};

type CallOutcome = Readonly<typeof NOTHING_TO_SHOW>;

/** Connects a session to this phone. `remembered` hears of saved data, with the found order id. */
export function watchDelivery(
  { orderIds, exact, scanned, announced = false }: Omit<OpenDelivery, 'key'>,
  show: (view: DeliveryView) => void,
  remembered: (orderId: string) => void,
): DeliverySession {
  const isKept = phoneMemory.untilForgotten();
  const opened = new Set(orderIds);
  let isHeard = !announced;
  phoneMemory.unhide(orderIds);
  return new DeliverySession({
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
}

/** Fetches the rider's number and dials it, unless the page is no longer on show meanwhile. */
export async function callRider(orderId: string, isShown: () => boolean): Promise<CallOutcome> {
  const answer = await revealPhone(orderId);
  if (!answer.ok) {
    const { text, traceId } = callFailure(answer);
    const isOwner = phoneMemory.role() === 'owner';
    const shown = { text: isOwner ? sentenceForOwner(text) : text, traceId };
    return { ...NOTHING_TO_SHOW, callFailure: shown };
  }
  if (!isShown()) return NOTHING_TO_SHOW;
  const { phone } = answer.data;
  const isDialled = await dial(phone);
  return isDialled ? NOTHING_TO_SHOW : { ...NOTHING_TO_SHOW, shownNumber: groupedNumber(phone) };
}
