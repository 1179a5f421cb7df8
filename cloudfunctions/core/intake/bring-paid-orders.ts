import { MINUTE_MS, ageMs } from '../../../miniprogram/contract/age';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import type { Deliveries } from '../deliveries/deliveries';
import type { PaidOrder } from '../providers/wechat/paid-orders';
import { changeRegistrations, removePaid, addRegistration } from '../records/change-registrations';
import { isAwaited, PAID_TAKEN_MS, paidIn, registrationsIn } from '../records/registration';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { changePaidOrders } from '../shop/mini-programs';
import { DAILY, countUses, UNLIMITED, usesLeftIn } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { numberIn } from '../storage/read-fields';
import { paidCounterId, READ_WINDOW, readPaidOrders } from './paid-reads';

/** Age (ms) up to which payments are read: 5 minutes more than `PAID_TAKEN_MS`. */
const READ_PAYMENTS_MS = 35 * MINUTE_MS;
const TAKEN_WINDOW = { ...DAILY, count: 'taken', since: 'takenSince' };
const MAX_TAKEN_PER_DAY = 2000;
/** Number of paid orders in a row without a delivery after which their reading is switched off. */
const MAX_UNMATCHED = 50;
const WRITES_AT_ONCE = 10;

/**
 * Reads the paid orders of each mini-program that has this switched on, once a minute for the whole
 * shop, and stores new ones as awaited orders. A failure is only noted.
 */
export async function bringPaidOrders(deliveries: Deliveries, call: CallContext): Promise<void> {
  const noteFailure = (error: unknown): void => {
    call.note({ paidOrders: cloudFailureOf(error).code });
  };
  const appIds = await deliveries.paidAppIds().catch(noteFailure);
  await Promise.all(
    appIds?.map((appId) =>
      takePaidOrdersOf(deliveries, appId, call, noteFailure).catch(noteFailure),
    ) ?? [],
  );
}

async function takePaidOrdersOf(
  deliveries: Deliveries,
  appId: string,
  call: CallContext,
  noteFailure: (error: unknown) => void,
): Promise<void> {
  const { documents, collections, accounts: book, paidLookedAt, now } = deliveries;
  const at = now();
  const isTimeUp = call.timeLeftMs() < LEAST_ROUND_MS;
  if (isTimeUp || ageMs(paidLookedAt.get(appId) ?? 0, at) < MINUTE_MS) return;
  paidLookedAt.set(appId, at);
  const accounts = (await book.accounts()).filter((account) => account.appId === appId);
  const bindings = accounts.flatMap((account) => account.bindings);
  const storeIds = [...new Set(bindings.map(({ storeId }) => storeId))];
  const range = { from: at - READ_PAYMENTS_MS, to: at };
  const reading =
    storeIds.length === 0
      ? 'busy'
      : await readPaidOrders(deliveries, appId, READ_WINDOW, [range], call);
  if (typeof reading === 'string') return;
  const orderById = new Map(reading.orders.map((order) => [order.orderId, order]));
  const [ids, orders] = [[...orderById.keys()], [...orderById.values()]];
  const search = { limit: ids.length, only: ['isKnown', 'registered'] };
  const found = ids.length === 0 ? [] : await documents.list({ holds: ['_id', ids], ...search });
  const hasMatch = found.some(({ isKnown }) => isKnown === true);
  const isStopped = (numberIn(reading.counter, 'unmatched') ?? 0) >= MAX_UNMATCHED && !hasMatch;
  const stop = () => ({ isOn: false, stoppedAt: at });
  if (isStopped) await changePaidOrders(collections.miniPrograms, appId, stop);
  const room = isStopped ? 0 : usesLeftIn(reading.counter, TAKEN_WINDOW, MAX_TAKEN_PER_DAY, at);
  const documentOf = new Map<string, Fields>(found.map((document) => [document._id, document]));
  const storedOf = ({ orderId }: PaidOrder): Fields => documentOf.get(orderId) ?? {};
  const isToTake = (order: PaidOrder): boolean =>
    needsDelivery(order) &&
    ageMs(paymentMinuteOf(order), at) < PAID_TAKEN_MS &&
    isUntracked(storedOf(order), at);
  const taken = orders.filter(isToTake).slice(0, room);
  const dropped = orders.filter(
    (order) => !needsDelivery(order) && paidIn(storedOf(order), at)?.by.id === appId,
  );
  const uses = [{ window: TAKEN_WINDOW, by: taken.length, most: UNLIMITED }];
  const along = { expected: {}, fields: hasMatch ? { unmatched: 0 } : {} };
  const counter = { documents: collections.limits, id: paidCounterId(appId) };
  await countUses(counter, reading.counter, uses, at, along);
  const by = { kind: 'paid', id: appId, name: '' } as const;
  const write = async (order: PaidOrder): Promise<unknown> => {
    const { orderId } = order;
    if (!needsDelivery(order)) return removePaid(documents, orderId, appId, now());
    // The order may have been found or registered since the search, so this is checked again.
    return changeRegistrations(deliveries, orderId, (all, document) => {
      const one = { storeIds, at: paymentMinuteOf(order), by };
      return isUntracked(document, now()) ? addRegistration(all, one, now()) : null;
    });
  };
  const toWrite = [...dropped, ...taken];
  // The next reading stores the orders for which no time is left.
  for (let n = 0; n < toWrite.length && call.timeLeftMs() >= LEAST_ROUND_MS; n += WRITES_AT_ONCE)
    await Promise.all(
      toWrite.slice(n, n + WRITES_AT_ONCE).map((one) => write(one).catch(noteFailure)),
    );
}

function needsDelivery({ isRefunded, isDelivered }: PaidOrder): boolean {
  return isDelivered && !isRefunded;
}

function paymentMinuteOf({ paidAt }: PaidOrder): number {
  return paidAt - (paidAt % MINUTE_MS);
}

function isUntracked(document: Fields, now: number): boolean {
  const hasDelivery = document['isKnown'] === true;
  return !hasDelivery && !registrationsIn(document).some((one) => isAwaited(one, now));
}
