import { randomBytes } from 'crypto';
import { string, type } from 'superstruct';
import type { AuditAct, AuditLine } from '../../../miniprogram/contract/shop';
import { auditLine, SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Documents, Fields } from '../storage/documents';
import { readFields, usually } from '../storage/read-fields';

/** Who did what, about what: written down when it is done, and read by the owner. */
export interface Audit {
  readonly add: (who: string, act: AuditAct, about?: string) => Promise<void>;
  /**
   * Does something that is written down before, so that nothing is done unseen. The line goes when the act was refused; it stays when nobody knows how
   * far the act came.
   */
  readonly around: <Done>(
    line: Pick<AuditLine, 'who' | 'act' | 'about'>,
    perform: () => Promise<Done>,
  ) => Promise<Done>;
  /** The latest before a time (ms), newest first. */
  readonly latest: (before: number | null) => Promise<readonly AuditLine[]>;
}

/** It grants nothing; but of a line without its time or its act nobody can say what it tells. */
const kept = type({
  ...auditLine.schema,
  who: usually(string(), ''),
  about: usually(string(), ''),
});

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
        // A line too many is better than the act's own failure untold.
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

/** @throws CloudFailure `unreadable-document` */
export function auditLineOf(document: Fields): AuditLine {
  return readFields(COLLECTIONS.audit, document, kept);
}
