import { setTimeout as pause } from 'node:timers/promises';

/** Longer than anything takes on a machine that does something else besides: what has not come by then never comes. */
export const NEVER_MS = 300_000;

/** Looks again and again until what is seen is as wanted; throws what was seen last when that never comes. */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  isWanted: (seen: Seen) => boolean,
): Promise<Seen> {
  const end = Date.now() + NEVER_MS;
  for (;;) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(seen)} after ${NEVER_MS} ms.`);
    await pause(50);
  }
}
