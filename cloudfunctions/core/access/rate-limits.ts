import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields } from '../storage/documents';
import type { Staff } from './staff';
import { staffOf } from './staff';

interface Limit {
  /** The fields of the staff document that hold the count and when its window began. */
  readonly count: string;
  readonly since: string;
  readonly windowMs: number;
  readonly most: number;
}

const MINUTE = 60_000;

/** How often one person may do what (the product's rules). */
export const LIMITS = {
  'look-up': { count: 'lookUps', since: 'lookUpsSince', windowMs: MINUTE, most: 60 },
  'unknown-id': { count: 'unknownIds', since: 'unknownIdsSince', windowMs: 10 * MINUTE, most: 20 },
  reveal: { count: 'reveals', since: 'revealsSince', windowMs: 60 * MINUTE, most: 20 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** Whether somebody may not do a thing once more just now, by their document as it was read; a count that is missing has not begun. */
export function isExhausted(
  { fields }: Pick<Staff, 'fields'>,
  name: LimitName,
  now: number,
): boolean {
  const { count, since, windowMs, most }: Limit = LIMITS[name];
  return isWithin(numberIn(fields, since), now, windowMs) && numberIn(fields, count) >= most;
}

/** Somebody has looked up more than they may in a minute. */
export function tooFrequent(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '你一分钟里查得太多，请稍等。' });
}

/** Several calls of one person may meet at the turn of a window: then each looks again. */
const ATTEMPTS = 5;

/**
 * Counts one more of what somebody does, on their document, so that all instances count together: of calls at the same time as many pass as may. One
 * database operation as a rule. A window begins with the first count after the last one is over.
 *
 * @returns false when it was used up
 * @throws CloudFailure `not-staff` when whoever it was has been removed meanwhile
 */
export async function consume(
  staff: Documents,
  member: Staff,
  name: LimitName,
  now: number,
): Promise<boolean> {
  const { count, since, windowMs, most }: Limit = LIMITS[name];
  let current = member;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (isExhausted(current, name, now)) return false;
    const { staffId, [since]: began, [count]: counts } = current.fields;
    const given = comparable({ staffId, [since]: began });
    const first = { [since]: now, [count]: 1 };
    // What a document lacks, since it is older than the limit, begins anew.
    const isRunning = typeof began === 'number' && isWithin(began, now, windowMs);
    const counted =
      isRunning && typeof counts === 'number'
        ? await staff.countUp(member.openId, given, count, most)
        : isRunning || !(since in given)
          ? await beginAnew(staff, current, first)
          : await staff.putIf(member.openId, given, first);
    if (counted) return true;
    const again = staffOf(member.openId, await staff.read(member.openId), now);
    if (again === null) throw new CloudFailure('not-staff');
    current = again;
  }
  return false;
}

/**
 * Begins a window on a damaged document: its time does not tell whether others have begun one,
 * its version does.
 */
function beginAnew(staff: Documents, { openId, version }: Staff, first: Fields): Promise<boolean> {
  return staff.replace(openId, version, { ...first, version: version + 1 });
}

/** Without what the database would compare otherwise than as a whole. */
function comparable(given: Fields): Fields {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value === null || typeof value !== 'object'),
  );
}

/** Whether a window that began then still runs; one that began in the future, by a clock that was ahead, does not. */
function isWithin(began: number, now: number, windowMs: number): boolean {
  return Math.abs(now - began) < windowMs;
}

function numberIn(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : 0;
}
