import { HOUR_MS, MINUTE_MS } from '../../../miniprogram/contract/age';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type ConsumeOutcome,
  type UsesToCount,
  type UseWindow,
  consumeUses,
  hasRoom,
  usesLeftIn,
} from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { type Staff, staffOf } from './staff';

interface RateLimit extends UseWindow {
  readonly max: number;
}

/** Rate limits of each person. Uses are counted in fields of the person's staff document. */
export const RATE_LIMITS = {
  'look-up': { countIn: 'lookUps', sinceIn: 'lookUpsSince', windowMs: MINUTE_MS, max: 60 },
  'unknown-id': {
    countIn: 'unknownIds',
    sinceIn: 'unknownIdsSince',
    windowMs: 10 * MINUTE_MS,
    max: 20,
  },
  scanned: { countIn: 'scans', sinceIn: 'scansSince', windowMs: 10 * MINUTE_MS, max: 200 },
  board: { countIn: 'boards', sinceIn: 'boardsSince', windowMs: MINUTE_MS, max: 120 },
  brought: { countIn: 'brought', sinceIn: 'broughtSince', windowMs: 10 * MINUTE_MS, max: 200 },
  reveal: { countIn: 'reveals', sinceIn: 'revealsSince', windowMs: HOUR_MS, max: 20 },
  'refused-act': { countIn: 'refused', sinceIn: 'refusedSince', windowMs: HOUR_MS, max: 30 },
  // Counts with `refused-act` (at most 30): the 31st use lets one audit line an hour be written.
  'refused-often': { countIn: 'refused', sinceIn: 'refusedSince', windowMs: HOUR_MS, max: 31 },
} as const satisfies Readonly<Record<string, RateLimit>>;

export type LimitName = keyof typeof RATE_LIMITS;

export function oneUseOf(name: LimitName): UsesToCount {
  const window = RATE_LIMITS[name];
  return { window, count: 1, max: window.max };
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

/** Counts a use of a person's rate limit; false if it was used up. Also writes `extraFields`. */
export async function consumeLimit(
  staff: Documents,
  member: Staff,
  name: LimitName,
  now: number,
  extraFields: Fields = {},
): Promise<boolean> {
  return 'since' in (await consumeUsesOfPerson(staff, member, [oneUseOf(name)], now, extraFields));
}

export async function consumeUpToLimit(
  staff: Documents,
  member: Staff,
  name: LimitName,
  wantedCount: number,
  now: number,
): Promise<number> {
  const window = RATE_LIMITS[name];
  let { fields } = member;
  for (;;) {
    const count = Math.min(wantedCount, usesLeftIn(fields, window, window.max, now));
    if (count === 0) return 0;
    const allowedUses = [{ window, count, max: window.max }];
    const current = { ...member, fields };
    if ('since' in (await consumeUsesOfPerson(staff, current, allowedUses, now))) return count;
    fields = (await staff.read(member.openId)) ?? fields;
  }
}

/** Counts uses of several limits; throws `not-staff` if the person is not on the staff any more. */
export function consumeUsesOfPerson(
  staff: Documents,
  { openId, fields }: Staff,
  uses: readonly UsesToCount[],
  now: number,
  extraFields: Fields = {},
): Promise<ConsumeOutcome> {
  const read = async (): Promise<Versioned> => {
    const currentMember = staffOf(openId, await staff.read(openId), now);
    if (currentMember === null) throw new CloudFailure('not-staff');
    return currentMember.fields;
  };
  return consumeUses({ documents: staff, id: openId, read }, fields, uses, now, extraFields);
}
