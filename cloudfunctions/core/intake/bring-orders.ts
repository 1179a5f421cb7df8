import { changeRegistrations, isSame, withOneMore } from '../records/change-registrations';
import { type Registration, awaitedIn, isAwaited, registrationsIn } from '../records/registration';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { withinLimit } from '../runtime/in-time';
import type { Documents, Found } from '../storage/documents';
import { type SerialQueue, addOneAtATime } from '../storage/one-at-a-time';

export interface BroughtOrder {
  readonly orderId: string;
  readonly registration: Registration;
}

/** `not-written`: time ran out or the database failed. The order may be sent again. */
type Written = 'awaited' | 'too-many' | 'not-written';

interface Room {
  /** Id of the person, or of a key's store, whose calls write in turns. */
  readonly of: string;
  /** Counts how many more orders may wait. It runs while no other call writes orders of `of`. */
  readonly most: () => Promise<number>;
}

const AT_ONCE = 10;
/** Time (ms) after which no more orders are written: the turn of this call ends soon. */
const WRITING_MS = 4000;

/** Writes as many of the registrations as `most` and time allow; returns an outcome for each. */
export async function bringOrders(
  parts: SerialQueue & { readonly documents: Documents },
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
        const add = (all: readonly Registration[]) => withOneMore(all, one.registration, now());
        const written = changeRegistrations(parts, one.orderId, add).then(() => true, ignored);
        if (await written) outcomes[n] = 'awaited';
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

export function registeredAmong(
  documents: Documents,
  ids: readonly string[],
): Promise<readonly Found[]> {
  const only = ['registered', 'storeIds'];
  return documents.list({ holds: ['_id', ids], limit: ids.length, only });
}

/** Lists orders that take no room: they wait already, or WeChat knows them at one of the stores. */
async function withoutNeed(
  documents: Documents,
  brought: readonly BroughtOrder[],
  now: number,
): Promise<ReadonlySet<string>> {
  const ids = brought.map(({ orderId }) => orderId);
  const found = await registeredAmong(documents, ids);
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

/** Ignores that the database fails or a record is damaged: the order can be sent again. */
function ignored(error: unknown): false {
  if (cloudFailureOf(error).code === 'unexpected') throw error;
  return false;
}
