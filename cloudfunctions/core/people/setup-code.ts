import { createHash, timingSafeEqual } from 'crypto';
import type { Environment } from '../runtime/settings';
import { readSetupCode, settingsFailure } from '../runtime/settings';
import { number, type } from 'superstruct';
import type { Of } from '../../../miniprogram/contract/schema';
import { ageMs } from '../../../miniprogram/contract/age';
import { list } from '../../../miniprogram/contract/schema';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../storage/change-document';
import type { Condition, Documents, Versioned } from '../storage/documents';
import { readFields } from '../storage/read-fields';

const MIN_CHARACTERS = 16;

/**
 * Compares a text with the set-up code, by which a person becomes the owner, in constant time.
 *
 * @returns hash of the code
 * @throws CloudFailure `settings-missing` when there is no code or it is too short,
 *   `setup-code-rejected` when the text is another
 */
export function checkSetupCode(environment: Environment, given: string): string {
  const code = readSetupCode(environment);
  if (code === null) throw settingsFailure('缺少 OWNER_SETUP_CODE');
  if (code.length < MIN_CHARACTERS)
    throw settingsFailure(`OWNER_SETUP_CODE 太短：至少 ${MIN_CHARACTERS} 位，要随机`);
  if (!timingSafeEqual(sha256(given.trim()), sha256(code)))
    throw new CloudFailure('setup-code-rejected');
  return hashOf(code);
}

/** Returns the hash of a set-up code, under which it is stored once it is used. */
export function hashOf(code: string): string {
  return sha256(code).toString('hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

const HOUR_MS = 3_600_000;
const MOST_TRIES = 5;

const documentFields = type({ tries: list(type({ at: number() })) });

/**
 * Counts an attempt to enter the set-up code. It must run before the code is compared, so that
 * concurrent attempts cannot exceed the limit. Each person has a document and a limit of their own:
 * what others try never keeps out who knows the code. A code of 16 random characters cannot be
 * guessed, even if every WeChat user tried. At worst an instance that is behind, and cannot learn
 * the time, drops the attempts that others have counted.
 *
 * @param who id of the person
 * @throws CloudFailure `too-many-tries` after 5 attempts in an hour
 */
export async function countTry(limits: Documents, who: string, now: number): Promise<void> {
  await changeDocument(limits, `setup-code-${who}`, (document) => {
    const tries = triesIn(document).filter(({ at }) => ageMs(at, now) < HOUR_MS);
    if (tries.length >= MOST_TRIES) throw new CloudFailure('too-many-tries');
    // With `expiresAt`, `expiredTries` finds this document once all attempts are over an hour old.
    return { tries: [...tries, { at: now }], expiresAt: now + HOUR_MS };
  });
}

/** Returns the search condition for a document whose attempts are all over an hour old. */
export function expiredTries(now: number): Condition {
  return { below: ['expiresAt', now] };
}

/**
 * Reads the attempts to enter the set-up code; none when there is no document. Unreadable attempts
 * do not count as none, because that would lift the limit.
 *
 * @throws CloudFailure `unreadable-document`
 */
export function triesIn(document: Versioned | null): Of<typeof documentFields>['tries'] {
  if (document === null || !('tries' in document)) return [];
  return readFields(COLLECTIONS.limits, document, documentFields).tries;
}
