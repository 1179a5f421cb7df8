import { phoneMemory, serverClock } from '../../../services/phone-memory';
import { lookUpDelivery, pollerPhone, revealPhone } from '../../../services/cloud-functions';
import { boardMemory, mayRing } from '../../../services/board-memory';
import { dial } from '../../../platform/device';
import { playTone } from '../../../platform/sound';
import type { OpenDelivery } from '../../../platform/navigation';
import { type DialFailure, dialFailure, sentenceForOwner } from '../../../ui/wording/failure-view';
import { groupedPhone } from '../../../ui/wording/measures';
import { DeliverySession } from '../../delivery-session';
import type { DeliveryView } from '../../view/delivery-view';

export const NO_CALL_OUTCOME = {
  /** Reason why the rider could not be called; null unless the last call has failed. */
  callFailure: null as DialFailure | null,
  /** Rider's number, to dial on another phone when this device cannot make calls; else empty. */
  shownNumber: '',
};

type CallOutcome = Readonly<typeof NO_CALL_OUTCOME>;

/** Creates a delivery's session on this phone. `onSaved` gets the order id after each saving. */
export function createDeliverySession(
  { orderIds, exact, scanned, announced = false }: Omit<OpenDelivery, 'key'>,
  show: (view: DeliveryView) => void,
  onSaved: (orderId: string) => void,
): DeliverySession {
  const isDataKept = phoneMemory.dataKeptTest();
  const openedIds = new Set(orderIds);
  let isSoundPlayed = !announced;
  phoneMemory.unhideOrders(orderIds);
  return new DeliverySession({
    orderIds,
    exact,
    isScanned: scanned,
    lookUp: (ids, sinceTime, isExact) => lookUpDelivery(ids, sinceTime, isExact, scanned),
    snapshots: {
      loadSnapshot: phoneMemory.snapshot,
      saveSnapshot: (snapshot) => {
        if (!isDataKept()) return;
        const { orderId } = snapshot.report;
        // Only the report has the whole id of the opened order; the entered text may be its end.
        if (!openedIds.has(orderId)) phoneMemory.unhideOrders([orderId]);
        openedIds.add(orderId);
        if (phoneMemory.saveReport(snapshot)) onSaved(orderId);
      },
    },
    listedOrder: (orderId) =>
      phoneMemory.recents().find((order) => order.orderId === orderId) ?? null,
    phone: pollerPhone,
    show: (view) => {
      const sound = view.answer?.sound ?? '';
      if (!isSoundPlayed && sound !== '' && mayRing(boardMemory.bell(), serverClock.now()))
        playTone(`/delivery/sounds/${sound}.wav`);
      isSoundPlayed ||= sound !== '';
      show(view);
    },
  });
}

/** Fetches the rider's number and dials it, unless the page was hidden before the answer came. */
export async function callRider(orderId: string, isShown: () => boolean): Promise<CallOutcome> {
  const phoneAnswer = await revealPhone(orderId);
  if (!phoneAnswer.ok) {
    const { text, traceId } = dialFailure(phoneAnswer);
    const isOwner = phoneMemory.role() === 'owner';
    const shownFailure = { text: isOwner ? sentenceForOwner(text) : text, traceId };
    return { ...NO_CALL_OUTCOME, callFailure: shownFailure };
  }
  if (!isShown()) return NO_CALL_OUTCOME;
  const { phone } = phoneAnswer.data;
  const isDialled = await dial(phone);
  return isDialled ? NO_CALL_OUTCOME : { ...NO_CALL_OUTCOME, shownNumber: groupedPhone(phone) };
}
