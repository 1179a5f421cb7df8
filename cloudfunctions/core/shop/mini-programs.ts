import { boolean, nullable, number, string, tuple, type } from 'superstruct';
import type { MiniProgram } from '../../../miniprogram/contract/mini-programs';
import type { Of } from '../../../miniprogram/contract/schema';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopContext } from '../access/shop-context';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Encryption } from '../secrets/encryption';
import { changeDocument } from '../storage/change-document';
import { type Documents, type Fields, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';
import type { Shop } from '../storage/shop-document';

const PAID_ORDERS_OFF = { isOn: false, stoppedAt: null, match: null } as const;

/** Stored mini-program. The id of its document is the AppID. */
const miniProgramSchema = type({
  /** `Shop.shopKey` of the shop whose owner added this mini-program in 店铺. */
  shopKey: string(),
  /** AppSecret, encrypted; null when none was entered. */
  appSecret: nullable(string()),
  name: withDefault(string(), ''),
  /** Settings for reading paid orders. In a list of one, because the SDK merges nested objects. */
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
const DEFAULT_NAME = '骑手在哪';

/** Lists mini-programs by name: `ours`, the shop's and the staff's own; `foreign`, other shops'. */
export async function listMiniPrograms(context: Pick<ShopContext, 'collections' | 'shop'>) {
  const { collections, shop } = context;
  const { miniPrograms } = collections;
  const [documents, { appId, shopKey }] = await Promise.all([listAll(miniPrograms), shop(0)]);
  const storedList = [...miniPrograms.readEach(documents, miniProgramIn)].sort((one, other) =>
    one.name.localeCompare(other.name, 'zh-CN'),
  );
  const ours = storedList.filter((miniProgram) => miniProgram.shopKey === shopKey);
  const defaults = { version: 0, appSecret: null, name: DEFAULT_NAME, paidOrders: PAID_ORDERS_OFF };
  const ownMiniProgram = { appId, shopKey, ...defaults };
  return {
    ours: ours.some((one) => one.appId === appId) ? ours : [...ours, ownMiniProgram],
    foreign: storedList.filter((miniProgram) => miniProgram.shopKey !== shopKey),
  };
}

/** Reads a mini-program from its document; throws CloudFailure `unreadable-document`. */
export function miniProgramIn(
  document: Fields & { readonly _id: string; readonly version: number },
): StoredMiniProgram {
  const { _id: appId, version } = document;
  const storedFields = readFields(COLLECTIONS.miniPrograms, document, miniProgramSchema);
  return { appId, version, ...storedFields, paidOrders: storedFields.paidOrders[0] };
}

/** Changes whether and how a mini-program's paid orders are read; throws `no-such-entry`. */
export async function changePaidOrders(
  miniPrograms: Documents,
  appId: string,
  change: (paidOrders: MiniProgram['paidOrders']) => Partial<MiniProgram['paidOrders']>,
): Promise<StoredMiniProgram> {
  const savedFields = await changeDocument(miniPrograms, appId, (document) => {
    if (document === null) throw new CloudFailure('no-such-entry');
    const { paidOrders } = miniProgramIn({ ...document, _id: appId });
    return { paidOrders: [{ ...paidOrders, ...change(paidOrders) }] };
  });
  return miniProgramIn({ version: 0, ...savedFields, _id: appId });
}

/** Finds the shop's mini-program with this AppID; null if the shop has none with it. */
export async function findMiniProgram(
  context: Pick<ShopContext, 'collections' | 'shop'>,
  appId: string,
): Promise<StoredMiniProgram | null> {
  const { ours } = await listMiniPrograms(context);
  return ours.find((miniProgram) => miniProgram.appId === appId) ?? null;
}

/** Returns the name with which an AppSecret is encrypted, to tie it to its AppID. */
export function appSecretSubject(appId: string): string {
  return `app ${appId}`;
}

/** Decrypts an AppSecret. Encrypts it again if only the previous settings key fits. */
export async function readAppSecret(
  context: Pick<ShopContext, 'collections' | 'shop' | 'encryption'>,
  appId: string,
): Promise<string> {
  const { collections, encryption } = context;
  const miniProgram = await findMiniProgram(context, appId);
  const appSecret = miniProgram?.appSecret ?? null;
  if (miniProgram === null || appSecret === null) {
    const whose = miniProgram === null ? '下单小程序' : `小程序“${miniProgram.name}”`;
    throw new CloudFailure('settings-missing', {
      message: `还没有${whose}的 AppSecret：请店主在“店铺”的“下单小程序”里填写。`,
    });
  }
  const decrypted = encryption().decrypt(appSecret, appSecretSubject(appId));
  if (decrypted === null)
    throw new CloudFailure('secret-needed', {
      message: `小程序“${miniProgram.name}”的 AppSecret：请重新填写密钥。`,
    });
  const { secret, isOld } = decrypted;
  if (isOld) {
    const version = miniProgram.version + 1;
    const encryptedSecret = encryption().encrypt(secret, appSecretSubject(appId));
    // A failed write is ignored, because the next call tries again.
    await collections.miniPrograms
      .replace(appId, miniProgram.version, { version, appSecret: encryptedSecret })
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
