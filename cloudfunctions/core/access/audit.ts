import { randomBytes } from 'crypto';
import { string, type } from 'superstruct';
import type { AuditAct, AuditLine } from '../../../miniprogram/contract/shop';
import { auditLine, SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Condition, Documents, Fields } from '../storage/documents';
import { readFields, usually } from '../storage/read-fields';

/** Audit log for the owner: who did what, about what. */
export interface Audit {
  readonly add: (who: string, act: AuditAct, about?: string) => Promise<void>;
  /**
   * Logs an act before it is performed, so that no act goes unseen. The line is removed when the
   * act was refused. It stays when nobody knows how far the act came.
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
 * Schema of a stored line. A line grants nothing, so its texts have defaults. Without its time or
 * its act it says nothing, so these have none.
 */
const documentFields = type({
  ...auditLine.schema,
  who: usually(string(), ''),
  about: usually(string(), ''),
});

const DAY_MS = 24 * 3_600_000;

/** Makes the condition of lines that are to be removed, by the days for which lines are kept. */
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
