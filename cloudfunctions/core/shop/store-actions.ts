import { type Struct, max, min, nullable, number, type } from 'superstruct';
import type { Position } from '../../../miniprogram/contract/delivery';
import { type Store, SHOP_BOUNDS, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { ShopCalls, StoreDraft } from '../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../runtime/cloud-failure';
import { listAccounts } from './accounts';
import { type Actor, type Subject, OWNER_ONLY, ownStores, staffAction } from '../access/access';
import { id, nothing, typedText, version, wholeNumber } from '../access/input-shapes';
import { checkEntryLimit, createId, saveEntry } from '../storage/change-document';
import { listAll } from '../storage/documents';
import { addOneAtATime } from '../storage/one-at-a-time';
import type { ShopContext } from '../access/shop-context';
import { listStores, storeFields, storeOf } from './stores';

const minutesInput = wholeNumber(1, SHOP_BOUNDS.minutes);
const positionInput: Struct<Position> = type({
  longitude: max(min(number(), -180), 180),
  latitude: max(min(number(), -90), 90),
});

const draftInput: Struct<StoreDraft> = type({
  storeId: nullable(id),
  version,
  name: typedText(SHOP_BOUNDS.storeName),
  position: nullable(positionInput),
  thresholds: type({
    noRiderMinutes: minutesInput,
    atStoreMinutes: minutesInput,
    notMovingMinutes: minutesInput,
    overdueMinutes: minutesInput,
  }),
});

export function storeActions(context: ShopContext) {
  const { collections, audit } = context;
  const storeSubject = ({ storeId }: { readonly storeId: string | null }): Subject => ({
    stores: storeId === null ? 'all' : [storeId],
  });

  const saveStore = async (draft: StoreDraft, { staff }: Actor): Promise<Store> => {
    if ((draft.storeId === null) !== (draft.version === 0)) throw new CloudFailure('bad-request');
    const storeId = draft.storeId ?? createId();
    const write = () => saveEntry(collections.stores, storeId, draft.version, storeFields(draft));
    const checkStoreCount = async () => {
      checkEntryLimit((await listAll(collections.stores)).length);
    };
    const isNewStore = draft.storeId === null;
    const savedFields = await audit.logAround(
      { by: staff, act: 'save-store', about: draft.name.trim() },
      () => (isNewStore ? addOneAtATime(context, 'stores', checkStoreCount, write) : write()),
    );
    const store = storeOf(storeId, savedFields);
    if (store === null) throw new CloudFailure('changed-meanwhile');
    return store;
  };

  const removeStore = async (
    { storeId, version: versionRead }: ShopCalls['remove-store']['input'],
    { staff }: Actor,
  ): Promise<object> => {
    const [stores, accounts] = await Promise.all([
      listStores(collections.stores),
      listAccounts(collections.accounts),
    ]);
    const storeName = stores.find((store) => store.storeId === storeId)?.name ?? '';
    return audit.logAround({ by: staff, act: 'remove-store', about: storeName }, async () => {
      const isStoreBound = accounts.some(({ bindings }) =>
        bindings.some((binding) => binding.storeId === storeId),
      );
      if (isStoreBound) throw new CloudFailure('store-in-use');
      if (!(await collections.stores.remove(storeId, versionRead)))
        throw new CloudFailure('changed-meanwhile');
      return {};
    });
  };

  return {
    'list-stores': staffAction({
      grants: { owner: 'all', manager: 'own', clerk: 'own' },
      input: nothing,
      findSubject: ownStores,
      handle: async (_input, { staff }) => ({
        stores: (await listStores(collections.stores)).filter(({ storeId }) =>
          isScopeWithin([storeId], staff.stores),
        ),
      }),
    }),
    'save-store': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      findSubject: storeSubject,
      handle: (draft, actor) => saveStore(draft, actor),
    }),
    'remove-store': staffAction({
      ...OWNER_ONLY,
      input: type({ storeId: id, version }),
      findSubject: storeSubject,
      handle: (input, actor) => removeStore(input, actor),
    }),
  };
}
