import { createHash, timingSafeEqual } from 'crypto';
import { boolean, string, type } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { type Environment, readSetupCode, badSettingFailure } from '../runtime/settings';
import { CloudFailure } from '../runtime/cloud-failure';
import { type UseWindow, consumeAt } from '../storage/counted-uses';
import type { Condition, Documents, Fields, Found } from '../storage/documents';
import { readFields } from '../storage/read-fields';

const MIN_CHARACTERS = 16;

/**
 * Compares in constant time; throws `settings-missing` (none, too short), `setup-code-rejected`.
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

export function setupCodeHash(code: string): string {
  return sha256(code).toString('hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** Each person has a limit, so that nobody can keep out a person who knows the code. */
const TRY_WINDOW: UseWindow = { count: 'tries', since: 'triesSince', windowMs: 3_600_000 };
const MOST_TRIES = 5;

/** Counts an attempt before the comparison; throws `too-many-tries` after 5 in an hour. */
export async function countCodeTry(limits: Documents, who: string, now: number): Promise<void> {
  const uses = { window: TRY_WINDOW, by: 1, most: MOST_TRIES };
  const isCounted = await consumeAt(limits, `setup-code-${who}`, uses, now);
  if (!isCounted) throw new CloudFailure('too-many-tries');
}

export function expiredTries(now: number): Condition {
  return { below: [TRY_WINDOW.since, now - TRY_WINDOW.windowMs] };
}

/** Stays even if the shop is lost; until `done`, `by` may repeat an interrupted claim. */
const documentFields = type({ by: string(), done: boolean() });

const PREFIX = 'used-code-';

function idOf(hash: string): string {
  return `${PREFIX}${hash}`;
}

export function isUsedCode({ _id }: Found): boolean {
  return _id.startsWith(PREFIX);
}

export function usedCodeOf(document: Fields) {
  return readFields(COLLECTIONS.shop, document, documentFields);
}

/** A reserved code does not count. */
export async function isCodeUsed(shop: Documents, hash: string): Promise<boolean> {
  const document = await shop.read(idOf(hash));
  return document !== null && document['done'] !== false;
}

/** Reserves a code for a person; `setup-code-rejected` when it is used, or reserved already. */
export async function takeCode(
  shop: Documents,
  hash: string,
  openId: string,
  isOwner: boolean,
): Promise<void> {
  const id = idOf(hash);
  if (await shop.replace(id, 0, { by: openId, done: false, version: 1 })) return;
  const document = await shop.read(id);
  if (document === null) throw new CloudFailure('changed-meanwhile');
  const { by, done } = usedCodeOf(document);
  if (by !== openId || (done && !isOwner)) throw new CloudFailure('setup-code-rejected');
}

/** Marks a set-up code as used up, once the person who took it is an owner. */
export async function markCodeDone(shop: Documents, hash: string): Promise<void> {
  await shop.putIf(idOf(hash), { done: false }, { done: true });
}
