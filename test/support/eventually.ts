import { setTimeout as pause } from 'node:timers/promises';

/** Limit of waiting, for hangs on a busy machine. */
export const NEVER_MS = 300_000;

/** Longest pause between two looks, each of which costs a browser and two processes time. */
const LONGEST_PAUSE_MS = 250;

/** Polls until a value fits, ever more seldom. It throws the last value after the limit. */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  isWanted: (seen: Seen) => boolean,
): Promise<Seen> {
  const end = Date.now() + NEVER_MS;
  for (let pauseMs = 20; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(seen)} after ${NEVER_MS} ms.`);
    await pause(pauseMs);
  }
}
