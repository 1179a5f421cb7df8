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
export function verifiedSetupCodeHash(environment: Environment, entered: string): string {
  const code = readSetupCode(environment);
  if (code === null) throw badSettingFailure('缺少 OWNER_SETUP_CODE');
  if (code.length < MIN_CODE_CHARACTERS)
    throw badSettingFailure(`OWNER_SETUP_CODE 太短：至少 ${MIN_CODE_CHARACTERS} 位，要随机`);
  if (!timingSafeEqual(sha256(entered.trim()), sha256(code)))
    throw new CloudFailure('setup-code-rejected');
  return setupCodeHash(code);
}

export function setupCodeHash(code: string): string {
  return sha256(code).toString('hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** Limit of each person's attempts, so that nobody can keep out a person who knows the code. */
const CODE_TRY_WINDOW: UseWindow = { count: 'tries', since: 'triesSince', windowMs: 3_600_000 };
const MAX_CODE_TRIES = 5;

/** Counts an attempt before the comparison; throws `too-many-tries` after 5 in an hour. */
export async function countCodeTry(limits: Documents, who: string, now: number): Promise<void> {
  const uses = { window: CODE_TRY_WINDOW, by: 1, most: MAX_CODE_TRIES };
  const hasTryLeft = await readAndConsume(limits, `setup-code-${who}`, uses, now);
  if (!hasTryLeft) throw new CloudFailure('too-many-tries');
}

export function expiredTries(now: number): Condition {
  return { below: [CODE_TRY_WINDOW.since, now - CODE_TRY_WINDOW.windowMs] };
}

/** Set-up code that was used. Until `done`, the person `by` may repeat an interrupted claim. */
const usedCodeSchema = type({ by: string(), done: boolean() });

const USED_CODE_PREFIX = 'used-code-';

function usedCodeIdOf(hash: string): string {
  return `${USED_CODE_PREFIX}${hash}`;
}

export function isUsedCode({ _id }: Found): boolean {
  return _id.startsWith(USED_CODE_PREFIX);
}

export function usedCodeOf(document: Fields) {
  return readFields(COLLECTIONS.shop, document, usedCodeSchema);
}

/** Tells whether a code is used up. A code that is only reserved is not. */
export async function isCodeUsed(shop: Documents, hash: string): Promise<boolean> {
  const document = await shop.read(usedCodeIdOf(hash));
  return document !== null && document['done'] !== false;
}

/** Reserves a code for a person; `setup-code-rejected` when it is used, or reserved already. */
export async function reserveCode(
  shop: Documents,
  hash: string,
  openId: string,
  isOwner: boolean,
): Promise<void> {
  const id = usedCodeIdOf(hash);
  if (await shop.replace(id, 0, { by: openId, done: false, version: 1 })) return;
  const document = await shop.read(id);
  if (document === null) throw new CloudFailure('changed-meanwhile');
  const { by, done } = usedCodeOf(document);
  if (by !== openId || (done && !isOwner)) throw new CloudFailure('setup-code-rejected');
}

/** Marks a set-up code as used up, once the person who took it is an owner. */
export async function markCodeUsed(shop: Documents, hash: string): Promise<void> {
  await shop.putIf(usedCodeIdOf(hash), { done: false }, { done: true });
}
