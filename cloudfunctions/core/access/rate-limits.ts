import { CloudFailure } from '../runtime/cloud-failure';
import {
  type ConsumeOutcome,
  type Uses,
  type UseWindow,
  consumeUses,
  hasRoom,
  roomIn,
} from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { type Staff, staffOf } from './staff';

interface Limit extends UseWindow {
  readonly most: number;
}

const MINUTE = 60_000;

/** Rate limits of each person. The staff document counts the uses. */
export const RATE_LIMITS = {
  'look-up': { count: 'lookUps', since: 'lookUpsSince', windowMs: MINUTE, most: 60 },
  'unknown-id': {
    count: 'unknownIds',
    since: 'unknownIdsSince',
    windowMs: 10 * MINUTE,
    most: 20,
  },
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

/** Returns false when the limit is exhausted; the same write sets further `fields`. */
export async function consumeLimit(
  staff: Documents,
  member: Staff,
  name: LimitName,
  now: number,
  fields: Fields = {},
): Promise<boolean> {
  return 'since' in (await consumeByPerson(staff, member, [oneUseOf(name)], now, fields));
}

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

/** Throws CloudFailure `not-staff` if the person was removed meanwhile. */
export function consumeByPerson(
  staff: Documents,
  { openId, fields }: Staff,
  uses: readonly Uses[],
  now: number,
  along: Fields = {},
): Promise<ConsumeOutcome> {
  const read = async (): Promise<Versioned> => {
    const again = staffOf(openId, await staff.read(openId), now);
    if (again === null) throw new CloudFailure('not-staff');
    return again.fields;
  };
  return consumeUses({ documents: staff, id: openId, read }, fields, uses, now, along);
}
