import { createHash, timingSafeEqual } from 'crypto';
import type { Environment } from '../runtime/settings';
import { readSetupCode, settingsFailure } from '../runtime/settings';

const MIN_CHARACTERS = 16;
/** A random code of 16 hexadecimal digits has ten different ones on average. */
const MIN_DIFFERENT = 6;

/** The set-up code of the cloud's settings, by its hash; null when there is none. */
export interface SetupCode {
  /** Under which it is remembered once it has been used, hexadecimal. */
  readonly hash: string;
  /** In constant time. */
  readonly matches: (given: string) => boolean;
}

/** @throws CloudFailure `settings-missing` when it could be guessed */
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

/** Short, of few characters, the same again and again, or counting up or down. */
function isGuessable(code: string): boolean {
  if (code.length < MIN_CHARACTERS || new Set(code).size < MIN_DIFFERENT) return true;
  if (isRepeated(code)) return true;
  let steps = 0;
  for (let index = 1; index < code.length; index += 1) {
    if (Math.abs(code.charCodeAt(index) - code.charCodeAt(index - 1)) <= 1) steps += 1;
  }
  return steps >= code.length / 2;
}

/** Whether it is one part again and again, the last time perhaps cut off. */
function isRepeated(code: string): boolean {
  for (let length = 1; length <= code.length / 2; length += 1) {
    const part = code.slice(0, length);
    if (code === part.repeat(Math.ceil(code.length / length)).slice(0, code.length)) return true;
  }
  return false;
}
