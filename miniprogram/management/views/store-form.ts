import type { Position } from '../../contract/delivery';
import {
  type Store,
  type StuckThresholds,
  SHOP_BOUNDS,
  DEFAULT_THRESHOLDS,
} from '../../contract/shop';
import type { StoreDraft } from '../../contract/shop-api';
import { type ReadForm, accepted, joinForms, readNumber, readText, refused } from './typed-text';

export type StoreForm = Readonly<
  Record<'name' | 'longitude' | 'latitude' | keyof StuckThresholds, string>
>;

export const THRESHOLD_LABELS = [
  { field: 'noRiderMinutes', label: '没有骑手接单' },
  { field: 'atStoreMinutes', label: '骑手到店没走' },
  { field: 'notMovingMinutes', label: '配送中没有移动' },
  { field: 'overdueMinutes', label: '超过预计送达' },
] as const;

/** Calls `make` for the field of each threshold. @returns the results by field */
function mapThresholds<Made>(make: (field: keyof StuckThresholds) => Made) {
  return {
    noRiderMinutes: make('noRiderMinutes'),
    atStoreMinutes: make('atStoreMinutes'),
    notMovingMinutes: make('notMovingMinutes'),
    overdueMinutes: make('overdueMinutes'),
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

/** Reads the position; null when both fields are empty. */
function readPosition({
  longitude,
  latitude,
}: StoreForm): ReadForm<Position | null, keyof Position> {
  if (longitude.trim() === '' && latitude.trim() === '') return accepted(null);
  return joinForms({
    longitude: readDegrees('longitude', longitude, 180, '经度也要填。'),
    latitude: readDegrees('latitude', latitude, 90, '纬度也要填。'),
  });
}

/** Reads a number from `-most` to `most`. */
function readDegrees<Field extends string>(
  field: Field,
  typed: string,
  most: number,
  missing: string,
): ReadForm<number, Field> {
  const degrees = /^-?\d{1,3}(\.\d{1,15})?$/.test(typed.trim()) ? Number(typed) : NaN;
  if (Math.abs(degrees) <= most) return accepted(degrees);
  return refused(field, typed.trim() === '' ? missing : `要填 -${most} 到 ${most} 的数字。`);
}

/** @param store stored store; null for a new one */
export function readStoreForm(
  form: StoreForm,
  store: Store | null,
): ReadForm<StoreDraft, keyof StoreForm> {
  return joinForms<StoreDraft, keyof StoreForm>({
    storeId: accepted(store?.storeId ?? null),
    version: accepted(store?.version ?? 0),
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

/** Builds the data of the `<map>`. For a new store, the map shows another store's surroundings. */
export function storeMap(form: StoreForm, others: readonly Pick<Store, 'position'>[]) {
  const read = readPosition(form);
  const own = read.ok ? read.value : null;
  const near = others.find(({ position }) => position !== null)?.position;
  return {
    ...(own ?? near ?? DEFAULT_CENTER),
    scale: own === null ? TOWN_SCALE : STREETS_SCALE,
    markers: own === null ? [] : [{ id: 1, ...own, width: 24, height: 24, ...STORE_ICON }],
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
