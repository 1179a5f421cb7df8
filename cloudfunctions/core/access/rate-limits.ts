import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields } from '../storage/documents';
import type { Staff } from './staff';
import { staffOf } from './staff';

interface Limit {
  /** Names of two fields of the staff document: the count, and the start of its window. */
  readonly count: string;
  readonly since: string;
  readonly windowMs: number;
  readonly most: number;
}

const MINUTE = 60_000;

/** Limits for one person (the product's rules). */
export const LIMITS = {
  'look-up': { count: 'lookUps', since: 'lookUpsSince', windowMs: MINUTE, most: 60 },
  'unknown-id': { count: 'unknownIds', since: 'unknownIdsSince', windowMs: 10 * MINUTE, most: 20 },
  reveal: { count: 'reveals', since: 'revealsSince', windowMs: 60 * MINUTE, most: 20 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/**
 * Tells whether a limit is exhausted, by the staff document as it was read. A missing count is 0.
 */
export function isExhausted(
  { fields }: Pick<Staff, 'fields'>,
  name: LimitName,
  now: number,
): boolean {
  const { count, since, windowMs, most }: Limit = LIMITS[name];
  return isWithin(numberIn(fields, since), now, windowMs) && numberIn(fields, count) >= most;
}

/** Makes the failure of a person who has exhausted the look-ups of a minute. */
export function tooFrequent(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '你一分钟里查得太多，请稍等。' });
}

/**
 * Number of attempts. Calls of one person may collide when a window ends; each then reads again.
 */
const ATTEMPTS = 5;

/**
 * Consumes one unit of a person's limit. The count stands on their staff document, so that all
 * instances count together and concurrent calls cannot exceed the limit. As a rule this is one
 * database operation. A window begins with the first call after the last window has ended.
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
    // A document older than the limit lacks its fields: its window begins now.
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
 * Begins a window on a damaged document. The start of its window cannot tell whether another call
 * has begun one, so the version has to.
 */
function restartWindow(
  staff: Documents,
  { openId, version }: Staff,
  first: Fields,
): Promise<boolean> {
  return staff.replace(openId, version, { ...first, version: version + 1 });
}

/** Drops objects, which the database would not compare as a whole. */
function comparable(given: Fields): Fields {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value === null || typeof value !== 'object'),
  );
}

/**
 * Tells whether a window still runs. A start far in the future, from a clock that was ahead, does
 * not count.
 */
function isWithin(began: number, now: number, windowMs: number): boolean {
  return Math.abs(now - began) < windowMs;
}

function numberIn(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : 0;
}
