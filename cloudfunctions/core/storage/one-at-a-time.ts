import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents } from './documents';
import { isLeaseOver } from './lease';

/** Lists of entries that calls change one at a time. `brought-…`: a person's or store's orders. */
type QueueName =
  'staff' | 'stores' | 'accounts' | 'invites' | 'register-keys' | `brought-${string}`;

export interface SerialQueue {
  readonly collections: { readonly limits: Documents };
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Longest turn (ms). Then another call begins its turn, because the instance may have died. */
const MAX_TURN_MS = 5000;
/** Maximum time (ms) that a call waits for its turn. About thirty turns fit into it. */
const MAX_WAIT_MS = 3000;
const PAUSE_MS = 50;

/**
 * Adds an entry if the existing ones allow it. Callers take turns, so that limits hold: a document
 * in `limits` marks a turn, and its version is the end. Throws `changed-meanwhile` after too long.
 */
export async function addOneAtATime<Known, Value>(
  turns: SerialQueue,
  queueName: QueueName,
  check: () => Promise<Known>,
  add: (known: Known) => Promise<Value>,
): Promise<Value> {
  const { limits } = turns.collections;
  const id = `adding-${queueName}`;
  const until = await takeTurn(turns, id);
  try {
    const known = await check();
    if (turns.now() >= until) throw new CloudFailure('changed-meanwhile');
    return await add(known);
  } finally {
    // If the turn cannot be given back, it ends by itself.
    await limits.remove(id, until).catch(() => false);
  }
}

/** Waits for the turn, and takes it. Returns its end, in ms since 1970. */
async function takeTurn({ collections, now, sleep }: SerialQueue, id: string): Promise<number> {
  const { limits } = collections;
  const take = async (version: number): Promise<number | null> => {
    const until = now() + MAX_TURN_MS;
    const isTaken = await limits.replace(id, version, { version: until });
    return isTaken ? until : null;
  };
  let until = await take(0);
  for (let waitedMs = 0; until === null; waitedMs += PAUSE_MS) {
    if (waitedMs >= MAX_WAIT_MS) throw new CloudFailure('changed-meanwhile');
    await sleep(PAUSE_MS);
    const taken = await limits.read(id, 'counter');
    if (taken === null || isLeaseOver(taken.version, now(), MAX_TURN_MS))
      until = await take(taken?.version ?? 0);
  }
  return until;
}
