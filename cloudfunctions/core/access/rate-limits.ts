import { ageMs } from '../../../miniprogram/contract/age';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields } from '../storage/documents';
import type { Staff } from './staff';
import { staffOf } from './staff';

interface Limit {
  /** Fields of the staff document that hold the number of uses and the start of the window (ms). */
  readonly count: string;
  readonly since: string;
  readonly windowMs: number;
  readonly most: number;
}

const MINUTE = 60_000;

/** Rate limits per person: at most `most` uses in a window of `windowMs`. */
export const LIMITS = {
  'look-up': { count: 'lookUps', since: 'lookUpsSince', windowMs: MINUTE, most: 60 },
  'unknown-id': { count: 'unknownIds', since: 'unknownIdsSince', windowMs: 10 * MINUTE, most: 20 },
  reveal: { count: 'reveals', since: 'revealsSince', windowMs: 60 * MINUTE, most: 20 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** Tells by a staff document whether a rate limit is exhausted. A missing count is 0. */
export function isExhausted(
  { fields }: Pick<Staff, 'fields'>,
  name: LimitName,
  now: number,
): boolean {
  const { count, since, windowMs, most }: Limit = LIMITS[name];
  return isWithin(numberIn(fields, since), now, windowMs) && numberIn(fields, count) >= most;
}

/** Creates the failure for a person who has used up the look-ups of this minute. */
export function tooFrequent(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '你一分钟里查得太多，请稍等。' });
}

/** Maximum number of attempts: concurrent calls of one person conflict when a window begins. */
const ATTEMPTS = 5;

/**
 * Counts one use against a person's rate limit. The count is stored on the staff document, so that
 * it holds across all instances, and concurrent calls cannot exceed the limit. This usually takes
 * one database operation. A window begins with the first call after the last window has ended.
 *
 * @returns false when the limit is exhausted
 * @throws CloudFailure `not-staff` when the person has been removed meanwhile
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
    // A document written before this limit existed lacks both fields: its window begins now.
    const isRunning = typeof began === 'number' && isWithin(began, now, windowMs);
    const counted =
      isRunning && typeof counts === 'number'
        ? await staff.countUp(member.openId, given, count, most)
        : isRunning || !(since in given)
          ? await restartWindow(staff, current, first)
          : await staff.putIf(member.openId, given, first);
    if (counted) return true;
    const again = staffOf(member.openId, await staff.read(member.openId), now);
    if (again === null) throw new CloudFailure('not-staff');
    current = again;
  }
  return false;
}

/**
 * Begins a window on a document whose window fields are damaged. The version, in place of the
 * damaged start, detects whether another call has begun a window.
 */
function restartWindow(
  staff: Documents,
  { openId, version }: Staff,
  first: Fields,
): Promise<boolean> {
  return staff.replace(openId, version, { ...first, version: version + 1 });
}

/** Drops fields that hold objects, because the database does not compare objects as a whole. */
function comparable(given: Fields): Fields {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value === null || typeof value !== 'object'),
  );
}

/**
 * Tells whether a window is still open. At worst an instance that is wrong, and cannot learn the
 * time, begins a window that the others begin anew, and the other way round.
 */
function isWithin(began: number, now: number, windowMs: number): boolean {
  return ageMs(began, now) < windowMs;
}

function numberIn(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : 0;
}
