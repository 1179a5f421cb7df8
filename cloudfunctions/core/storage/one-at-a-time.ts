import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents } from './documents';
import { isLeaseOver } from './lease';

/** Lists to which one call at a time adds. `brought-…`: awaited orders of one person or store. */
type QueueName =
  'staff' | 'stores' | 'accounts' | 'invites' | 'register-keys' | `brought-${string}`;

export interface SerialQueue {
  readonly collections: { readonly limits: Documents };
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Longest turn (ms). After it, the next call's turn begins, as the first call may have died. */
const MAX_TURN_MS = 5000;
/** Maximum time (ms) that a call waits for its turn. About thirty other turns fit into it. */
const MAX_WAIT_MS = 3000;
const POLL_PAUSE_MS = 50;

/**
 * Adds an entry if the existing ones allow it. Calls take turns, so that limits hold: a document in
 * `limits` stands for the turn, with its end as version. Throws `changed-meanwhile` after a long
 * wait.
 */
export async function addOneAtATime<Existing, Value>(
  queue: SerialQueue,
  queueName: QueueName,
  readExisting: () => Promise<Existing>,
  add: (existing: Existing) => Promise<Value>,
): Promise<Value> {
  const { limits } = queue.collections;
  const turnId = `adding-${queueName}`;
  const turnEndsAt = await takeTurn(queue, turnId);
  try {
    const existing = await readExisting();
    if (queue.now() >= turnEndsAt) throw new CloudFailure('changed-meanwhile');
    return await add(existing);
  } finally {
    // If this removal fails, the turn ends by itself after MAX_TURN_MS.
    await limits.remove(turnId, turnEndsAt).catch(() => false);
  }
}

/** Waits until a turn is free, and takes it. Returns its end, in ms since 1970. */
async function takeTurn({ collections, now, sleep }: SerialQueue, turnId: string): Promise<number> {
  const { limits } = collections;
  const tryToTake = async (version: number): Promise<number | null> => {
    const endsAt = now() + MAX_TURN_MS;
    const isTaken = await limits.replace(turnId, version, { version: endsAt });
    return isTaken ? endsAt : null;
  };
  let turnEndsAt = await tryToTake(0);
  for (let waitedMs = 0; turnEndsAt === null; waitedMs += POLL_PAUSE_MS) {
    if (waitedMs >= MAX_WAIT_MS) throw new CloudFailure('changed-meanwhile');
    await sleep(POLL_PAUSE_MS);
    const currentTurn = await limits.read(turnId, 'counter');
    if (currentTurn === null || isLeaseOver(currentTurn.version, now(), MAX_TURN_MS))
      turnEndsAt = await tryToTake(currentTurn?.version ?? 0);
  }
  return turnEndsAt;
}
