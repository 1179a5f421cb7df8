import { createHash, timingSafeEqual } from 'crypto';
import type { Environment } from '../runtime/settings';
import { readSetupCode, settingsFailure } from '../runtime/settings';
import { number, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/contract/schema';
import { list } from '../../../miniprogram/contract/schema';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../storage/change-document';
import type { Condition, Documents, Versioned } from '../storage/documents';
import { readFields } from '../storage/read-fields';

const MIN_CHARACTERS = 16;
/**
 * Least number of different characters. A random code of 16 hexadecimal digits has ten on average.
 */
const MIN_DIFFERENT = 6;

/** Set-up code of the cloud's settings. */
export interface SetupCode {
  /** Hash under which a used code is stored, hexadecimal. */
  readonly hash: string;
  /** Compares a text with the code, in constant time. */
  readonly matches: (given: string) => boolean;
}

/**
 * Reads the set-up code.
 *
 * @returns null when there is none
 * @throws CloudFailure `settings-missing` when the code could be guessed
 */
export function setupCodeOf(environment: Environment): SetupCode | null {
  const code = readSetupCode(environment);
  if (code === null) return null;
  if (isGuessable(code)) {
    throw settingsFailure(
      `OWNER_SETUP_CODE 太容易猜：至少 ${MIN_CHARACTERS} 位，要随机，不要有规律`,
    );
  }
  const expected = sha256(code);
  return {
    hash: expected.toString('hex'),
    matches: (given) => timingSafeEqual(sha256(given.trim()), expected),
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** Tells whether a code is short, of few characters, repetitive, or counts up or down. */
function isGuessable(code: string): boolean {
  if (code.length < MIN_CHARACTERS || new Set(code).size < MIN_DIFFERENT) return true;
  if (isRepeated(code)) return true;
  let steps = 0;
  for (let index = 1; index < code.length; index += 1) {
    if (Math.abs(code.charCodeAt(index) - code.charCodeAt(index - 1)) <= 1) steps += 1;
  }
  return steps >= code.length / 2;
}

/** Tells whether a code repeats one part, perhaps cut off at its end. */
function isRepeated(code: string): boolean {
  for (let length = 1; length <= code.length / 2; length += 1) {
    const part = code.slice(0, length);
    if (code === part.repeat(Math.ceil(code.length / length)).slice(0, code.length)) return true;
  }
  return false;
}

const HOUR_MS = 3_600_000;
const MOST_EACH = 5;
const MOST_IN_ALL = 50;
const ID = 'setup-code';

const documentFields = type({ tries: list(type({ who: string(), at: number() })) });

/**
 * Counts a try of the set-up code. It runs before the comparison, so that concurrent tries cannot
 * exceed the limit. One document counts for everybody.
 *
 * @param who id that stands for the person
 * @throws CloudFailure `too-many-tries` after 5 tries of one person, or 50 of all, within an hour
 */
export async function countTry(limits: Documents, who: string, now: number): Promise<void> {
  await changeDocument(limits, ID, (document) => {
    const tries = triesIn(document)
      .filter(({ at }) => Math.abs(now - at) < HOUR_MS)
      .map(({ who: each, at }) => ({ who: each, at }));
    const own = tries.filter((one) => one.who === who).length;
    if (own >= MOST_EACH || tries.length >= MOST_IN_ALL) throw new CloudFailure('too-many-tries');
    // By this field expiredTries finds the document when all tries are over.
    return { tries: [...tries, { who, at: now }], expiresAt: now + HOUR_MS };
  });
}

/** Makes the condition of a document of tries that are all over. */
export function expiredTries(now: number): Condition {
  return { below: ['expiresAt', now] };
}

/**
 * Reads the tries of a document. Without any the hour begins. Unreadable tries do not count as
 * none.
 *
 * @throws CloudFailure `unreadable-document`
 */
export function triesIn(document: Versioned | null): Of<typeof documentFields>['tries'] {
  if (document === null || !('tries' in document)) return [];
  return readFields(COLLECTIONS.limits, document, documentFields).tries;
}
