import { processMs } from '../runtime/in-time';
import type { Documents, Versioned } from './documents';

/** Id of the document by which the database tells its time. */
export const CLOCK_ID = 'clock';
/** Id of the document that counts the shop's questions to WeChat. */
export const QUESTIONS_ID = 'questions';

/** Time (ms) for which a document that was brought along stands for a read of its own. */
const BROUGHT_FOR_MS = 1000;

/**
 * Opens the collection `limits`. Whoever reads the clock gets the counted questions along, because
 * the first look-up of an instance needs both: that saves a request to the database. They are kept
 * for their first reader, for a second. Missing, forged or damaged ones are not kept: their reader
 * finds out by a request.
 *
 * @param nowMs clock that nobody sets, in ms
 */
export function openLimits(documents: Documents, nowMs = processMs): Documents {
  let brought: { readonly at: number; readonly document: Versioned } | null = null;
  const readClock = async (): Promise<Versioned | null> => {
    const at = nowMs();
    const ids = [CLOCK_ID, QUESTIONS_ID];
    const found = await documents.list({ holds: ['_id', ids], limit: ids.length });
    const document = found.find(({ _id }) => _id === QUESTIONS_ID);
    brought = document === undefined ? null : { at, document };
    return found.find(({ _id }) => _id === CLOCK_ID) ?? documents.read(CLOCK_ID);
  };
  const takeQuestions = (): Versioned | null => {
    const taken = brought;
    brought = null;
    return taken !== null && nowMs() - taken.at < BROUGHT_FOR_MS ? taken.document : null;
  };
  return {
    ...documents,
    read: async (id) => {
      if (id === CLOCK_ID) return readClock();
      return (id === QUESTIONS_ID ? takeQuestions() : null) ?? documents.read(id);
    },
  };
}
