import { CloudFailure } from '../runtime/cloud-failure';
import {
  type ConsumeOutcome,
  type Uses,
  type UseWindow,
  consumeUses,
  hasRoom,
  roomIn,
} from '../storage/counted-uses';
import type { Documents, Versioned } from '../storage/documents';
import { type Staff, staffOf } from './staff';

/** Rate limit of a person: the staff document counts uses in a window, which allows `most` uses. */
interface Limit extends UseWindow {
  readonly most: number;
}

const MINUTE = 60_000;

/** Rate limits of each person: at most `most` uses in a window of `windowMs`. */
export const RATE_LIMITS = {
  'look-up': { count: 'lookUps', since: 'lookUpsSince', windowMs: MINUTE, most: 60 },
  'unknown-id': {
    count: 'unknownIds',
    since: 'unknownIdsSince',
    windowMs: 10 * MINUTE,
    most: 20,
  },
  // Orders that a person scans, pastes or adds.
  scanned: { count: 'scans', since: 'scansSince', windowMs: 10 * MINUTE, most: 200 },
  board: { count: 'boards', since: 'boardsSince', windowMs: MINUTE, most: 120 },
  brought: { count: 'brought', since: 'broughtSince', windowMs: 10 * MINUTE, most: 200 },
  reveal: { count: 'reveals', since: 'revealsSince', windowMs: 60 * MINUTE, most: 20 },
  'refused-act': { count: 'refused', since: 'refusedSince', windowMs: 60 * MINUTE, most: 30 },
  // Shares the count of `refused-act`. Its 31st use allows a single line in the audit log.
  'refused-often': { count: 'refused', since: 'refusedSince', windowMs: 60 * MINUTE, most: 31 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof RATE_LIMITS;

export function oneUseOf(name: LimitName): Uses {
  const window = RATE_LIMITS[name];
  return { window, by: 1, most: window.most };
}

/** Tells by a staff document whether a rate limit is exhausted. A missing count is 0. */
export function isExhausted(
  { fields }: Pick<Staff, 'fields'>,
  name: LimitName,
  now: number,
): boolean {
  return !hasRoom(fields, oneUseOf(name), now);
}

export function lookUpsTooFrequent(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '你一分钟里查得太多，请稍等。' });
}

export function boardCallsTooFrequent(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '操作得太频繁，请稍等。' });
}

/** Counts one use against a person's rate limit; false when the limit is exhausted. */
export async function consumeLimit(
  staff: Documents,
  member: Staff,
  name: LimitName,
  now: number,
): Promise<boolean> {
  return 'since' in (await consumeByPerson(staff, member, [oneUseOf(name)], now));
}

/**
 * Counts up to `wanted` uses: as many as a person's rate limit still has room for.
 *
 * @returns number of uses that were counted
 */
export async function consumeUpTo(
  staff: Documents,
  member: Staff,
  name: LimitName,
  wanted: number,
  now: number,
): Promise<number> {
  const window = RATE_LIMITS[name];
  let { fields } = member;
  for (;;) {
    const by = Math.min(wanted, roomIn(fields, window, window.most, now));
    if (by === 0) return 0;
    const uses = [{ window, by, most: window.most }];
    const current = { ...member, fields };
    if ('since' in (await consumeByPerson(staff, current, uses, now))) return by;
    fields = (await staff.read(member.openId)) ?? fields;
  }
}

/**
 * Counts a person's uses on the staff document. All instances share that document, so simultaneous
 * calls cannot exceed the limits.
 *
 * @throws CloudFailure `not-staff` when the person has been removed meanwhile
 */
export function consumeByPerson(
  staff: Documents,
  { openId, fields }: Staff,
  uses: readonly Uses[],
  now: number,
): Promise<ConsumeOutcome> {
  const read = async (): Promise<Versioned> => {
    const again = staffOf(openId, await staff.read(openId), now);
    if (again === null) throw new CloudFailure('not-staff');
    return again.fields;
  };
  return consumeUses({ documents: staff, id: openId, read }, fields, uses, now);
}
