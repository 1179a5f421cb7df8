import type { SecretState } from '../../../miniprogram/contract/shop-settings';
import { CloudFailure } from '../runtime/cloud-failure';
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
 * Returns the mini-program's AppSecret that the owner has entered. A secret that only the previous
 * key decrypts is encrypted again.
 *
 * @throws CloudFailure `secret-needed` when no key decrypts the secret, `settings-missing` when
 *   there is no secret, or no key
 */
export async function decryptAppSecret(
  { collections, encryption }: Pick<ShopParts, 'collections' | 'encryption'>,
  appId: string,
): Promise<string> {
  const { appSecret } = await readShop(collections.shop);
  if (appSecret === null) {
    throw new CloudFailure('settings-missing', {
      message: '还没有小程序的 AppSecret：请店主在“店铺”里填写。',
    });
  }
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

export function appSecretState(
  { appSecret }: Pick<Shop, 'appSecret'>,
  appId: string,
  encryption: () => Encryption,
): SecretState {
  if (appSecret === null) return 'missing';
  return decryptEntered(encryption(), appSecret, appId) === null ? 'lost' : 'set';
}
