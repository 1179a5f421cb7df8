import { nullable, string, type } from 'superstruct';
import type { MiniProgram } from '../../../miniprogram/contract/mini-programs';
import type { Of } from '../../../miniprogram/contract/schema';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopParts } from '../access/shop-context';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Decrypted, Encryption } from '../secrets/encryption';
import type { Documents, Fields } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { readFields, usually } from '../storage/read-fields';
import type { Shop } from '../storage/shop-document';

/** Schema of a mini-program's document, whose id is the AppID. */
const documentFields = type({
  /** Key of the shop that has entered it (`Shop`). */
  shopKey: string(),
  /** AppSecret, encrypted; null when none was entered. */
  appSecret: nullable(string()),
  name: usually(string(), ''),
});

/** Mini-program as stored, with its AppSecret still encrypted. */
export interface StoredMiniProgram extends Of<typeof documentFields> {
  readonly appId: string;
  readonly version: number;
}

/** Name of the staff's own mini-program until the owner has entered something of it. */
const OWN_NAME = '骑手在哪';

/** Returns the entry of the staff's own mini-program where nothing of it was entered. */
function ownOf({ appId, shopKey }: Pick<Shop, 'appId' | 'shopKey'>): StoredMiniProgram {
  return { appId, version: 0, shopKey, appSecret: null, name: OWN_NAME };
}

/** Adds the staff's own mini-program to the listed ones, unless it is among them. */
export function withOwn(
  listed: readonly StoredMiniProgram[],
  shop: Pick<Shop, 'appId' | 'shopKey'>,
): readonly StoredMiniProgram[] {
  return listed.some(({ appId }) => appId === shop.appId) ? listed : [...listed, ownOf(shop)];
}

/** Lists all readable mini-programs, also those of another shop, sorted by name. */
export async function listMiniPrograms(
  documents: Documents,
): Promise<readonly StoredMiniProgram[]> {
  const read = documents.readEach(await listAll(documents), miniProgramIn);
  return [...read].sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
}

/**
 * Reads a mini-program from its document.
 *
 * @throws CloudFailure `unreadable-document`
 */
export function miniProgramIn(
  document: Fields & { readonly _id: string; readonly version: number },
): StoredMiniProgram {
  const { _id: appId, version } = document;
  return { appId, version, ...readFields(COLLECTIONS.miniPrograms, document, documentFields) };
}

/** Reads the mini-program with this AppID; null where the shop has none. */
export async function findMiniProgram(
  { collections, shop }: Pick<ShopParts, 'collections' | 'shop'>,
  appId: string,
): Promise<StoredMiniProgram | null> {
  const [document, known] = await Promise.all([collections.miniPrograms.read(appId), shop()]);
  if (document === null) return appId === known.appId ? ownOf(known) : null;
  const found = miniProgramIn({ ...document, _id: appId });
  return found.shopKey === known.shopKey ? found : null;
}

/** Returns the name of a mini-program; '' where it cannot be read. */
export async function nameOfMiniProgram(
  parts: Pick<ShopParts, 'collections' | 'shop'>,
  appId: string,
): Promise<string> {
  const found = await findMiniProgram(parts, appId).catch(() => null);
  return found?.name ?? '';
}

/**
 * Decrypts the AppSecret of a mini-program.
 *
 * @returns null when neither the current nor the previous key decrypts it
 */
export function decryptAppSecret(
  encryption: Encryption,
  appSecret: string,
  appId: string,
): Decrypted | null {
  return encryption.decrypt(appSecret, belongsTo(appId));
}

export function encryptAppSecret(encryption: Encryption, secret: string, appId: string): string {
  return encryption.encrypt(secret, belongsTo(appId));
}

/** Names the mini-program that an AppSecret belongs to. It decrypts only with the same name. */
function belongsTo(appId: string): string {
  return `app ${appId}`;
}

/**
 * Returns the AppSecret of a mini-program. A secret that only the previous key decrypts is
 * encrypted again.
 *
 * @throws CloudFailure `secret-needed` when no key decrypts it, `settings-missing` when there is
 *   none, or no key
 */
export async function readAppSecret(
  parts: Pick<ShopParts, 'collections' | 'shop' | 'encryption'>,
  appId: string,
): Promise<string> {
  const { collections, encryption } = parts;
  const found = await findMiniProgram(parts, appId);
  const appSecret = found?.appSecret ?? null;
  if (found === null || appSecret === null) {
    const whose = found === null ? '下单小程序' : `小程序“${found.name}”`;
    throw new CloudFailure('settings-missing', {
      message: `还没有${whose}的 AppSecret：请店主在“店铺”的“下单小程序”里填写。`,
    });
  }
  const decrypted = decryptAppSecret(encryption(), appSecret, appId);
  if (decrypted === null)
    throw new CloudFailure('secret-needed', {
      message: `小程序“${found.name}”的 AppSecret：请重新填写密钥。`,
    });
  const { secret, isOld } = decrypted;
  if (isOld) {
    const version = found.version + 1;
    const encrypted = encryptAppSecret(encryption(), secret, appId);
    // A failure is ignored, because the next call tries again.
    await collections.miniPrograms
      .replace(appId, found.version, { version, appSecret: encrypted })
      .catch(() => false);
  }
  return secret;
}

/** Returns a mini-program as the owner sees it, with the state of its secret in its place. */
export function miniProgramView(
  { appId, version, name, appSecret, shopKey }: StoredMiniProgram,
  shop: Pick<Shop, 'appId' | 'shopKey'>,
  encryption: () => Encryption,
): MiniProgram {
  const isForeign = shopKey !== shop.shopKey;
  const isLost = appSecret !== null && decryptAppSecret(encryption(), appSecret, appId) === null;
  return {
    appId,
    version,
    name,
    isOwn: appId === shop.appId && !isForeign,
    isForeign,
    secret: appSecret === null ? 'missing' : isLost ? 'lost' : 'set',
  };
}
