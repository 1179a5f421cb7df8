import { randomBytes } from 'crypto';
import { enums, is, number, string, type } from 'superstruct';
import type { AuditAct, AuditLine } from '../../../miniprogram/shared/shop';
import { AUDIT_ACTS } from '../../../miniprogram/shared/shop-api';
import type { Documents } from '../runtime/documents';

/** Who did what, about what: written down when it is done, and read by the owner. */
export interface Audit {
  readonly add: (who: string, act: AuditAct, about?: string) => Promise<void>;
  /** The latest before a time (ms), newest first. */
  readonly latest: (before: number | null) => Promise<readonly AuditLine[]>;
}

const PAGE = 100;

const lineShape = type({ at: number(), who: string(), act: enums(AUDIT_ACTS), about: string() });

export function createAudit(documents: Documents, now: () => number): Audit {
  return {
    add: async (who, act, about = '') => {
      const line: AuditLine = { at: now(), who, act, about };
      await documents.replace(randomBytes(12).toString('base64url'), 0, { ...line, version: 1 });
    },
    latest: async (before) => {
      const found = await documents.list({
        ...(before === null ? {} : { below: ['at', before] as const }),
        greatestFirst: 'at',
        limit: PAGE,
      });
      return found.flatMap((line) => {
        if (!is(line, lineShape)) return [];
        const { at, who, act, about } = line;
        return [{ at, who, act, about }];
      });
    },
  };
}
