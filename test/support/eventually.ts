import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until what is seen is as wanted; throws what was seen last when that takes too long. */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  isWanted: (seen: Seen) => boolean,
  withinMs = 30_000,
): Promise<Seen> {
  const end = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(seen)} after ${withinMs} ms.`);
    await pause(50);
  }
}
