import { randomBytes } from 'crypto';
import { DAY_MS } from '../../../miniprogram/contract/age';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { ShopCalls } from '../../../miniprogram/contract/shop-api';
import {
  type AuditAct,
  type AuditLine,
  type AuditOutcome,
  auditLine,
} from '../../../miniprogram/contract/audit';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Log } from '../runtime/log';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Condition, Documents, Fields, Found } from '../storage/documents';
import { readFields } from '../storage/read-fields';
import { consumeLimit, isExhausted } from './rate-limits';
import type { Staff } from './staff';

interface AuditedAct {
  /** Person who acts. Refused acts are counted for staff, but not for a person who joins. */
  readonly by: Staff | Pick<Staff, 'name' | 'staffId'>;
  readonly act: Exclude<AuditAct, 'unknown'>;
  readonly about?: string;
}

const MAX_ABOUT_CHARACTERS = 160;

export function expiredAuditLines(now: number, auditDays: number): Condition {
  return { below: ['at', now - auditDays * DAY_MS] };
}

export type Audit = ReturnType<typeof createAudit>;

type AuditCollections = Readonly<Record<'audit' | 'staff', Documents>>;

/** Creates the audit log. After 30 refused acts in an hour a person gets `too-frequent`. */
export function createAudit({ audit, staff }: AuditCollections, now: () => number, log: Log) {
  const writeLine = async (
    { by: { name: who, staffId }, act, about: whole = '' }: AuditedAct,
    outcome: AuditOutcome,
  ): Promise<string> => {
    const id = newLineId();
    const about = Array.from(whole).slice(0, MAX_ABOUT_CHARACTERS).join('');
    const line: AuditLine = { at: now(), who, staffId, act, about, outcome };
    await audit.replace(id, 0, { ...line, version: 1 });
    return id;
  };
  /** Writes the outcome into the line of an act. If that fails, the line still says `unknown`. */
  const writeOutcome = async (id: string, outcome: AuditOutcome): Promise<void> => {
    await audit.replace(id, 1, { outcome, version: 2 }).catch(() => {
      log({ event: 'audit outcome not written', outcome });
    });
  };
  const throwIfRefusedOften = async ({ by }: AuditedAct): Promise<void> => {
    if (!('fields' in by) || !isExhausted(by, 'refused-act', now())) return;
    const isFirst = await consumeLimit(staff, by, 'refused-often', now());
    if (isFirst) await writeLine({ by, act: 'refused-often' }, 'done');
    throw new CloudFailure('too-frequent', { message: '没做成的操作太多了，请一小时后再试。' });
  };
  const countRefusal = async ({ by }: AuditedAct, id?: string): Promise<void> => {
    if (id !== undefined) await writeOutcome(id, 'refused');
    if ('fields' in by) await consumeLimit(staff, by, 'refused-act', now()).catch(() => false);
  };
  return {
    /** Writes a line, acts, and writes the outcome; `unknown` for a failure after `changed()`. */
    logAround: async <Done>(
      act: AuditedAct,
      perform: (changed: () => void) => Promise<Done>,
    ): Promise<Done> => {
      await throwIfRefusedOften(act);
      const id = await writeLine(act, 'unknown');
      const progress = { isChanged: false };
      try {
        const done = await perform(() => {
          progress.isChanged = true;
        });
        await writeOutcome(id, 'done');
        return done;
      } catch (error) {
        if (error instanceof CloudFailure && !progress.isChanged) await countRefusal(act, id);
        throw error;
      }
    },
    /** Performs an act and then writes its line. A refused act gets no line. */
    logAfter: async <Done>(act: AuditedAct, perform: () => Promise<Done>): Promise<Done> => {
      await throwIfRefusedOften(act);
      try {
        const done = await perform();
        await writeLine(act, 'done');
        return done;
      } catch (error) {
        if (error instanceof CloudFailure) await countRefusal(act);
        throw error;
      }
    },
    /** Reads the latest lines before a time (ms since 1970); null: the latest of all. */
    latestLines: async (before: number | null): Promise<ShopCalls['list-audit']['data']> => {
      const limit = SHOP_BOUNDS.auditLines;
      const below = ['at', before ?? Number.MAX_SAFE_INTEGER] as const;
      const found = await audit.list({ below, greatestFirst: 'at', limit });
      const last = found.length < limit ? undefined : found.at(-1);
      if (last === undefined) return { lines: linesOf(found), older: null };
      // The next page begins before `at`, so this page needs all lines of that millisecond.
      const at = Number(last['at']);
      const later = found.filter((line) => line['at'] !== at);
      const same = await audit.list({ equal: { at }, limit });
      return { lines: linesOf([...later, ...same]), older: at };
    },
  };

  function linesOf(found: readonly Found[]): readonly AuditLine[] {
    return audit.readEach([...found].sort(newestFirst), auditLineOf);
  }
}

/** Makes an id that begins with the time in µs: ids of one millisecond keep their order. */
function newLineId(): string {
  const ms = (performance.timeOrigin + performance.now()).toFixed(3);
  return `${ms}-${randomBytes(12).toString('base64url')}`;
}

function newestFirst(one: Found, other: Found): number {
  return Number(other['at']) - Number(one['at']) || (one._id < other._id ? 1 : -1);
}

export function auditLineOf(document: Fields): AuditLine {
  return readFields(COLLECTIONS.audit, document, auditLine);
}
