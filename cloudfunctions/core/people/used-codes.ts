import { boolean, string, type } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields, Found } from '../storage/documents';
import { readFields } from '../storage/read-fields';
import type { Shop } from '../storage/shop-document';
import { readShop } from '../storage/shop-document';

/**
 * Schema of a used set-up code, whose document stands beside the shop's: the code stays used
 * whatever becomes of the shop. Until `done`, whoever took the code may go on, since their function
 * may have ended half-way. After that they may only while they are the owner.
 */
const documentFields = type({ by: string(), done: boolean() });

const PREFIX = 'used-code-';

function idOf(hash: string): string {
  return `${PREFIX}${hash}`;
}

/** Tells whether a document of the shop's collection is a used code. */
export function isUsedCode({ _id }: Found): boolean {
  return _id.startsWith(PREFIX);
}

/**
 * Reads a used code from its document.
 *
 * @throws CloudFailure `unreadable-document`
 */
export function usedCodeOf(document: Fields) {
  return readFields(COLLECTIONS.shop, document, documentFields);
}

/** Tells whether a code has made a person the owner. A code that is only taken does not count. */
export async function isCodeUsed(shop: Documents, hash: string): Promise<boolean> {
  const [{ usedCodes }, document] = await Promise.all([readShop(shop), shop.read(idOf(hash))]);
  return usedCodes.includes(hash) || (document !== null && document['done'] !== false);
}

/**
 * Takes a code for a person: of all concurrent callers one gets it.
 *
 * @throws CloudFailure `setup-code-rejected` when it is used
 */
export async function takeCode(
  shop: Documents,
  hash: string,
  openId: string,
  { ownerIds, usedCodes }: Shop,
): Promise<void> {
  const isOwner = ownerIds.includes(openId);
  if (usedCodes.includes(hash)) {
    if (isOwner) return;
    throw new CloudFailure('setup-code-rejected');
  }
  if (await shop.replace(idOf(hash), 0, { by: openId, done: false, version: 1 })) return;
  const taken = usedCodeOf((await shop.read(idOf(hash))) ?? {});
  if (taken.by !== openId || (taken.done && !isOwner))
    throw new CloudFailure('setup-code-rejected');
}

/** Marks a code as done, once its taker is the owner. */
export async function markCodeDone(shop: Documents, hash: string): Promise<void> {
  await shop.putIf(idOf(hash), { done: false }, { done: true });
}
