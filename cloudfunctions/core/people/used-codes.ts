import { boolean, string, type } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields, Found } from '../storage/documents';
import { readFields } from '../storage/read-fields';

/**
 * Schema of a used set-up code. It has a document of its own, so that the code stays used even if
 * the shop document is lost. While `done` is false, the person who took the code (`by`) may repeat
 * an interrupted claim. Afterwards that person may do so only as an owner.
 */
const documentFields = type({ by: string(), done: boolean() });

const PREFIX = 'used-code-';

function idOf(hash: string): string {
  return `${PREFIX}${hash}`;
}

/** Tells by its id whether a document of the shop's collection is a used set-up code. */
export function isUsedCode({ _id }: Found): boolean {
  return _id.startsWith(PREFIX);
}

/** Reads a used set-up code from its document; throws CloudFailure `unreadable-document`. */
export function usedCodeOf(document: Fields) {
  return readFields(COLLECTIONS.shop, document, documentFields);
}

/** Tells whether a set-up code has made a person an owner. A reserved code does not count. */
export async function isCodeUsed(shop: Documents, hash: string): Promise<boolean> {
  const document = await shop.read(idOf(hash));
  return document !== null && document['done'] !== false;
}

/**
 * Reserves a set-up code for a person. Only one of several concurrent callers succeeds.
 *
 * @throws CloudFailure `setup-code-rejected` when the code is used, or reserved for another person
 */
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
