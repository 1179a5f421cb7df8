import {
  type Store,
  type StuckThresholds,
  DEFAULT_THRESHOLDS,
  SHOP_BOUNDS,
} from '../../contract/shop';
import type { StoreDraft } from '../../contract/shop-api';
import { type ReadForm, type Reasons, decimalIn, nameReason, wholeNumberIn } from './typed-text';
import type { Position } from '../../contract/delivery';

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
    ...positionFields(store?.position ?? null),
    noRiderMinutes: String(noRiderMinutes),
    atStoreMinutes: String(atStoreMinutes),
    notMovingMinutes: String(notMovingMinutes),
    overdueMinutes: String(overdueMinutes),
  };
}

/** @returns the form fields of a position, with six decimals (a tenth of a metre) */
export function positionFields(
  position: Position | null,
): Pick<StoreForm, 'longitude' | 'latitude'> {
  return {
    longitude: position === null ? '' : String(Number(position.longitude.toFixed(6))),
    latitude: position === null ? '' : String(Number(position.latitude.toFixed(6))),
  };
}

/** @returns the typed position; null if it is incomplete or invalid */
export function positionIn({ longitude, latitude }: StoreForm): Position | null {
  const typed = { longitude: decimalIn(longitude, 180), latitude: decimalIn(latitude, 90) };
  return typed.longitude === null || typed.latitude === null
    ? null
    : { longitude: typed.longitude, latitude: typed.latitude };
}

/** @param store stored store; null for a new one */
export function readStoreForm(
  form: StoreForm,
  store: Store | null,
): ReadForm<StoreDraft, keyof StoreForm> {
  const position = positionIn(form);
  const hasNoPosition = form.longitude.trim() === '' && form.latitude.trim() === '';
  const reasons: Reasons<keyof StoreForm> = {
    ...nameReason('name', form.name, SHOP_BOUNDS.storeName, '请填门店的名字。'),
    ...(hasNoPosition || decimalIn(form.longitude, 180) !== null
      ? {}
      : { longitude: form.longitude.trim() === '' ? '经度也要填。' : '要填 -180 到 180 的数字。' }),
    ...(hasNoPosition || decimalIn(form.latitude, 90) !== null
      ? {}
      : { latitude: form.latitude.trim() === '' ? '纬度也要填。' : '要填 -90 到 90 的数字。' }),
  };
  const minutes = (field: keyof StuckThresholds): number => {
    const read = wholeNumberIn(form[field], 1, SHOP_BOUNDS.minutes);
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

/** Data of the `<map>` that shows the store. */
export interface StoreMap extends Position {
  readonly scale: number;
  /** Marker of the store; empty when it has no position. */
  readonly markers: readonly object[];
}

/** Centre of the map when no store has a position: Guangzhou, where WeChat is made. */
const DEFAULT_CENTER: Position = { longitude: 113.3245, latitude: 23.1066 };
/** Zoom level of `<map>` at which single streets are visible. */
const STREETS_ZOOM = 16;
/** Zoom level of `<map>` that shows a town. */
const TOWN_ZOOM = 13;

/** @param others other stores of the shop: the map of a new store begins at one of them */
export function storeMap(form: StoreForm, others: readonly Pick<Store, 'position'>[]): StoreMap {
  const own = positionIn(form);
  const near = others.find(({ position }) => position !== null)?.position;
  return {
    ...(own ?? near ?? DEFAULT_CENTER),
    scale: own === null ? TOWN_ZOOM : STREETS_ZOOM,
    markers: own === null ? [] : [{ id: 1, ...own, width: 24, height: 24, ...STORE_ICON }],
  };
}

const STORE_ICON = { iconPath: '/images/store.png', anchor: { x: 0.5, y: 0.5 }, ariaLabel: '门店' };

export interface StoreRow {
  readonly storeId: string;
  readonly title: string;
  readonly detail: string;
}

/** @returns rows sorted by name, because the database returns stores in no defined order */
export function storeRows(stores: readonly Store[]): readonly StoreRow[] {
  const rows = stores.map(({ storeId, name, position }) => ({
    storeId,
    title: name,
    detail: position === null ? '还没有在地图上标出' : '已在地图上标出',
  }));
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}

export function storeRemovalQuestion(name: string) {
  const content = '只属于这家门店的人不再能查单；订单和记录不受影响。';
  return { title: `删除${name}？`, content, confirmText: '删除' };
}
