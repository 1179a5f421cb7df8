import type { ShopSettings } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Environment } from '../runtime/settings';
import { readAppSecret } from '../runtime/settings';
import type { Encryption } from '../access/encryption';
import type { Shop } from '../storage/shop-document';
import { changeShop, readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';

/** Names the owner of the mini-program's AppSecret, for its encryption. */
function belongsTo(appId: string): string {
  return `app ${appId}`;
}

export function encryptAppSecret(encryption: Encryption, secret: string, appId: string): string {
  return encryption.encrypt(secret, belongsTo(appId));
}

/**
 * Finds the mini-program's AppSecret: the one that the owner has entered, else that of the
 * environment. One under the previous key is encrypted again.
 *
 * @throws CloudFailure `secret-needed` when its key is lost, `settings-missing` when there is none
 */
export async function decryptAppSecret(
  {
    collections,
    encryption,
    environment,
  }: Pick<ShopParts, 'collections' | 'encryption' | 'environment'>,
  appId: string,
): Promise<string> {
  const { appSecret } = await readShop(collections.shop);
  if (appSecret !== null) {
    const decrypted = encryption().decrypt(appSecret, belongsTo(appId));
    if (decrypted === null) {
      throw new CloudFailure('secret-needed', { message: '小程序的 AppSecret：请重新填写密钥。' });
    }
    const { secret, isOld } = decrypted;
    if (isOld) {
      const encrypted = encryptAppSecret(encryption(), secret, appId);
      // After a failure the next call tries again.
      await changeShop(collections.shop, (shop) =>
        shop.appSecret === appSecret ? { appSecret: encrypted } : null,
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

/** Finds the state of the AppSecret, without the secret. */
export function appSecretState(
  { appSecret }: Pick<Shop, 'appSecret'>,
  appId: string,
  encryption: () => Encryption,
  environment: Environment,
): ShopSettings['appSecret'] {
  if (appSecret !== null)
    return encryption().decrypt(appSecret, belongsTo(appId)) === null ? 'lost' : 'set';
  return readAppSecret(environment) === null ? 'missing' : 'environment';
}
