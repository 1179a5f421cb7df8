import { createHash, timingSafeEqual } from 'crypto';
import { type Environment, readSetupCode, badSettingFailure } from '../runtime/settings';
import { CloudFailure } from '../runtime/cloud-failure';
import { type UseWindow, consumeAt } from '../storage/counted-uses';
import type { Condition, Documents } from '../storage/documents';

const MIN_CHARACTERS = 16;

/**
 * Compares a text in constant time with the set-up code, which makes a person the owner.
 *
 * @returns hash of the code
 * @throws CloudFailure `settings-missing` when there is no code or it is too short,
 * `setup-code-rejected` when the text differs
 */
export function verifiedSetupCodeHash(environment: Environment, given: string): string {
  const code = readSetupCode(environment);
  if (code === null) throw badSettingFailure('缺少 OWNER_SETUP_CODE');
  if (code.length < MIN_CHARACTERS)
    throw badSettingFailure(`OWNER_SETUP_CODE 太短：至少 ${MIN_CHARACTERS} 位，要随机`);
  if (!timingSafeEqual(sha256(given.trim()), sha256(code)))
    throw new CloudFailure('setup-code-rejected');
  return setupCodeHash(code);
}

/** Returns the hash of a set-up code. A used code is stored under this hash. */
export function setupCodeHash(code: string): string {
  return sha256(code).toString('hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** Window in which one person's attempts are counted. */
const TRY_WINDOW: UseWindow = { count: 'tries', since: 'triesSince', windowMs: 3_600_000 };
const MOST_TRIES = 5;

/**
 * Counts an attempt to enter the set-up code, before the code is compared, so that concurrent
 * attempts cannot exceed the limit. Each person has a limit of their own, so that nobody can keep
 * out a person who knows the code.
 *
 * @throws CloudFailure `too-many-tries` after 5 attempts in an hour
 */
export async function countCodeTry(limits: Documents, who: string, now: number): Promise<void> {
  const uses = { window: TRY_WINDOW, by: 1, most: MOST_TRIES };
  const isCounted = await consumeAt(limits, `setup-code-${who}`, uses, now);
  if (!isCounted) throw new CloudFailure('too-many-tries');
}

/** Returns the search condition for a document whose attempts are over an hour old. */
export function expiredTries(now: number): Condition {
  return { below: [TRY_WINDOW.since, now - TRY_WINDOW.windowMs] };
}
