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
  /** Person who acts. Refused acts are counted for staff, but not for a person who only joins. */
  readonly by: Staff | Pick<Staff, 'name' | 'staffId'>;
  readonly act: Exclude<AuditAct, 'unknown'>;
  /** Whom or what the act is about, as in {@link AuditLine}. */
  readonly about?: string;
}

const MAX_ABOUT_CHARACTERS = 160;

export function expiredAuditLineCondition(now: number, auditDays: number): Condition {
  return { below: ['at', now - auditDays * DAY_MS] };
}

export type Audit = ReturnType<typeof createAudit>;

type AuditCollections = Readonly<Record<'audit' | 'staff', Documents>>;

/** Creates the audit log. After 30 refused acts in an hour, a person's acts get `too-frequent`. */
export function createAudit({ audit, staff }: AuditCollections, now: () => number, log: Log) {
  const writeLine = async (
    { by: { name: who, staffId }, act, about: wholeAbout = '' }: AuditedAct,
    outcome: AuditOutcome,
  ): Promise<string> => {
    const lineId = createLineId();
    const about = Array.from(wholeAbout).slice(0, MAX_ABOUT_CHARACTERS).join('');
    const line: AuditLine = { at: now(), who, staffId, act, about, outcome };
    await audit.replace(lineId, 0, { ...line, version: 1 });
    return lineId;
  };
  /** Writes the outcome into the line of an act. If that fails, the line still says `unknown`. */
  const writeOutcome = async (lineId: string, outcome: AuditOutcome): Promise<void> => {
    await audit.replace(lineId, 1, { outcome, version: 2 }).catch(() => {
      log({ event: 'audit outcome not written', outcome });
    });
  };
  const throwIfRefusedOften = async ({ by }: AuditedAct): Promise<void> => {
    if (!('fields' in by) || !isExhausted(by, 'refused-act', now())) return;
    const isFirstOverLimit = await consumeLimit(staff, by, 'refused-often', now());
    if (isFirstOverLimit) await writeLine({ by, act: 'refused-often' }, 'done');
    throw new CloudFailure('too-frequent', { message: '没做成的操作太多了，请一小时后再试。' });
  };
  const countRefusal = async ({ by }: AuditedAct, lineId?: string): Promise<void> => {
    if (lineId !== undefined) await writeOutcome(lineId, 'refused');
    if ('fields' in by) await consumeLimit(staff, by, 'refused-act', now()).catch(() => false);
  };
  return {
    /** Writes an act's line, acts, writes the outcome; `unknown` if it fails after `noteChange`. */
    logAround: async <Result>(
      act: AuditedAct,
      perform: (noteChange: () => void) => Promise<Result>,
    ): Promise<Result> => {
      await throwIfRefusedOften(act);
      const lineId = await writeLine(act, 'unknown');
      const progress = { isChanged: false };
      try {
        const result = await perform(() => {
          progress.isChanged = true;
        });
        await writeOutcome(lineId, 'done');
        return result;
      } catch (error) {
        if (error instanceof CloudFailure && !progress.isChanged) await countRefusal(act, lineId);
        throw error;
      }
    },
    /** Performs an act and then writes its line. A refused act gets no line. */
    logAfter: async <Result>(act: AuditedAct, perform: () => Promise<Result>): Promise<Result> => {
      await throwIfRefusedOften(act);
      try {
        const result = await perform();
        await writeLine(act, 'done');
        return result;
      } catch (error) {
        if (error instanceof CloudFailure) await countRefusal(act);
        throw error;
      }
    },
    /** Reads the latest lines before a time (ms since 1970); null: the latest of all. */
    latestLines: async (beforeMs: number | null): Promise<ShopCalls['list-audit']['data']> => {
      const limit = SHOP_BOUNDS.auditLines;
      const below = ['at', beforeMs ?? Number.MAX_SAFE_INTEGER] as const;
      const foundLines = await audit.list({ below, descendingBy: 'at', limit });
      const oldestFound = foundLines.length < limit ? undefined : foundLines.at(-1);
      if (oldestFound === undefined) return { lines: sortedLines(foundLines), older: null };
      // The next page begins before `oldestMs`, so this page needs all lines of that millisecond.
      const oldestMs = Number(oldestFound['at']);
      const newerLines = foundLines.filter((foundLine) => foundLine['at'] !== oldestMs);
      const sameMsLines = await audit.list({ equal: { at: oldestMs }, limit });
      return { lines: sortedLines([...newerLines, ...sameMsLines]), older: oldestMs };
    },
  };

  function sortedLines(foundLines: readonly Found[]): readonly AuditLine[] {
    return audit.readEach([...foundLines].sort(compareNewestFirst), readAuditLine);
  }
}

/** Makes an id that begins with the time (ms, 3 decimals), so that ids sort in order of time. */
function createLineId(): string {
  const timeMs = (performance.timeOrigin + performance.now()).toFixed(3);
  return `${timeMs}-${randomBytes(12).toString('base64url')}`;
}

function compareNewestFirst(one: Found, other: Found): number {
  return Number(other['at']) - Number(one['at']) || (one._id < other._id ? 1 : -1);
}

export function readAuditLine(document: Fields): AuditLine {
  return readFields(COLLECTIONS.audit, document, auditLine);
}
