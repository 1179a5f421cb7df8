import { boolean, nullable, number, string, tuple, type } from 'superstruct';
import type { MiniProgram } from '../../../miniprogram/contract/mini-programs';
import type { Of } from '../../../miniprogram/contract/schema';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopParts } from '../access/shop-context';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Encryption } from '../secrets/encryption';
import { changeDocument } from '../storage/change-document';
import { type Documents, type Fields, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';
import type { Shop } from '../storage/shop-document';

const PAID_ORDERS_OFF = { isOn: false, stoppedAt: null, match: null } as const;

/** The id of the document is the AppID. */
const miniProgramSchema = type({
  /** `Shop.shopKey` of the shop that has entered this mini-program. */
  shopKey: string(),
  /** AppSecret, encrypted; null when none was entered. */
  appSecret: nullable(string()),
  name: withDefault(string(), ''),
  /** Whether paid orders are read. A list of one, because the SDK merges nested objects. */
  paidOrders: withDefault(
    tuple([
      type({
        isOn: boolean(),
        stoppedAt: nullable(number()),
        match: nullable(type({ at: number(), of: number(), same: number() })),
      }),
    ]),
    [PAID_ORDERS_OFF],
  ),
});

/** Mini-program as stored, with its AppSecret still encrypted. */
export interface StoredMiniProgram
  extends
    Omit<Of<typeof miniProgramSchema>, 'paidOrders'>,
    Pick<MiniProgram, 'appId' | 'version' | 'paidOrders'> {}

/** Name of the staff's own mini-program until the owner has entered a name. */
const OWN_NAME = '骑手在哪';

/** Lists the shop's mini-programs by name, with the staff's own one; `foreign`: another shop's. */
export async function listMiniPrograms(parts: Pick<ShopParts, 'collections' | 'shop'>) {
  const { collections, shop } = parts;
  const { miniPrograms } = collections;
  const [documents, { appId, shopKey }] = await Promise.all([listAll(miniPrograms), shop(0)]);
  const listed = [...miniPrograms.readEach(documents, miniProgramIn)].sort((one, other) =>
    one.name.localeCompare(other.name, 'zh-CN'),
  );
  const ours = listed.filter((one) => one.shopKey === shopKey);
  const unnamed = { version: 0, appSecret: null, name: OWN_NAME, paidOrders: PAID_ORDERS_OFF };
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
  const fields = readFields(COLLECTIONS.miniPrograms, document, miniProgramSchema);
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

/** Returns what an AppSecret is encrypted for: with another AppID it cannot be decrypted. */
export function appSecretSubject(appId: string): string {
  return `app ${appId}`;
}

/** Decrypts an AppSecret. Encrypts it again if only the previous key fits. */
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
  const decrypted = encryption().decrypt(appSecret, appSecretSubject(appId));
  if (decrypted === null)
    throw new CloudFailure('secret-needed', {
      message: `小程序“${found.name}”的 AppSecret：请重新填写密钥。`,
    });
  const { secret, isOld } = decrypted;
  if (isOld) {
    const version = found.version + 1;
    const encrypted = encryption().encrypt(secret, appSecretSubject(appId));
    // A failure is ignored, because the next call tries again.
    await collections.miniPrograms
      .replace(appId, found.version, { version, appSecret: encrypted })
      .catch(() => false);
  }
  return secret;
}

/** Describes a mini-program for the owner, who sees only the state of the AppSecret. */
export function miniProgramView(
  { appId, version, name, appSecret, shopKey, paidOrders }: StoredMiniProgram,
  shop: Pick<Shop, 'appId' | 'shopKey'>,
  encryption: () => Encryption,
): MiniProgram {
  const isForeign = shopKey !== shop.shopKey;
  const isSecretLost =
    appSecret !== null && encryption().decrypt(appSecret, appSecretSubject(appId)) === null;
  return {
    appId,
    version,
    name,
    isOwn: appId === shop.appId && !isForeign,
    isForeign,
    paidOrders,
    secret: appSecret === null ? 'missing' : isSecretLost ? 'lost' : 'set',
  };
}
