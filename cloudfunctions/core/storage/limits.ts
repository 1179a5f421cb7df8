import { processMs } from '../runtime/in-time';
import type { Documents, Versioned } from './documents';

/** Id of the document by which the database tells its time. */
export const CLOCK_ID = 'clock';
/**
 * Id of the document that counts the shop's questions to WeChat (core/asking/question-budget).
 */
export const QUESTIONS_ID = 'questions';

/** Age (ms) that prefetched questions may reach until they are read. */
const PREFETCHED_FOR_MS = 1000;

/**
 * Opens the collection `limits`. Reading the clock prefetches the counted questions, because the
 * first look-up of an instance needs both: that saves a request to the database. They are kept for
 * their first reader, for a second, unless this instance reads or writes them meanwhile. Missing,
 * forged or damaged ones are not kept: their reader finds out by a request.
 *
 * @param nowMs clock that nobody sets, in ms
 */
export function openLimits(documents: Documents, nowMs = processMs): Documents {
  let prefetched: { readonly at: number; readonly document: Versioned } | null = null;
  /** Number of reads and writes of the questions by this instance. */
  let used = 0;
  const use = (id: string): void => {
    if (id !== QUESTIONS_ID) return;
    used += 1;
    prefetched = null;
  };
  const readClock = async (): Promise<Versioned | null> => {
    prefetched = null;
    const [at, usedBefore] = [nowMs(), used];
    const ids = [CLOCK_ID, QUESTIONS_ID];
    const found = await documents.list({ holds: ['_id', ids], limit: ids.length });
    const document = found.find(({ _id }) => _id === QUESTIONS_ID);
    if (document !== undefined && used === usedBefore) prefetched = { at, document };
    return found.find(({ _id }) => _id === CLOCK_ID) ?? documents.read(CLOCK_ID);
  };
  return {
    ...documents,
    read: (id, as) => {
      if (id === CLOCK_ID) return readClock();
      const kept = id === QUESTIONS_ID ? prefetched : null;
      use(id);
      if (kept !== null && nowMs() - kept.at < PREFETCHED_FOR_MS)
        return Promise.resolve(kept.document);
      return documents.read(id, as);
    },
    replace: (id, ...given) => {
      use(id);
      return documents.replace(id, ...given);
    },
    putIf: (id, ...given) => {
      use(id);
      return documents.putIf(id, ...given);
    },
  };
}
