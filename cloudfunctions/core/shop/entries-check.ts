import type { CheckLine } from '../../../miniprogram/shared/self-check';
import { checkLine } from '../../../miniprogram/shared/self-check';
import { readAppSecret, readEnvironmentAccount } from '../runtime/settings';
import { readShop } from './shop-document';
import type { ShopParts } from './shop-parts';

/** What the owner still has to enter; nothing where all is there. */
export async function checkEntries({
  collections,
  environment,
}: Pick<ShopParts, 'collections' | 'environment'>): Promise<readonly CheckLine[]> {
  const [{ appSecret }, stores, accounts] = await Promise.all([
    readShop(collections.shop),
    collections.stores.list({ limit: 1 }),
    collections.accounts.list({ limit: 1 }),
  ]);
  const hasAppSecret = appSecret !== null || readAppSecret(environment) !== null;
  return [
    ...(hasAppSecret ? [] : [checkLine('settings', 'app-secret-missing')]),
    ...(accounts.length > 0 ? [] : accountLines(environment, stores.length > 0)),
  ];
}

/** Until the owner has entered an account, one in the environment does. */
function accountLines(
  environment: ShopParts['environment'],
  hasStores: boolean,
): readonly CheckLine[] {
  try {
    if (readEnvironmentAccount(environment) !== null) return [];
  } catch {
    return [checkLine('settings', 'account-incomplete')];
  }
  return [
    ...(hasStores ? [] : [checkLine('settings', 'stores-missing')]),
    checkLine('settings', 'accounts-missing'),
  ];
}
