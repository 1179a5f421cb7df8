import { MINUTE_MS, ageMs } from '../../../miniprogram/contract/age';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import type { Deliveries } from '../deliveries/deliveries';
import type { PaidOrder } from '../providers/wechat/paid-orders';
import { changeRegistrations, removePaid, addRegistration } from '../records/change-registrations';
import { isAwaited, MAX_PAID_AGE_MS, paidIn, registrationsIn } from '../records/registration';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { changePaidOrders } from '../shop/mini-programs';
import { DAILY, countUses, UNLIMITED, usesLeftIn } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { readNumber } from '../storage/read-fields';
import { paidCounterId, BOARD_WINDOW, readPaidOrders } from './paid-reads';

/** Age (ms) up to which payments are read: 5 minutes more than `MAX_PAID_AGE_MS`. */
const MAX_PAYMENT_AGE_MS = 35 * MINUTE_MS;
const STORED_WINDOW = { ...DAILY, countIn: 'taken', sinceIn: 'takenSince' };
const MAX_STORED_PER_DAY = 2000;
/** Number of successive paid orders without delivery at which their reading is switched off. */
const MAX_UNMATCHED = 50;
const WRITES_AT_ONCE = 10;

/**
 * Reads the paid orders of each mini-program whose owner switched the reading on, at most once a
 * minute, and stores new orders as awaited (`AwaitedOrder`). A failure is only logged.
 */
export async function bringPaidOrders(deliveries: Deliveries, call: CallContext): Promise<void> {
  const noteFailure = (error: unknown): void => {
    call.note({ paidOrders: cloudFailureOf(error).code });
  };
  const appIds = await deliveries.paidAppIds().catch(noteFailure);
  await Promise.all(
    appIds?.map((appId) =>
      storePaidOrdersOf(deliveries, appId, call, noteFailure).catch(noteFailure),
    ) ?? [],
  );
}

async function storePaidOrdersOf(
  deliveries: Deliveries,
  appId: string,
  call: CallContext,
  noteFailure: (error: unknown) => void,
): Promise<void> {
  const { documents, collections, paidReadAt, now } = deliveries;
  const readAt = now();
  const isTimeUp = call.timeLeftMs() < LEAST_ROUND_MS;
  if (isTimeUp || ageMs(paidReadAt.get(appId) ?? 0, readAt) < MINUTE_MS) return;
  paidReadAt.set(appId, readAt);
  const shopAccounts = await deliveries.accounts.accounts();
  const accounts = shopAccounts.filter((account) => account.appId === appId);
  const bindings = accounts.flatMap((account) => account.bindings);
  const storeIds = [...new Set(bindings.map(({ storeId }) => storeId))];
  if (storeIds.length === 0) return;
  const range = { from: readAt - MAX_PAYMENT_AGE_MS, to: readAt };
  const reading = await readPaidOrders(deliveries, appId, BOARD_WINDOW, [range], call);
  if (typeof reading === 'string') return;
  const orderById = new Map(reading.orders.map((order) => [order.orderId, order]));
  const [ids, orders] = [[...orderById.keys()], [...orderById.values()]];
  const search = { limit: ids.length, only: ['isKnown', 'registered'] };
  const stored = ids.length === 0 ? [] : await documents.list({ holds: ['_id', ids], ...search });
  const hasDelivery = stored.some(({ isKnown }) => isKnown === true);
  const unmatchedCount = hasDelivery ? 0 : (readNumber(reading.counter, 'unmatched') ?? 0);
  const isStopped = unmatchedCount >= MAX_UNMATCHED;
  const stopFields = () => ({ isOn: false, stoppedAt: readAt });
  if (isStopped) await changePaidOrders(collections.miniPrograms, appId, stopFields);
  const usesLeft = usesLeftIn(reading.counter, STORED_WINDOW, MAX_STORED_PER_DAY, readAt);
  const documentById = new Map<string, Fields>(stored.map((document) => [document._id, document]));
  const storedFieldsOf = ({ orderId }: PaidOrder): Fields => documentById.get(orderId) ?? {};
  const isToStore = (order: PaidOrder): boolean =>
    needsDelivery(order) &&
    ageMs(paymentMinuteOf(order), readAt) < MAX_PAID_AGE_MS &&
    isUntracked(storedFieldsOf(order), readAt);
  const ordersToStore = orders.filter(isToStore).slice(0, isStopped ? 0 : usesLeft);
  const ordersToRemove = orders.filter(
    (order) => !needsDelivery(order) && paidIn(storedFieldsOf(order), readAt)?.by.id === appId,
  );
  const storedUses = [{ window: STORED_WINDOW, count: ordersToStore.length, max: UNLIMITED }];
  const sameWrite = { expected: {}, fields: hasDelivery ? { unmatched: 0 } : {} };
  const counter = { documents: collections.limits, id: paidCounterId(appId) };
  await countUses(counter, reading.counter, storedUses, readAt, sameWrite);
  const by = { kind: 'paid', id: appId, name: '' } as const;
  const writeOrder = async (order: PaidOrder): Promise<unknown> => {
    const { orderId } = order;
    if (!needsDelivery(order)) return removePaid(documents, orderId, appId, now());
    // Since `stored` was read, the order may have been found or registered by another call.
    return changeRegistrations(deliveries, orderId, (registrations, document) => {
      if (!isUntracked(document, now())) return null;
      return addRegistration(registrations, { storeIds, at: paymentMinuteOf(order), by }, now());
    });
  };
  // If no time is left for some orders, the next reading stores them.
  const ordersToWrite = [...ordersToRemove, ...ordersToStore];
  while (ordersToWrite.length > 0 && call.timeLeftMs() >= LEAST_ROUND_MS) {
    const ordersOfRound = ordersToWrite.splice(0, WRITES_AT_ONCE);
    await Promise.all(ordersOfRound.map((order) => writeOrder(order).catch(noteFailure)));
  }
}

function needsDelivery({ isRefunded, isForDelivery }: PaidOrder): boolean {
  return isForDelivery && !isRefunded;
}

function paymentMinuteOf({ paidAt }: PaidOrder): number {
  return paidAt - (paidAt % MINUTE_MS);
}

function isUntracked(document: Fields, now: number): boolean {
  const hasDelivery = document['isKnown'] === true;
  return !hasDelivery && !registrationsIn(document).some((one) => isAwaited(one, now));
}
