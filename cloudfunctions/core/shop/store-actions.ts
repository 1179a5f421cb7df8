import { type Struct, max, min, nullable, number, type } from 'superstruct';
import type { Position } from '../../../miniprogram/contract/delivery';
import { type Store, SHOP_BOUNDS, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { ShopCalls, StoreDraft } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import { listAccounts } from './accounts';
import { type Actor, type Subject, OWNER_ONLY, ownStores, staffAction } from '../access/access';
import { id, nothing, typedText, version, wholeNumber } from '../access/input-shapes';
import { checkEntryLimit, newId, saveEntry } from '../storage/change-document';
import { listAll } from '../storage/documents';
import { addOneAtATime } from '../storage/one-at-a-time';
import type { ShopParts } from '../access/shop-context';
import { listStores, storeFields, storeOf } from './stores';

const minutes = wholeNumber(1, SHOP_BOUNDS.minutes);
const position: Struct<Position> = type({
  longitude: max(min(number(), -180), 180),
  latitude: max(min(number(), -90), 90),
});

const draftInput: Struct<StoreDraft> = type({
  storeId: nullable(id),
  version,
  name: typedText(SHOP_BOUNDS.storeName),
  position: nullable(position),
  thresholds: type({
    noRiderMinutes: minutes,
    atStoreMinutes: minutes,
    notMovingMinutes: minutes,
    overdueMinutes: minutes,
  }),
});

export function storeActions(parts: ShopParts) {
  const { collections, audit } = parts;
  const theStore = ({ storeId }: { readonly storeId: string | null }): Subject => ({
    stores: storeId === null ? 'all' : [storeId],
  });

  const save = async (wanted: StoreDraft, { staff }: Actor): Promise<Store> => {
    if ((wanted.storeId === null) !== (wanted.version === 0)) throw new CloudFailure('bad-request');
    const storeId = wanted.storeId ?? newId();
    const write = () => saveEntry(collections.stores, storeId, wanted.version, storeFields(wanted));
    const check = async () => {
      checkEntryLimit((await listAll(collections.stores)).length);
    };
    const isNew = wanted.storeId === null;
    const saved = await audit.logAround(
      { by: staff, act: 'save-store', about: wanted.name.trim() },
      () => (isNew ? addOneAtATime(parts, 'stores', check, write) : write()),
    );
    const store = storeOf(storeId, saved);
    if (store === null) throw new CloudFailure('changed-meanwhile');
    return store;
  };

  const remove = async (
    { storeId, version: read }: ShopCalls['remove-store']['input'],
    { staff }: Actor,
  ): Promise<object> => {
    const [stores, accounts] = await Promise.all([
      listStores(collections.stores),
      listAccounts(collections.accounts),
    ]);
    const about = stores.find((store) => store.storeId === storeId)?.name ?? '';
    return audit.logAround({ by: staff, act: 'remove-store', about }, async () => {
      const isBound = accounts.some(({ bindings }) =>
        bindings.some((binding) => binding.storeId === storeId),
      );
      if (isBound) throw new CloudFailure('store-in-use');
      if (!(await collections.stores.remove(storeId, read)))
        throw new CloudFailure('changed-meanwhile');
      return {};
    });
  };

  return {
    'list-stores': staffAction({
      grants: { owner: 'all', manager: 'own', clerk: 'own' },
      input: nothing,
      about: ownStores,
      handle: async (_input, _about, { staff }) => ({
        stores: (await listStores(collections.stores)).filter(({ storeId }) =>
          isScopeWithin([storeId], staff.stores),
        ),
      }),
    }),
    'save-store': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      about: theStore,
      handle: (wanted, _about, actor) => save(wanted, actor),
    }),
    'remove-store': staffAction({
      ...OWNER_ONLY,
      input: type({ storeId: id, version }),
      about: theStore,
      handle: (input, _about, actor) => remove(input, actor),
    }),
  };
}
