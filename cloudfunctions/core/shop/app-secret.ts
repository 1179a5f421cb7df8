import type { ShopSettings } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Environment } from '../runtime/settings';
import { readAppSecret } from '../runtime/settings';
import type { Seal } from '../access/seal';
import type { Shop } from '../storage/shop-document';
import { changeShop, readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';

/** What the mini-program's AppSecret is sealed for. */
function belongsTo(appId: string): string {
  return `app ${appId}`;
}

export function closeAppSecret(seal: Seal, secret: string, appId: string): string {
  return seal.close(secret, belongsTo(appId));
}

/**
 * The mini-program's AppSecret: the one that the owner has entered, else that of the environment. Where the previous key opened it, it is sealed anew.
 *
 * @throws CloudFailure `secret-needed` when its key is lost, `settings-missing` when there is none
 */
export async function openAppSecret(
  { collections, seal, environment }: Pick<ShopParts, 'collections' | 'seal' | 'environment'>,
  appId: string,
): Promise<string> {
  const { appSecret } = await readShop(collections.shop);
  if (appSecret !== null) {
    const opened = seal().open(appSecret, belongsTo(appId));
    if (opened === null) {
      throw new CloudFailure('secret-needed', { message: '小程序的 AppSecret：请重新填写密钥。' });
    }
    const { secret, isOld } = opened;
    if (isOld) {
      const sealed = closeAppSecret(seal(), secret, appId);
      // If that fails, the next time does it.
      await changeShop(collections.shop, (shop) =>
        shop.appSecret === appSecret ? { appSecret: sealed } : null,
      ).catch(() => undefined);
    }
    return secret;
  }
  const fromEnvironment = readAppSecret(environment);
  if (fromEnvironment !== null) return fromEnvironment;
  throw new CloudFailure('settings-missing', {
    message: '还没有小程序的 AppSecret：请店主在“店铺”里填写。',
  });
}

/** How it stands with the AppSecret, without it. */
export function appSecretState(
  { appSecret }: Pick<Shop, 'appSecret'>,
  appId: string,
  seal: () => Seal,
  environment: Environment,
): ShopSettings['appSecret'] {
  if (appSecret !== null) return seal().open(appSecret, belongsTo(appId)) === null ? 'lost' : 'set';
  return readAppSecret(environment) === null ? 'missing' : 'environment';
}
