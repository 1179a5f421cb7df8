import { ageMs } from '../../../miniprogram/contract/age';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import type { Deliveries } from '../deliveries/deliveries';
import type { PaidOrder } from '../providers/wechat/paid-orders';
import { changeRegistrations, dropPaid, withOneMore } from '../records/change-registrations';
import { isAwaited, PAID_TAKEN_MS, paidIn, registrationsIn } from '../records/registration';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { changePaidOrders } from '../shop/mini-programs';
import { A_DAY, countUses, NO_BOUND, roomIn } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { numberIn } from '../storage/read-fields';
import { paidCounterId, READS, readPaidOrders } from './paid-reads';

const MINUTE = 60_000;
/** Age (ms) of the payments that are read: also of those that were just asked for the last time. */
const READ_MS = 35 * MINUTE;
const TAKEN = { ...A_DAY, count: 'taken', since: 'takenSince' };
const MOST_TAKEN_A_DAY = 2000;
/** Number of paid orders in a row without a delivery after which no more are taken. */
const MOST_UNMATCHED = 50;
const AT_ONCE = 10;

/**
 * Reads the paid orders of each mini-program that is switched on, once a minute for the whole shop,
 * and takes new ones as awaited orders. A failure is only noted.
 */
export async function bringPaidOrders(deliveries: Deliveries, call: CallContext): Promise<void> {
  const failed = (error: unknown): void => {
    call.note({ paidOrders: cloudFailureOf(error).code });
  };
  const appIds = await deliveries.paidAppIds().catch(failed);
  await Promise.all(
    appIds?.map((appId) => bring(deliveries, appId, call, failed).catch(failed)) ?? [],
  );
}

async function bring(
  deliveries: Deliveries,
  appId: string,
  call: CallContext,
  failed: (error: unknown) => void,
): Promise<void> {
  const { documents, collections, accounts: book, paidLookedAt, now } = deliveries;
  const at = now();
  const isLate = call.timeLeftMs() < LEAST_ROUND_MS;
  if (isLate || ageMs(paidLookedAt.get(appId) ?? 0, at) < MINUTE) return;
  paidLookedAt.set(appId, at);
  const accounts = (await book.accounts()).filter((account) => account.appId === appId);
  const bindings = accounts.flatMap((account) => account.bindings);
  const storeIds = [...new Set(bindings.map(({ storeId }) => storeId))];
  const range = { from: at - READ_MS, to: at };
  const reading =
    storeIds.length === 0 ? 'busy' : await readPaidOrders(deliveries, appId, READS, [range], call);
  if (typeof reading === 'string') return;
  const listed = new Map(reading.orders.map((order) => [order.orderId, order]));
  const [ids, orders] = [[...listed.keys()], [...listed.values()]];
  const search = { limit: ids.length, only: ['isKnown', 'registered'] };
  const found = ids.length === 0 ? [] : await documents.list({ holds: ['_id', ids], ...search });
  const hasMatch = found.some(({ isKnown }) => isKnown === true);
  const isStopped = (numberIn(reading.counter, 'unmatched') ?? 0) >= MOST_UNMATCHED && !hasMatch;
  const stop = () => ({ isOn: false, stoppedAt: at });
  if (isStopped) await changePaidOrders(collections.miniPrograms, appId, stop);
  const room = isStopped ? 0 : roomIn(reading.counter, TAKEN, MOST_TAKEN_A_DAY, at);
  const documentOf = new Map<string, Fields>(found.map((document) => [document._id, document]));
  const storedOf = ({ orderId }: PaidOrder): Fields => documentOf.get(orderId) ?? {};
  const isNew = (order: PaidOrder): boolean =>
    isWanted(order) && ageMs(minuteOf(order), at) < PAID_TAKEN_MS && isFree(storedOf(order), at);
  const taken = orders.filter(isNew).slice(0, room);
  const dropped = orders.filter(
    (order) => !isWanted(order) && paidIn(storedOf(order), at)?.by.id === appId,
  );
  const uses = [{ window: TAKEN, by: taken.length, most: NO_BOUND }];
  const along = { given: {}, fields: hasMatch ? { unmatched: 0 } : {} };
  const counter = { documents: collections.limits, id: paidCounterId(appId) };
  await countUses(counter, reading.counter, uses, at, along);
  const by = { kind: 'paid', id: appId, name: '' } as const;
  const write = async (order: PaidOrder): Promise<unknown> => {
    const { orderId } = order;
    if (!isWanted(order)) return dropPaid(documents, orderId, appId, now());
    // By now it may be known or awaited.
    return changeRegistrations(deliveries, orderId, (all, document) => {
      const one = { storeIds, at: minuteOf(order), by };
      return isFree(document, now()) ? withOneMore(all, one, now()) : null;
    });
  };
  const changed = [...dropped, ...taken];
  // What time does not suffice for is taken by the next reading.
  for (let n = 0; n < changed.length && call.timeLeftMs() >= LEAST_ROUND_MS; n += AT_ONCE)
    await Promise.all(changed.slice(n, n + AT_ONCE).map((one) => write(one).catch(failed)));
}

function isWanted({ isRefunded, isDelivered }: PaidOrder): boolean {
  return isDelivered && !isRefunded;
}

function minuteOf({ paidAt }: PaidOrder): number {
  return paidAt - (paidAt % MINUTE);
}

function isFree(document: Fields, now: number): boolean {
  const isKnown = document['isKnown'] === true;
  return !isKnown && !registrationsIn(document).some((one) => isAwaited(one, now));
}
