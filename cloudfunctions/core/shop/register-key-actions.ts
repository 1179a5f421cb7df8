import { type } from 'superstruct';
import { MAX_KEY_LABEL, MAX_REGISTER_KEYS } from '../../../miniprogram/contract/register-key';
import { CloudFailure } from '../runtime/cloud-failure';
import { OWNER_ONLY, staffAction } from '../access/access';
import { id, nothing, storeScope, typedText } from '../access/input-shapes';
import type { ShopContext } from '../access/shop-context';
import { addOneAtATime } from '../storage/one-at-a-time';
import { listRegisterKeys, makeRegisterKey, removeRegisterKey } from '../access/register-keys';
import { listStores } from './stores';

/** Makes the owner's actions on the keys that let the merchant's own system register orders. */
export function registerKeyActions(context: ShopContext) {
  const { collections, audit, now } = context;
  const { shop } = collections;
  return {
    'list-register-keys': staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async () => ({ keys: await listRegisterKeys(shop) }),
    }),
    'make-register-key': staffAction({
      ...OWNER_ONLY,
      input: type({ label: typedText(MAX_KEY_LABEL), stores: storeScope }),
      handle: async ({ label: typedLabel, stores }, { staff }) => {
        const label = typedLabel.trim();
        return audit.logAround({ by: staff, act: 'make-register-key', about: label }, async () => {
          const shopStores = await listStores(collections.stores);
          const isOfShop = (wantedId: string): boolean =>
            shopStores.some(({ storeId }) => storeId === wantedId);
          if (stores !== 'all' && (stores.length === 0 || !stores.every(isOfShop)))
            throw new CloudFailure('no-such-entry');
          const check = async (): Promise<void> => {
            const { length } = await listRegisterKeys(shop);
            if (length >= MAX_REGISTER_KEYS) throw new CloudFailure('limit-reached');
          };
          const key = { label, stores, madeBy: staff.name, madeAt: now() };
          return addOneAtATime(context, 'register-keys', check, () => makeRegisterKey(shop, key));
        });
      },
    }),
    'revoke-register-key': staffAction({
      ...OWNER_ONLY,
      input: type({ keyId: id }),
      handle: async ({ keyId }, { staff }) => {
        const keys = await listRegisterKeys(shop);
        const about = keys.find((key) => key.keyId === keyId)?.label ?? '';
        return audit.logAround({ by: staff, act: 'revoke-register-key', about }, async () => {
          if (!(await removeRegisterKey(shop, keyId))) throw new CloudFailure('no-such-entry');
          return {};
        });
      },
    }),
  };
}
