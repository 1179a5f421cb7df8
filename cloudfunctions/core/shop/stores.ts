import { nullable, number, string, type } from 'superstruct';
import { type Store, DEFAULT_THRESHOLDS } from '../../../miniprogram/contract/shop';
import type { StoreDraft } from '../../../miniprogram/contract/shop-api';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import {
  type Documents,
  type Fields,
  type Found,
  type Versioned,
  listAll,
} from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';

/** Fields of a store's document: flat, because the SDK merges nested objects; all with defaults. */
const storeSchema = type({
  name: withDefault(string(), '门店'),
  longitude: withDefault(nullable(number()), null),
  latitude: withDefault(nullable(number()), null),
  noRiderMinutes: withDefault(number(), DEFAULT_THRESHOLDS.noRiderMinutes),
  atStoreMinutes: withDefault(number(), DEFAULT_THRESHOLDS.atStoreMinutes),
  notMovingMinutes: withDefault(number(), DEFAULT_THRESHOLDS.notMovingMinutes),
  overdueMinutes: withDefault(number(), DEFAULT_THRESHOLDS.overdueMinutes),
});

export function storeOf(storeId: string, document: Versioned | null): Store | null {
  if (document === null) return null;
  const storeFields = readFields(COLLECTIONS.stores, document, storeSchema);
  const { name, longitude, latitude, ...thresholds } = storeFields;
  return {
    storeId,
    version: document.version,
    name,
    position: longitude === null || latitude === null ? null : { longitude, latitude },
    thresholds,
  };
}

export function storeFields({ name, position, thresholds }: StoreDraft): Fields {
  const { noRiderMinutes, atStoreMinutes, notMovingMinutes, overdueMinutes } = thresholds;
  return {
    name: name.trim(),
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    noRiderMinutes,
    atStoreMinutes,
    notMovingMinutes,
    overdueMinutes,
  };
}

export async function listStores(
  stores: Documents,
  documents?: readonly Found[],
): Promise<readonly Store[]> {
  const readableStores = stores.readEach(documents ?? (await listAll(stores)), (document) =>
    storeOf(document._id, document),
  );
  return [...readableStores].sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
}
