import { is, nullable, number, string, type } from 'superstruct';
import type { Store } from '../../../miniprogram/shared/shop';
import { SHOP_BOUNDS } from '../../../miniprogram/shared/shop';
import type { StoreDraft } from '../../../miniprogram/shared/shop-api';
import type { Documents, Fields, Found, Versioned } from '../runtime/documents';

/** Flat, since the SDK's update merges what is nested. */
const storeShape = type({
  version: number(),
  name: string(),
  longitude: nullable(number()),
  latitude: nullable(number()),
  noRiderMinutes: number(),
  atStoreMinutes: number(),
  notMovingMinutes: number(),
  overdueMinutes: number(),
});

/** A store by its document; null when it is none that can be read. */
export function storeOf(storeId: string, document: Versioned | null): Store | null {
  if (!is(document, storeShape)) return null;
  const { version, name, longitude, latitude } = document;
  const { noRiderMinutes, atStoreMinutes, notMovingMinutes, overdueMinutes } = document;
  return {
    storeId,
    version,
    name,
    position: longitude === null || latitude === null ? null : { longitude, latitude },
    thresholds: { noRiderMinutes, atStoreMinutes, notMovingMinutes, overdueMinutes },
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

/** All stores, by name. */
export async function listStores(stores: Documents): Promise<readonly Store[]> {
  const found = await stores.list({ limit: SHOP_BOUNDS.entries });
  return found
    .flatMap((document: Found) => storeOf(document._id, document) ?? [])
    .sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
}
