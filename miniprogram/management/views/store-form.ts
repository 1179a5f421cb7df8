import type { Position } from '../../contract/delivery';
import {
  type Store,
  type StuckThresholds,
  SHOP_BOUNDS,
  DEFAULT_THRESHOLDS,
} from '../../contract/shop';
import type { StoreDraft } from '../../contract/shop-api';
import { type ReadForm, accept, joinForms, readNumber, readText, refuse } from './typed-text';

export type StoreForm = Readonly<
  Record<'name' | 'longitude' | 'latitude' | keyof StuckThresholds, string>
>;

export const THRESHOLD_LABELS = [
  { field: 'noRiderMinutes', label: '没有骑手接单' },
  { field: 'atStoreMinutes', label: '骑手到店没走' },
  { field: 'notMovingMinutes', label: '配送中没有移动' },
  { field: 'overdueMinutes', label: '超过预计送达' },
] as const;

/** @returns an object with one value per threshold, made by `makeValue` from the field's name */
function mapThresholds<FieldValue>(makeValue: (field: keyof StuckThresholds) => FieldValue) {
  return {
    noRiderMinutes: makeValue('noRiderMinutes'),
    atStoreMinutes: makeValue('atStoreMinutes'),
    notMovingMinutes: makeValue('notMovingMinutes'),
    overdueMinutes: makeValue('overdueMinutes'),
  };
}

export function storeFormOf(store: Store | null): StoreForm {
  const { thresholds = DEFAULT_THRESHOLDS } = store ?? {};
  return {
    name: store?.name ?? '',
    ...positionFields(store?.position ?? null),
    ...mapThresholds((field) => String(thresholds[field])),
  };
}

/** @returns the form fields of a position, with six decimals (a tenth of a metre) */
export function positionFields(position: Position | null) {
  const fieldOf = (degrees: number): string => String(Number(degrees.toFixed(6)));
  return {
    longitude: position === null ? '' : fieldOf(position.longitude),
    latitude: position === null ? '' : fieldOf(position.latitude),
  };
}

/** Reads the store's position; null when both fields are empty. */
function readPosition({
  longitude,
  latitude,
}: StoreForm): ReadForm<Position | null, keyof Position> {
  if (longitude.trim() === '' && latitude.trim() === '') return accept(null);
  return joinForms({
    longitude: readDegrees('longitude', longitude, 180, '经度也要填。'),
    latitude: readDegrees('latitude', latitude, 90, '纬度也要填。'),
  });
}

/** Reads degrees from `-max` to `max`. `emptyReason`: reason why an empty text is refused. */
function readDegrees<Field extends string>(
  field: Field,
  typed: string,
  max: number,
  emptyReason: string,
): ReadForm<number, Field> {
  const degrees = /^-?\d{1,3}(\.\d{1,15})?$/.test(typed.trim()) ? Number(typed) : NaN;
  if (Math.abs(degrees) <= max) return accept(degrees);
  return refuse(field, typed.trim() === '' ? emptyReason : `要填 -${max} 到 ${max} 的数字。`);
}

/** Reads the form as a draft to save. `store`: stored store; null for a new one. */
export function readStoreForm(
  form: StoreForm,
  store: Store | null,
): ReadForm<StoreDraft, keyof StoreForm> {
  return joinForms<StoreDraft, keyof StoreForm>({
    storeId: accept(store?.storeId ?? null),
    version: accept(store?.version ?? 0),
    name: readText('name', form.name, SHOP_BOUNDS.storeName, '请填门店的名字。'),
    position: readPosition(form),
    thresholds: joinForms(
      mapThresholds((field) => readNumber(field, form[field], SHOP_BOUNDS.minutes)),
    ),
  });
}

/** Centre of the map when no store has a position: Guangzhou, where WeChat is made. */
const DEFAULT_CENTER: Position = { longitude: 113.3245, latitude: 23.1066 };
/** Zoom levels of `<map>`: one shows single streets, the other a whole town. */
const STREETS_SCALE = 16;
const TOWN_SCALE = 13;
const STORE_ICON = { iconPath: '/images/store.png', anchor: { x: 0.5, y: 0.5 }, ariaLabel: '门店' };

/** Builds the data of the `<map>`. If the store has no position, it shows another store's area. */
export function storeMap(form: StoreForm, otherStores: readonly Pick<Store, 'position'>[]) {
  const positionForm = readPosition(form);
  const place = positionForm.ok ? positionForm.value : null;
  const otherPosition = otherStores.find((otherStore) => otherStore.position !== null)?.position;
  return {
    ...(place ?? otherPosition ?? DEFAULT_CENTER),
    scale: place === null ? TOWN_SCALE : STREETS_SCALE,
    markers: place === null ? [] : [{ id: 1, ...place, width: 24, height: 24, ...STORE_ICON }],
  };
}

/** @returns rows sorted by name; the database returns stores in no fixed order */
export function storeRows(stores: readonly Store[]) {
  const rows = stores.map(({ storeId, name, position }) => ({
    storeId,
    title: name,
    detail: position === null ? '还没有在地图上标出' : '已在地图上标出',
  }));
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}
