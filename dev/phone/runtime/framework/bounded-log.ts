/** How many entries a log keeps. */
const MOST_ENTRIES = 1000;

/** Adds an entry; the oldest goes when there are too many. */
export function addBounded<Entry>(log: Entry[], entry: Entry): void {
  log.push(entry);
  if (log.length > MOST_ENTRIES) log.shift();
}
