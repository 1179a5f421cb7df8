import { randomBytes } from 'crypto';
import { string, type } from 'superstruct';
import type { AuditAct, AuditLine } from '../../../miniprogram/contract/shop';
import { auditLine, SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Condition, Documents, Fields } from '../storage/documents';
import { readFields, usually } from '../storage/read-fields';

/** Audit log that the owner can read: who performed which act, and on what. */
export interface Audit {
  readonly add: (who: string, act: AuditAct, about?: string) => Promise<void>;
  /**
   * Writes an audit line before an act is performed, so that no act goes unrecorded. Removes the
   * line if the act is refused, but keeps it after an unexpected error, which may come after the
   * act.
   */
  readonly around: <Done>(
    line: Pick<AuditLine, 'who' | 'act' | 'about'>,
    perform: () => Promise<Done>,
  ) => Promise<Done>;
  /**
   * Reads the latest lines before a time (ms since 1970; null: the latest of all), newest first.
   */
  readonly latest: (before: number | null) => Promise<readonly AuditLine[]>;
}

/**
 * Schema of a stored audit line. It grants no rights, so a missing `who` or `about` gets a default.
 * `at` and `act` have none, because a line without them is useless.
 */
const documentFields = type({
  ...auditLine.schema,
  who: usually(string(), ''),
  about: usually(string(), ''),
});

const DAY_MS = 24 * 3_600_000;

/** Returns the search condition for audit lines older than `auditDays`, which are to be removed. */
export function expiredAuditLines(now: number, auditDays: number): Condition {
  return { below: ['at', now - auditDays * DAY_MS] };
}

export function createAudit(documents: Documents, now: () => number): Audit {
  const write = async (line: Omit<AuditLine, 'at'>): Promise<string> => {
    const id = randomBytes(12).toString('base64url');
    await documents.replace(id, 0, { ...line, at: now(), version: 1 });
    return id;
  };
  return {
    add: async (who, act, about = '') => {
      await write({ who, act, about });
    },
    around: async (line, perform) => {
      const id = await write(line);
      try {
        return await perform();
      } catch (error) {
        // A failed removal must not hide the act's own failure.
        if (error instanceof CloudFailure) await documents.remove(id, 1).catch(() => false);
        throw error;
      }
    },
    latest: async (before) => {
      const search = {
        ...(before === null ? {} : { below: ['at', before] as const }),
        greatestFirst: 'at',
        limit: SHOP_BOUNDS.auditLines,
      };
      return documents.listAs(search, auditLineOf);
    },
  };
}

/**
 * Reads a line from its document.
 *
 * @throws CloudFailure `unreadable-document`
 */
export function auditLineOf(document: Fields): AuditLine {
  return readFields(COLLECTIONS.audit, document, documentFields);
}
