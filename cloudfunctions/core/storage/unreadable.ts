import { CloudFailure } from '../runtime/cloud-failure';
import type { Log } from '../runtime/log';

/**
 * Creates the failure for a document that is needed but unreadable: written by a newer release, or
 * damaged. The document is left unchanged.
 *
 * @param field unreadable field; by default the version, which foreign documents lack
 */
export function unreadable(collection: string, field = 'version'): CloudFailure {
  return new CloudFailure('unreadable-document', {
    logged: { unreadable: `${collection}: ${field}` },
  });
}

export function isUnreadable(error: unknown): error is CloudFailure {
  return error instanceof CloudFailure && error.code === 'unreadable-document';
}

/**
 * Converts documents with `read`. Unreadable ones are logged and left out.
 *
 * @param read returns null to leave a document out; throws CloudFailure `unreadable-document`
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
