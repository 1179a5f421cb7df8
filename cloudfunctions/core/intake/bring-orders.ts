import { isSame, withOneMore, withRegistrations } from '../records/change-registrations';
import { type Registration, awaitedIn, isAwaited, registrationsIn } from '../records/registration';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { withinLimit } from '../runtime/in-time';
import { changeDocument } from '../storage/change-document';
import type { Documents } from '../storage/documents';
import { type SerialQueue, addOneAtATime } from '../storage/one-at-a-time';

export interface BroughtOrder {
  readonly orderId: string;
  readonly registration: Registration;
}

/** `not-written`: time ran out or the database failed. The order may be sent again. */
type Written = 'awaited' | 'too-many' | 'not-written';

/** Room for more waiting orders of one person or store (`of`), whose calls write in turns. */
interface Room {
  /** Staff id of the person who brings orders; for orders by a key, the id of the store. */
  readonly of: string;
  /** Counts how many more orders may wait. It runs while no other call writes orders of `of`. */
  readonly most: () => Promise<number>;
}

interface Parts extends SerialQueue {
  readonly documents: Documents;
}

const AT_ONCE = 10;
/** Time (ms) after which no more orders are written, because the turn of this call ends soon. */
const WRITING_MS = 4000;

/** Writes as many of the registrations as `most` and time allow; returns an outcome for each. */
export async function bringOrders(
  parts: Parts,
  brought: readonly BroughtOrder[],
  { of, most }: Room,
  call: Pick<CallContext, 'timeLeftMs'>,
): Promise<readonly Written[]> {
  const outcomes = brought.map((): Written => 'not-written');
  if (brought.length === 0) return outcomes;
  const { documents, now } = parts;
  const writeAll = async (room: number): Promise<void> => {
    const endsAt = now() + WRITING_MS;
    const others = await withoutNeed(documents, brought, now());
    let left = room;
    const fitting = brought.flatMap((one, n) => {
      if (!others.has(one.orderId)) left -= 1;
      if (left >= 0 || others.has(one.orderId)) return [[one, n] as const];
      outcomes[n] = 'too-many';
      return [];
    });
    for (let start = 0; start < fitting.length; start += AT_ONCE) {
      if (call.timeLeftMs() < LEAST_ROUND_MS || now() >= endsAt) return;
      const write = async ([one, n]: readonly [BroughtOrder, number]): Promise<void> => {
        if (await isWritten(documents, one, now())) outcomes[n] = 'awaited';
      };
      await Promise.all(fitting.slice(start, start + AT_ONCE).map(write));
    }
  };
  const turn = addOneAtATime(parts, `brought-${of}`, most, writeAll);
  await withinLimit(turn, call.timeLeftMs(), () => new CloudFailure('database-failed')).catch(
    ignored,
  );
  return [...outcomes];
}

/** Lists orders that take no room: they wait already, or WeChat knows them at one of the stores. */
async function withoutNeed(
  documents: Documents,
  brought: readonly BroughtOrder[],
  now: number,
): Promise<ReadonlySet<string>> {
  const ids = brought.map(({ orderId }) => orderId);
  const only = ['registered', 'storeIds'];
  const found = await documents.list({ holds: ['_id', ids], limit: ids.length, only });
  const documentOf = new Map(found.map((document) => [document._id, document]));
  const others = brought.filter(({ orderId, registration }) => {
    const document = documentOf.get(orderId);
    if (document === undefined) return false;
    const isKnown = awaitedIn({ ...document, registered: [registration] }, 'all', now).length === 0;
    const all = registrationsIn(document);
    return isKnown || all.some((one) => isSame(one, registration) && isAwaited(one, now));
  });
  return new Set(others.map(({ orderId }) => orderId));
}

/** Writes a registration. @returns false when the database fails, or the record is damaged */
async function isWritten(
  documents: Documents,
  { orderId, registration }: BroughtOrder,
  now: number,
): Promise<boolean> {
  const written = changeDocument(documents, orderId, (document) =>
    withRegistrations(document, orderId, (all) => withOneMore(all, registration, now), now),
  );
  return written.then(() => true, ignored);
}

/** Ignores a failure to write, because the order can be sent again. Other errors are thrown. */
function ignored(error: unknown): false {
  if (cloudFailureOf(error).code === 'unexpected') throw error;
  return false;
}
