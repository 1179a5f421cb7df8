import { changeRegistrations, overlaps, addRegistration } from '../records/change-registrations';
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
type WriteOutcome = 'awaited' | 'too-many' | 'not-written';

interface AwaitedLimit {
  /** Id of the person or store whose calls write one after another. */
  readonly queueId: string;
  /** Counts how many more orders may be awaited, while no other call of `queueId` writes. */
  readonly countRoom: () => Promise<number>;
}

const WRITES_AT_ONCE = 10;
/** Time (ms) after which no more orders are written, because another call may write then. */
const MAX_WRITING_MS = 4000;

/** Writes as many registrations as `countRoom` and time allow; returns an outcome for each. */
export async function bringOrders(
  parts: SerialQueue & { readonly documents: Documents },
  brought: readonly BroughtOrder[],
  { queueId, countRoom }: AwaitedLimit,
  call: Pick<CallContext, 'timeLeftMs'>,
): Promise<readonly WriteOutcome[]> {
  const outcomes = brought.map((): WriteOutcome => 'not-written');
  if (brought.length === 0) return outcomes;
  const { documents, now } = parts;
  const writeAll = async (room: number): Promise<void> => {
    const endsAt = now() + MAX_WRITING_MS;
    const others = await idsWithoutNeed(documents, brought, now());
    let roomLeft = room;
    const ordersWithRoom = brought.flatMap((one, n) => {
      if (!others.has(one.orderId)) roomLeft -= 1;
      if (roomLeft >= 0 || others.has(one.orderId)) return [[one, n] as const];
      outcomes[n] = 'too-many';
      return [];
    });
    for (let start = 0; start < ordersWithRoom.length; start += WRITES_AT_ONCE) {
      if (call.timeLeftMs() < LEAST_ROUND_MS || now() >= endsAt) return;
      const write = async ([one, n]: readonly [BroughtOrder, number]): Promise<void> => {
        const add = (all: readonly Registration[]) => addRegistration(all, one.registration, now());
        const written = changeRegistrations(parts, one.orderId, add).then(
          () => true,
          ignoreFailure,
        );
        if (await written) outcomes[n] = 'awaited';
      };
      await Promise.all(ordersWithRoom.slice(start, start + WRITES_AT_ONCE).map(write));
    }
  };
  const turn = addOneAtATime(parts, `brought-${queueId}`, countRoom, writeAll);
  await withinLimit(turn, call.timeLeftMs(), () => new CloudFailure('database-failed')).catch(
    ignoreFailure,
  );
  return [...outcomes];
}

export function readRegistered(
  documents: Documents,
  ids: readonly string[],
): Promise<readonly Found[]> {
  const only = ['registered', 'storeIds'];
  return documents.list({ holds: ['_id', ids], limit: ids.length, only });
}

/** Lists orders that take no room: they wait already, or are on record for one of the stores. */
async function idsWithoutNeed(
  documents: Documents,
  brought: readonly BroughtOrder[],
  now: number,
): Promise<ReadonlySet<string>> {
  const ids = brought.map(({ orderId }) => orderId);
  const found = await readRegistered(documents, ids);
  const documentOf = new Map(found.map((document) => [document._id, document]));
  const others = brought.filter(({ orderId, registration }) => {
    const document = documentOf.get(orderId);
    if (document === undefined) return false;
    const isKnown = awaitedIn({ ...document, registered: [registration] }, 'all', now).length === 0;
    const all = registrationsIn(document);
    return isKnown || all.some((one) => overlaps(one, registration) && isAwaited(one, now));
  });
  return new Set(others.map(({ orderId }) => orderId));
}

/** Ignores a database failure or a damaged record: the order can be sent again. */
function ignoreFailure(error: unknown): false {
  if (cloudFailureOf(error).code === 'unexpected') throw error;
  return false;
}
