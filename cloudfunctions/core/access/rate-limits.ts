import { MINUTE_MS } from '../../../miniprogram/contract/age';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type ConsumeOutcome,
  type Uses,
  type UseWindow,
  consumeUses,
  hasRoom,
  usesLeftIn,
} from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { type Staff, staffOf } from './staff';

interface RateLimit extends UseWindow {
  readonly most: number;
}

/** Rate limits of each person. The staff document counts the uses. */
export const RATE_LIMITS = {
  'look-up': { count: 'lookUps', since: 'lookUpsSince', windowMs: MINUTE_MS, most: 60 },
  'unknown-id': {
    count: 'unknownIds',
    since: 'unknownIdsSince',
    windowMs: 10 * MINUTE_MS,
    most: 20,
  },
  scanned: { count: 'scans', since: 'scansSince', windowMs: 10 * MINUTE_MS, most: 200 },
  board: { count: 'boards', since: 'boardsSince', windowMs: MINUTE_MS, most: 120 },
  brought: { count: 'brought', since: 'broughtSince', windowMs: 10 * MINUTE_MS, most: 200 },
  reveal: { count: 'reveals', since: 'revealsSince', windowMs: 60 * MINUTE_MS, most: 20 },
  'refused-act': { count: 'refused', since: 'refusedSince', windowMs: 60 * MINUTE_MS, most: 30 },
  // Shares the count of `refused-act`. Its 31st use writes one line `refused-often`.
  'refused-often': { count: 'refused', since: 'refusedSince', windowMs: 60 * MINUTE_MS, most: 31 },
} as const satisfies Readonly<Record<string, RateLimit>>;

export type LimitName = keyof typeof RATE_LIMITS;

export function oneUseOf(name: LimitName): Uses {
  const window = RATE_LIMITS[name];
  return { window, by: 1, most: window.most };
}

export function isExhausted({ fields }: Staff, name: LimitName, now: number): boolean {
  return !hasRoom(fields, oneUseOf(name), now);
}

export function tooManyLookUps(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '你一分钟里查得太多，请稍等。' });
}

export function tooManyBoardCalls(): CloudFailure {
  return new CloudFailure('too-frequent', { message: '操作得太频繁，请稍等。' });
}

/** Counts one use; false when the limit is exhausted. The same write also sets `fields`. */
export async function consumeLimit(
  staff: Documents,
  member: Staff,
  name: LimitName,
  now: number,
  fields: Fields = {},
): Promise<boolean> {
  return 'since' in (await consumeUsesOfPerson(staff, member, [oneUseOf(name)], now, fields));
}

export async function consumeUpToLimit(
  staff: Documents,
  member: Staff,
  name: LimitName,
  wanted: number,
  now: number,
): Promise<number> {
  const window = RATE_LIMITS[name];
  let { fields } = member;
  for (;;) {
    const by = Math.min(wanted, usesLeftIn(fields, window, window.most, now));
    if (by === 0) return 0;
    const allowedUses = [{ window, by, most: window.most }];
    const current = { ...member, fields };
    if ('since' in (await consumeUsesOfPerson(staff, current, allowedUses, now))) return by;
    fields = (await staff.read(member.openId)) ?? fields;
  }
}

/** Counts uses of several limits; throws `not-staff` if the person was removed meanwhile. */
export function consumeUsesOfPerson(
  staff: Documents,
  { openId, fields }: Staff,
  uses: readonly Uses[],
  now: number,
  extraFields: Fields = {},
): Promise<ConsumeOutcome> {
  const read = async (): Promise<Versioned> => {
    const again = staffOf(openId, await staff.read(openId), now);
    if (again === null) throw new CloudFailure('not-staff');
    return again.fields;
  };
  return consumeUses({ documents: staff, id: openId, read }, fields, uses, now, extraFields);
}
