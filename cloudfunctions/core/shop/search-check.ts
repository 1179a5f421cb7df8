import type { CheckLine } from '../../../miniprogram/shared/self-check';
import { checkLine } from '../../../miniprogram/shared/self-check';

/**
 * Finding an order by its end may take so much longer than reading a document: an index makes it as
 * fast; without one it grows with all that was ever looked up, and a look-up waits for it.
 */
const MOST_SEARCH_MS = 1000;

/** Questions to the database of known orders. */
export interface SearchPorts {
  /** Reads a document by its `_id`, which needs no index of ours. */
  readonly read: () => Promise<unknown>;
  /** Looks for an order by its end, which needs one. */
  readonly search: () => Promise<unknown>;
}

/**
 * Tells by its time whether the database finds an order by an index. How slow the database itself
 * is just now is left out of it.
 *
 * @param elapsedMs of real time, whatever clock the shop goes by
 */
export async function checkSearch(
  { read, search }: SearchPorts,
  elapsedMs: () => number = () => performance.now(),
): Promise<readonly CheckLine[]> {
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const before = elapsedMs();
    await work();
    return elapsedMs() - before;
  };
  const readMs = await timed(read);
  const searchMs = await timed(search);
  if (searchMs - readMs <= MOST_SEARCH_MS) return [checkLine('search', 'search-quick')];
  return [checkLine('search', 'search-slow', { value: (searchMs / 1000).toFixed(1) })];
}
