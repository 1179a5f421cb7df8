import { changeRegistrations, overlaps, addRegistration } from '../records/change-registrations';
import { type Registration, awaitedIn, isAwaited, registrationsIn } from '../records/registration';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { withinLimit } from '../runtime/in-time';
import type { Documents, Found } from '../storage/documents';
import { type SerialQueue, addOneAtATime } from '../storage/one-at-a-time';

export interface RegisteredOrder {
  readonly orderId: string;
  readonly registration: Registration;
}

/** `not-written`: time ran out or the database failed. A caller may send the order again. */
type WriteOutcome = 'awaited' | 'too-many' | 'not-written';

/** Limit of the orders that one person or one store awaits at a time. */
interface AwaitedLimit {
  /** Id of the person or store: calls with the same id write one after another. */
  readonly queueId: string;
  /** Counts how many more orders may be awaited, while no other call of `queueId` writes. */
  readonly countRoom: () => Promise<number>;
}

const WRITES_AT_ONCE = 10;
/** Longest time (ms) that a call writes. After 5 s the queue lets the next call write. */
const MAX_WRITING_MS = 4000;

/** Stores awaited orders, as many as `countRoom` and time allow; returns an outcome for each. */
export async function bringOrders(
  context: SerialQueue & { readonly documents: Documents },
  orders: readonly RegisteredOrder[],
  { queueId, countRoom }: AwaitedLimit,
  call: Pick<CallContext, 'timeLeftMs'>,
): Promise<readonly WriteOutcome[]> {
  const outcomes = orders.map((): WriteOutcome => 'not-written');
  if (orders.length === 0) return outcomes;
  const { documents, now } = context;
  const writeAll = async (orderRoom: number): Promise<void> => {
    const endsAt = now() + MAX_WRITING_MS;
    const idsNeedingNoRoom = await idsThatNeedNoRoom(documents, orders, now());
    let roomLeft = orderRoom;
    const ordersWithRoom = orders.flatMap((order, index) => {
      if (!idsNeedingNoRoom.has(order.orderId)) roomLeft -= 1;
      if (roomLeft >= 0 || idsNeedingNoRoom.has(order.orderId)) return [[order, index] as const];
      outcomes[index] = 'too-many';
      return [];
    });
    for (let start = 0; start < ordersWithRoom.length; start += WRITES_AT_ONCE) {
      if (call.timeLeftMs() < LEAST_ROUND_MS || now() >= endsAt) return;
      const writeOrder = async ([order, index]: readonly [RegisteredOrder, number]) => {
        const { orderId, registration } = order;
        const isWritten = await changeRegistrations(context, orderId, (storedRegistrations) =>
          addRegistration(storedRegistrations, registration, now()),
        ).then(() => true, ignoreFailure);
        if (isWritten) outcomes[index] = 'awaited';
      };
      await Promise.all(ordersWithRoom.slice(start, start + WRITES_AT_ONCE).map(writeOrder));
    }
  };
  const writing = addOneAtATime(context, `brought-${queueId}`, countRoom, writeAll);
  await withinLimit(writing, call.timeLeftMs(), () => new CloudFailure('database-failed')).catch(
    ignoreFailure,
  );
  return [...outcomes];
}

export function readRegisteredDocuments(
  documents: Documents,
  orderIds: readonly string[],
): Promise<readonly Found[]> {
  const fieldNames = ['registered', 'storeIds'];
  return documents.list({ holds: ['_id', orderIds], limit: orderIds.length, only: fieldNames });
}

/** Lists orders that do not count for the limit: those awaited already, or found at an account. */
async function idsThatNeedNoRoom(
  documents: Documents,
  orders: readonly RegisteredOrder[],
  now: number,
): Promise<ReadonlySet<string>> {
  const orderIds = orders.map(({ orderId }) => orderId);
  const storedDocuments = await readRegisteredDocuments(documents, orderIds);
  const documentById = new Map(storedDocuments.map((document) => [document._id, document]));
  const idsNeedingNoRoom = orders.flatMap(({ orderId, registration }) => {
    const document = documentById.get(orderId);
    if (document === undefined) return [];
    const isNeeded = awaitedIn({ ...document, registered: [registration] }, 'all', now).length > 0;
    const isAwaitedAlready = registrationsIn(document).some(
      (stored) => overlaps(stored, registration) && isAwaited(stored, now),
    );
    return isAwaitedAlready || !isNeeded ? [orderId] : [];
  });
  return new Set(idsNeedingNoRoom);
}

/** Ignores a database failure or a damaged record, because a caller can send the order again. */
function ignoreFailure(error: unknown): false {
  if (cloudFailureOf(error).code === 'unexpected') throw error;
  return false;
}
