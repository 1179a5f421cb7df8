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

/** Flat, because the SDK merges nested objects. No field grants rights, so each has a default. */
const storeSchema = type({
  name: withDefault(string(), '门店'),
  longitude: withDefault(nullable(number()), null),
  latitude: withDefault(nullable(number()), null),
  noRiderMinutes: withDefault(number(), DEFAULT_THRESHOLDS.noRiderMinutes),
  atStoreMinutes: withDefault(number(), DEFAULT_THRESHOLDS.atStoreMinutes),
  notMovingMinutes: withDefault(number(), DEFAULT_THRESHOLDS.notMovingMinutes),
  overdueMinutes: withDefault(number(), DEFAULT_THRESHOLDS.overdueMinutes),
});

/** Reads a store from its document; null when there is no document. */
export function storeOf(storeId: string, document: Versioned | null): Store | null {
  if (document === null) return null;
  const read = readFields(COLLECTIONS.stores, document, storeSchema);
  const { name, longitude, latitude, ...thresholds } = read;
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

/** @param documents documents of the stores, if they were read already */
export async function listStores(
  stores: Documents,
  documents?: readonly Found[],
): Promise<readonly Store[]> {
  const read = stores.readEach(documents ?? (await listAll(stores)), (found) =>
    storeOf(found._id, found),
  );
  return [...read].sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
}
