import type { ShopSettings } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Environment } from '../runtime/settings';
import { readAppSecret } from '../runtime/settings';
import type { Decrypted, Encryption } from '../secrets/encryption';
import type { Shop } from '../storage/shop-document';
import { changeShop, readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';

/** Names the mini-program that the AppSecret belongs to. It decrypts only with the same name. */
function belongsTo(appId: string): string {
  return `app ${appId}`;
}

/**
 * Decrypts the AppSecret that the owner has entered.
 *
 * @returns null when neither the current nor the previous key decrypts it
 */
export function decryptEntered(
  encryption: Encryption,
  appSecret: string,
  appId: string,
): Decrypted | null {
  return encryption.decrypt(appSecret, belongsTo(appId));
}

export function encryptAppSecret(encryption: Encryption, secret: string, appId: string): string {
  return encryption.encrypt(secret, belongsTo(appId));
}

/**
 * Returns the mini-program's AppSecret: the one that the owner has entered, else the environment
 * variable. A secret that only the previous key decrypts is encrypted again.
 *
 * @throws CloudFailure `secret-needed` when no key decrypts the secret, `settings-missing` when
 *   there is no secret
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
    const decrypted = decryptEntered(encryption(), appSecret, appId);
    if (decrypted === null) {
      throw new CloudFailure('secret-needed', { message: '小程序的 AppSecret：请重新填写密钥。' });
    }
    const { secret, isOld } = decrypted;
    if (isOld) {
      const encrypted = encryptAppSecret(encryption(), secret, appId);
      // A failure is ignored, because the next call tries again.
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

/** Returns whether the AppSecret is set, lost or missing, or comes from the environment. */
export function appSecretState(
  { appSecret }: Pick<Shop, 'appSecret'>,
  appId: string,
  encryption: () => Encryption,
  environment: Environment,
): ShopSettings['appSecret'] {
  if (appSecret !== null)
    return decryptEntered(encryption(), appSecret, appId) === null ? 'lost' : 'set';
  return readAppSecret(environment) === null ? 'missing' : 'environment';
}
