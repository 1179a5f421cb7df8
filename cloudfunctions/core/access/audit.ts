import { randomBytes } from 'crypto';
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
  /** Person who acts. Refused acts are counted for staff, but not for a person who joins. */
  readonly by: Staff | Pick<Staff, 'name' | 'staffId'>;
  readonly act: Exclude<AuditAct, 'unknown'>;
  /** Subject of the act, as in `AuditLine`. */
  readonly about?: string;
}

/**
 * Audit log for the owner: who performed which act on what, and with which outcome. After 30
 * refused acts in an hour, further acts of the same person fail with `too-frequent`. They share one
 * line in the log (`refused-often`).
 */
export interface Audit {
  /**
   * Writes the line of an act, performs the act, and then writes the outcome. Without the line the
   * act is not performed.
   *
   * @param perform calls `changed` after the first of several changes. A failure before that is a
   * refusal; a failure after it leaves the outcome `unknown`, because the act is half done
   */
  readonly logAround: <Done>(
    act: Act,
    perform: (changed: () => void) => Promise<Done>,
  ) => Promise<Done>;
  /** Performs an act and writes its line at the same time. Fails if the line cannot be written. */
  readonly logAlongside: <Done>(act: Act, perform: () => Promise<Done>) => Promise<Done>;
  /** Performs an act and then writes the line of the act. A refused act gets no line. */
  readonly logAfter: <Done>(act: Act, perform: () => Promise<Done>) => Promise<Done>;
  /** Reads the latest lines before `before` (ms since 1970), or the latest of all for null. */
  readonly latestLines: (before: number | null) => Promise<ShopCalls['list-audit']['data']>;
}

const DAY_MS = 24 * 3_600_000;
/** Maximum length of a line's subject, in characters. */
const LONGEST_ABOUT = 160;

/** Returns the search condition for audit lines older than `auditDays`, which are to be removed. */
export function expiredAuditLines(now: number, auditDays: number): Condition {
  return { below: ['at', now - auditDays * DAY_MS] };
}

type Stored = Readonly<Record<'audit' | 'staff', Documents>>;

export function createAudit({ audit, staff }: Stored, now: () => number, log: Log): Audit {
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
  /** Writes the outcome of an act. If this fails, the line still says `unknown`, which is true. */
  const end = async (id: string, outcome: AuditOutcome): Promise<void> => {
    await audit.replace(id, 1, { outcome, version: 2 }).catch(() => {
      log({ event: 'audit outcome not written', outcome });
    });
  };
  /** @throws CloudFailure `too-frequent` when too many acts of this person were refused */
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
    logAround: async (act, perform) => {
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
    logAlongside: async (act, perform) => {
      await checkRefusals(act);
      const [id, done] = await Promise.allSettled([write(act, 'unknown'), perform()]);
      if (id.status === 'rejected') throw id.reason;
      const isRefused = done.status === 'rejected' && done.reason instanceof CloudFailure;
      if (done.status === 'fulfilled') await end(id.value, 'done');
      else if (isRefused) await refuse(act, id.value);
      if (done.status === 'rejected') throw done.reason;
      return done.value;
    },
    logAfter: async (act, perform) => {
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
    latestLines: async (before) => {
      const limit = SHOP_BOUNDS.auditLines;
      const below = ['at', before ?? Number.MAX_SAFE_INTEGER] as const;
      const found = await audit.list({ below, greatestFirst: 'at', limit });
      const last = found.length < limit ? undefined : found.at(-1);
      if (last === undefined) return { lines: linesOf(found), older: null };
      // The page has all lines of its earliest millisecond, because the next page begins before
      // that. Lines of one millisecond are far fewer than `limit`.
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

/** Creates an id from the real time in µs. It keeps lines of the same millisecond in order. */
function newLineId(): string {
  const ms = (performance.timeOrigin + performance.now()).toFixed(3);
  return `${ms}-${randomBytes(12).toString('base64url')}`;
}

function newestFirst(one: Found, other: Found): number {
  return Number(other['at']) - Number(one['at']) || (one._id < other._id ? 1 : -1);
}

/** Reads a line from its document; throws CloudFailure `unreadable-document`. */
export function auditLineOf(document: Fields): AuditLine {
  return readFields(COLLECTIONS.audit, document, auditLine);
}
