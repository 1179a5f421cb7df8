import { createHash, timingSafeEqual } from 'crypto';
import { boolean, string, type } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { type Environment, readSetupCode, badSettingFailure } from '../runtime/settings';
import { CloudFailure } from '../runtime/cloud-failure';
import { type UseWindow, readAndConsume } from '../storage/counted-uses';
import type { Condition, Documents, Fields, Found } from '../storage/documents';
import { readFields } from '../storage/read-fields';

const MIN_CODE_CHARACTERS = 16;

/** Checks a set-up code; returns its hash. Throws `settings-missing`, `setup-code-rejected`. */
export function verifiedSetupCodeHash(environment: Environment, enteredCode: string): string {
  const setupCode = readSetupCode(environment);
  if (setupCode === null) throw badSettingFailure('缺少 OWNER_SETUP_CODE');
  if (setupCode.length < MIN_CODE_CHARACTERS)
    throw badSettingFailure(`OWNER_SETUP_CODE 太短：至少 ${MIN_CODE_CHARACTERS} 位，要随机`);
  if (!timingSafeEqual(sha256(enteredCode.trim()), sha256(setupCode)))
    throw new CloudFailure('setup-code-rejected');
  return setupCodeHash(setupCode);
}

export function setupCodeHash(setupCode: string): string {
  return sha256(setupCode).toString('hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** Limit for attempts to enter the code. It is counted per person, so nobody can block others. */
const CODE_TRY_WINDOW: UseWindow = { countIn: 'tries', sinceIn: 'triesSince', windowMs: 3_600_000 };
const MAX_CODE_TRIES = 5;

/** Counts a person's attempt to enter the code; throws `too-many-tries` after 5 in an hour. */
export async function useCodeTry(limits: Documents, staffId: string, now: number): Promise<void> {
  const oneTry = { window: CODE_TRY_WINDOW, count: 1, max: MAX_CODE_TRIES };
  const hasTryLeft = await readAndConsume(limits, `setup-code-${staffId}`, oneTry, now);
  if (!hasTryLeft) throw new CloudFailure('too-many-tries');
}

export function expiredTries(now: number): Condition {
  return { below: [CODE_TRY_WINDOW.sinceIn, now - CODE_TRY_WINDOW.windowMs] };
}

/** Used (`done`) or reserved set-up code: only `by`, who reserved it, can become owner with it. */
const usedCodeSchema = type({ by: string(), done: boolean() });

const USED_CODE_PREFIX = 'used-code-';

function usedCodeIdOf(codeHash: string): string {
  return `${USED_CODE_PREFIX}${codeHash}`;
}

export function isUsedCodeDocument({ _id }: Found): boolean {
  return _id.startsWith(USED_CODE_PREFIX);
}

export function readUsedCode(document: Fields) {
  return readFields(COLLECTIONS.shop, document, usedCodeSchema);
}

/** Tells whether a set-up code is used up. A code that is only reserved is not. */
export async function isCodeUsed(shop: Documents, codeHash: string): Promise<boolean> {
  const document = await shop.read(usedCodeIdOf(codeHash));
  return document !== null && document['done'] !== false;
}

/** Reserves a code for a person; throws `setup-code-rejected` if used, or reserved for another. */
export async function reserveCode(
  shop: Documents,
  codeHash: string,
  openId: string,
  isOwner: boolean,
): Promise<void> {
  const documentId = usedCodeIdOf(codeHash);
  if (await shop.replace(documentId, 0, { by: openId, done: false, version: 1 })) return;
  const document = await shop.read(documentId);
  if (document === null) throw new CloudFailure('changed-meanwhile');
  const { by, done } = readUsedCode(document);
  if (by !== openId || (done && !isOwner)) throw new CloudFailure('setup-code-rejected');
}

/** Marks a set-up code as used up, once the person who reserved it is an owner. */
export async function markCodeUsed(shop: Documents, codeHash: string): Promise<void> {
  await shop.putIf(usedCodeIdOf(codeHash), { done: false }, { done: true });
}
