import { setTimeout as pause } from 'node:timers/promises';

/** Limit of waiting, for hangs on a busy machine. */
export const NEVER_MS = 300_000;

/** Polls until a value fits. It throws the last value after the limit. */
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
