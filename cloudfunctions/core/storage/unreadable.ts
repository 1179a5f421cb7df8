import { CloudFailure } from '../runtime/cloud-failure';
import type { Log } from '../runtime/log';

/**
 * Makes the failure of a needed document that is unreadable: of a newer release, or damaged. The
 * document stays as it is.
 *
 * @param field unreadable field; by default the version, for a foreign document
 */
export function unreadable(collection: string, field = 'version'): CloudFailure {
  return new CloudFailure('unreadable-document', {
    logged: { unreadable: `${collection}: ${field}` },
  });
}

/** Tells whether an error stands for an unreadable document. */
export function isUnreadable(error: unknown): error is CloudFailure {
  return error instanceof CloudFailure && error.code === 'unreadable-document';
}

/**
 * Reads the documents of a list. Unreadable ones are left out and logged.
 *
 * @param read throws CloudFailure `unreadable-document`, and returns null to leave a document out
 */
export function readEach<Document, Value>(
  found: readonly Document[],
  read: (document: Document) => Value | null,
  log: Log,
): readonly Value[] {
  return found.flatMap((document) => {
    try {
      return read(document) ?? [];
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      log({ event: 'unreadable document', ...error.logged });
      return [];
    }
  });
}
