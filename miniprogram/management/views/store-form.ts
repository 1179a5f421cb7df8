import type { Position } from '../../shared/delivery';
import type { Store, StuckThresholds } from '../../shared/shop';
import { DEFAULT_THRESHOLDS, SHOP_BOUNDS } from '../../shared/shop';
import type { StoreDraft } from '../../shared/shop-api';
import type { Read, Reasons } from './typed-text';
import { decimalOf, nameReason, wholeOf } from './typed-text';

/** A store as it is typed. */
export type StoreForm = Readonly<Record<'name' | 'longitude' | 'latitude', string>> & {
  readonly [Field in keyof StuckThresholds]: string;
};

export const THRESHOLD_LABELS: readonly {
  readonly field: keyof StuckThresholds;
  readonly label: string;
}[] = [
  { field: 'noRiderMinutes', label: '没有骑手接单' },
  { field: 'atStoreMinutes', label: '骑手到店没走' },
  { field: 'notMovingMinutes', label: '配送中没有移动' },
  { field: 'overdueMinutes', label: '超过预计送达' },
];

export function storeFormOf(store: Store | null): StoreForm {
  const { noRiderMinutes, atStoreMinutes, notMovingMinutes, overdueMinutes } =
    store?.thresholds ?? DEFAULT_THRESHOLDS;
  return {
    name: store?.name ?? '',
    ...typedPosition(store?.position ?? null),
    noRiderMinutes: String(noRiderMinutes),
    atStoreMinutes: String(atStoreMinutes),
    notMovingMinutes: String(notMovingMinutes),
    overdueMinutes: String(overdueMinutes),
  };
}

/** A place on the map as it would be typed: six decimals are a tenth of a metre. */
export function typedPosition(
  position: Position | null,
): Pick<StoreForm, 'longitude' | 'latitude'> {
  return {
    longitude: position === null ? '' : String(Number(position.longitude.toFixed(6))),
    latitude: position === null ? '' : String(Number(position.latitude.toFixed(6))),
  };
}

/** The place that is typed, while it is one. */
export function positionIn({ longitude, latitude }: StoreForm): Position | null {
  const place = { longitude: decimalOf(longitude, 180), latitude: decimalOf(latitude, 90) };
  return place.longitude === null || place.latitude === null
    ? null
    : { longitude: place.longitude, latitude: place.latitude };
}

/** @param store as it was read; null for a new one */
export function readStoreForm(
  form: StoreForm,
  store: Store | null,
): Read<StoreDraft, keyof StoreForm> {
  const position = positionIn(form);
  const isPlaceless = form.longitude.trim() === '' && form.latitude.trim() === '';
  const reasons: Reasons<keyof StoreForm> = {
    ...nameReason('name', form.name, SHOP_BOUNDS.storeName, '请填门店的名字。'),
    ...(isPlaceless || decimalOf(form.longitude, 180) !== null
      ? {}
      : { longitude: form.longitude.trim() === '' ? '经度也要填。' : '要填 -180 到 180 的数字。' }),
    ...(isPlaceless || decimalOf(form.latitude, 90) !== null
      ? {}
      : { latitude: form.latitude.trim() === '' ? '纬度也要填。' : '要填 -90 到 90 的数字。' }),
  };
  const minutes = (field: keyof StuckThresholds): number => {
    const read = wholeOf(form[field], 1, SHOP_BOUNDS.minutes);
    if (read === null) reasons[field] = `请填 1 到 ${SHOP_BOUNDS.minutes} 的整数。`;
    return read ?? 0;
  };
  const thresholds: StuckThresholds = {
    noRiderMinutes: minutes('noRiderMinutes'),
    atStoreMinutes: minutes('atStoreMinutes'),
    notMovingMinutes: minutes('notMovingMinutes'),
    overdueMinutes: minutes('overdueMinutes'),
  };
  if (Object.keys(reasons).length > 0) return { ok: false, reasons };
  return {
    ok: true,
    value: {
      storeId: store?.storeId ?? null,
      version: store?.version ?? 0,
      name: form.name.trim(),
      position,
      thresholds,
    },
  };
}
