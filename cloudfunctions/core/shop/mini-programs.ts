import { boolean, nullable, number, string, tuple, type } from 'superstruct';
import type { MiniProgram } from '../../../miniprogram/contract/mini-programs';
import type { Of } from '../../../miniprogram/contract/schema';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopParts } from '../access/shop-context';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Decrypted, Encryption } from '../secrets/encryption';
import { changeDocument } from '../storage/change-document';
import type { Documents, Fields } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { readFields, withDefault } from '../storage/read-fields';
import type { Shop } from '../storage/shop-document';

const NEVER_COMPARED = { isOn: false, stoppedAt: null, match: null } as const;

/** The id of the document is the AppID. */
const documentFields = type({
  /** `Shop.shopKey` of the shop that has entered this mini-program. */
  shopKey: string(),
  /** AppSecret, encrypted; null when none was entered. */
  appSecret: nullable(string()),
  name: withDefault(string(), ''),
  /** Whether paid orders come by themselves. A list of one, as the SDK merges nested objects. */
  paidOrders: withDefault(
    tuple([
      type({
        isOn: boolean(),
        stoppedAt: nullable(number()),
        match: nullable(type({ at: number(), of: number(), same: number() })),
      }),
    ]),
    [NEVER_COMPARED],
  ),
});

/** Mini-program as stored, with its AppSecret still encrypted. */
export interface StoredMiniProgram
  extends
    Omit<Of<typeof documentFields>, 'paidOrders'>,
    Pick<MiniProgram, 'appId' | 'version' | 'paidOrders'> {}

/** Name of the staff's own mini-program until the owner has entered a name. */
const OWN_NAME = '骑手在哪';

/** Lists the shop's mini-programs by name, with the staff's own one; `foreign`: another shop's. */
export async function listMiniPrograms({
  collections: { miniPrograms },
  shop,
}: Pick<ShopParts, 'collections' | 'shop'>) {
  const [documents, { appId, shopKey }] = await Promise.all([listAll(miniPrograms), shop(0)]);
  const listed = [...miniPrograms.readEach(documents, miniProgramIn)].sort((one, other) =>
    one.name.localeCompare(other.name, 'zh-CN'),
  );
  const ours = listed.filter((one) => one.shopKey === shopKey);
  const unnamed = { version: 0, appSecret: null, name: OWN_NAME, paidOrders: NEVER_COMPARED };
  const own = { appId, shopKey, ...unnamed };
  return {
    ours: ours.some((one) => one.appId === appId) ? ours : [...ours, own],
    foreign: listed.filter((one) => one.shopKey !== shopKey),
  };
}

/** Reads a mini-program from its document; throws CloudFailure `unreadable-document`. */
export function miniProgramIn(
  document: Fields & { readonly _id: string; readonly version: number },
): StoredMiniProgram {
  const { _id: appId, version } = document;
  const fields = readFields(COLLECTIONS.miniPrograms, document, documentFields);
  return { appId, version, ...fields, paidOrders: fields.paidOrders[0] };
}

/** Changes what is stored of a mini-program's paid orders; throws CloudFailure `no-such-entry`. */
export async function changePaidOrders(
  miniPrograms: Documents,
  appId: string,
  change: (before: MiniProgram['paidOrders']) => Partial<MiniProgram['paidOrders']>,
): Promise<StoredMiniProgram> {
  const changed = await changeDocument(miniPrograms, appId, (document) => {
    if (document === null) throw new CloudFailure('no-such-entry');
    const { paidOrders } = miniProgramIn({ ...document, _id: appId });
    return { paidOrders: [{ ...paidOrders, ...change(paidOrders) }] };
  });
  return miniProgramIn({ version: 0, ...changed, _id: appId });
}

/** Finds the shop's mini-program with this AppID; null where the shop has none. */
export async function findMiniProgram(
  parts: Pick<ShopParts, 'collections' | 'shop'>,
  appId: string,
): Promise<StoredMiniProgram | null> {
  const { ours } = await listMiniPrograms(parts);
  return ours.find((one) => one.appId === appId) ?? null;
}

/** Decrypts an AppSecret; null when neither the current nor the previous key fits. */
export function decryptAppSecret(
  encryption: Encryption,
  appSecret: string,
  appId: string,
): Decrypted | null {
  return encryption.decrypt(appSecret, subjectOf(appId));
}

export function encryptAppSecret(encryption: Encryption, secret: string, appId: string): string {
  return encryption.encrypt(secret, subjectOf(appId));
}

function subjectOf(appId: string): string {
  return `app ${appId}`;
}

/** Encrypts it again if its key is the previous one; throws `secret-needed`, `settings-missing`. */
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

/** Of the AppSecret the owner sees only the state. */
export function miniProgramView(
  { appId, version, name, appSecret, shopKey, paidOrders }: StoredMiniProgram,
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
    paidOrders,
    secret: appSecret === null ? 'missing' : isLost ? 'lost' : 'set',
  };
}
