import { createHash, randomBytes, timingSafeEqual } from 'crypto';
import { boolean, number, string, type } from 'superstruct';
import type { RegisterKey } from '../../../miniprogram/contract/register-key';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { scopeFields, scopeOf, storedScope } from './staff';
import { createId } from '../storage/change-document';
import { type Documents, type Fields, type Found, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';

const SECRET_BYTES = 16;
const KEY_ID_PREFIX = 'register-key-';

/** Schema of a register key. Its hash and its stores grant rights, so they have no defaults. */
const registerKeySchema = type({
  isRegisterKey: boolean(),
  hash: string(),
  ...storedScope.schema,
  label: withDefault(string(), ''),
  madeBy: withDefault(string(), ''),
  madeAt: withDefault(number(), 0),
});

export async function listRegisterKeys(shop: Documents): Promise<readonly RegisterKey[]> {
  const documents = await listAll(shop, { equal: { isRegisterKey: true } });
  return [...shop.readEach(documents, readKeyIn)].sort((one, other) => other.madeAt - one.madeAt);
}

function readKeyIn(document: Found): RegisterKey {
  const { _id } = document;
  return { keyId: _id.slice(KEY_ID_PREFIX.length), ...readKeyFields(document) };
}

function readKeyFields(document: Fields): Omit<RegisterKey, 'keyId'> {
  const fields = readFields(COLLECTIONS.shop, document, registerKeySchema);
  const { label, madeBy, madeAt, allStores, storeIds } = fields;
  return { label, stores: scopeOf({ allStores, storeIds }), madeBy, madeAt };
}

export async function makeRegisterKey(
  shop: Documents,
  { label, stores, madeBy, madeAt }: Omit<RegisterKey, 'keyId'>,
): Promise<RegisterKey & { readonly key: string }> {
  const keyId = createId();
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const hash = secretHashOf(secret).toString('hex');
  const fields = { isRegisterKey: true, hash, ...scopeFields(stores), label, madeBy, madeAt };
  await shop.replace(KEY_ID_PREFIX + keyId, 0, { ...fields, version: 1 });
  return { keyId, label, stores, madeBy, madeAt, key: `${keyId}.${secret}` };
}

/** Lists the ids of all register keys, also unreadable ones. Keys with other ids are revoked. */
export async function registerKeyIds(shop: Documents): Promise<readonly string[]> {
  const documents = await listAll(shop, { equal: { isRegisterKey: true } });
  return documents.map(({ _id }) => _id.slice(KEY_ID_PREFIX.length));
}

export async function removeRegisterKey(shop: Documents, keyId: string): Promise<boolean> {
  const document = await shop.read(KEY_ID_PREFIX + keyId);
  return document !== null && (await shop.remove(KEY_ID_PREFIX + keyId, document.version));
}

/** Finds the stored key that equals `key`; null if wrong or revoked. Its caller limits attempts. */
export async function findRegisterKey(shop: Documents, key: string): Promise<RegisterKey | null> {
  const [keyId = '', secret = ''] = key.split('.');
  const document = await shop.read(KEY_ID_PREFIX + keyId);
  // A hash is compared even for an unknown id: the duration must not tell which ids exist.
  const read = document === null ? null : readFields(COLLECTIONS.shop, document, registerKeySchema);
  const expected = Buffer.from(read?.hash ?? '', 'hex');
  const sentHash = secretHashOf(secret);
  const isSameHash = expected.length === sentHash.length && timingSafeEqual(expected, sentHash);
  return document !== null && isSameHash ? { keyId, ...readKeyFields(document) } : null;
}

function secretHashOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
