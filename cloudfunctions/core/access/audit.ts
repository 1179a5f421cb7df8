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

interface Act {
  /** Refused acts are counted for staff, but not for a person who joins. */
  readonly by: Staff | Pick<Staff, 'name' | 'staffId'>;
  readonly act: Exclude<AuditAct, 'unknown'>;
  readonly about?: string;
}

const LONGEST_ABOUT = 160;

export function expiredAuditLines(now: number, auditDays: number): Condition {
  return { below: ['at', now - auditDays * DAY_MS] };
}

export type Audit = ReturnType<typeof createAudit>;

type Stored = Readonly<Record<'audit' | 'staff', Documents>>;

/** After 30 refused acts in an hour a person gets `too-frequent`, and one line `refused-often`. */
export function createAudit({ audit, staff }: Stored, now: () => number, log: Log) {
  const write = async (
    { by: { name: who, staffId }, act, about: whole = '' }: Act,
    outcome: AuditOutcome,
  ): Promise<string> => {
    const id = newLineId();
    const about = Array.from(whole).slice(0, LONGEST_ABOUT).join('');
    const line: AuditLine = { at: now(), who, staffId, act, about, outcome };
    await audit.replace(id, 0, { ...line, version: 1 });
    return id;
  };
  /** If this fails, the line still says `unknown`, which is true. */
  const end = async (id: string, outcome: AuditOutcome): Promise<void> => {
    await audit.replace(id, 1, { outcome, version: 2 }).catch(() => {
      log({ event: 'audit outcome not written', outcome });
    });
  };
  const checkRefusals = async ({ by }: Act): Promise<void> => {
    if (!('fields' in by) || !isExhausted(by, 'refused-act', now())) return;
    const isFirst = await consumeLimit(staff, by, 'refused-often', now());
    if (isFirst) await write({ by, act: 'refused-often' }, 'done');
    throw new CloudFailure('too-frequent', { message: '没做成的操作太多了，请一小时后再试。' });
  };
  const refuse = async ({ by }: Act, id?: string): Promise<void> => {
    if (id !== undefined) await end(id, 'refused');
    if ('fields' in by) await consumeLimit(staff, by, 'refused-act', now()).catch(() => false);
  };
  return {
    /** Writes a line before the act; a failure after `changed` leaves its outcome `unknown`. */
    logAround: async <Done>(
      act: Act,
      perform: (changed: () => void) => Promise<Done>,
    ): Promise<Done> => {
      await checkRefusals(act);
      const id = await write(act, 'unknown');
      const progress = { isChanged: false };
      try {
        const done = await perform(() => {
          progress.isChanged = true;
        });
        await end(id, 'done');
        return done;
      } catch (error) {
        if (error instanceof CloudFailure && !progress.isChanged) await refuse(act, id);
        throw error;
      }
    },
    /** Performs an act and then writes its line. A refused act gets none. */
    logAfter: async <Done>(act: Act, perform: () => Promise<Done>): Promise<Done> => {
      await checkRefusals(act);
      try {
        const done = await perform();
        await write(act, 'done');
        return done;
      } catch (error) {
        if (error instanceof CloudFailure) await refuse(act);
        throw error;
      }
    },
    /** Reads the latest lines before a time (ms since 1970), or of all. */
    latestLines: async (before: number | null): Promise<ShopCalls['list-audit']['data']> => {
      const limit = SHOP_BOUNDS.auditLines;
      const below = ['at', before ?? Number.MAX_SAFE_INTEGER] as const;
      const found = await audit.list({ below, greatestFirst: 'at', limit });
      const last = found.length < limit ? undefined : found.at(-1);
      if (last === undefined) return { lines: linesOf(found), older: null };
      // The next page begins before this millisecond, which has far fewer lines than `limit`.
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

/** Real time in µs keeps lines of the same millisecond in order. */
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
