import { boolean, string, type } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields, Found } from '../storage/documents';
import { readFields } from '../storage/read-fields';
import type { Shop } from '../storage/shop-document';
import { readShop } from '../storage/shop-document';

/**
 * A set-up code that has been used, by its hash: a document of its own beside the shop's, so that it stays used whatever becomes of that. Until `done`
 * whoever took it may go on, since their function may have ended half-way; then only while they are the owner.
 */
const kept = type({ by: string(), done: boolean() });

const PREFIX = 'used-code-';

function idOf(hash: string): string {
  return `${PREFIX}${hash}`;
}

/** Whether a document of the shop's collection tells of a used code. */
export function isUsedCode({ _id }: Found): boolean {
  return _id.startsWith(PREFIX);
}

/** @throws CloudFailure `unreadable-document` */
export function usedCodeOf(document: Fields) {
  return readFields(COLLECTIONS.shop, document, kept);
}

/** Whether a code has made somebody the owner; whoever only took it may still go on. */
export async function isCodeUsed(shop: Documents, hash: string): Promise<boolean> {
  const [{ usedCodes }, document] = await Promise.all([readShop(shop), shop.read(idOf(hash))]);
  return usedCodes.includes(hash) || (document !== null && document['done'] !== false);
}

/**
 * Takes a code for somebody: of all who try at once one gets it.
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

/** Once whoever took it is the owner. */
export async function closeCode(shop: Documents, hash: string): Promise<void> {
  await shop.putIf(idOf(hash), { done: false }, { done: true });
}
