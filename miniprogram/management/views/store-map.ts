import type { Position } from '../../shared/delivery';
import type { Store } from '../../shared/shop';
import type { StoreForm } from './store-form';
import { positionIn } from './store-form';

/** What the map shows on which a store is marked. */
export interface StoreMap extends Position {
  readonly scale: number;
  /** One or none, for `<map>`. */
  readonly markers: readonly object[];
}

/** Where the map begins when nothing is known of where the shop is: any place would do (Guangzhou, WeChat's own town). */
const ANYWHERE: Position = { longitude: 113.3245, latitude: 23.1066 };
const STREETS = 16;
const TOWN = 13;

/** @param others the shop's stores: the next one is likely near one of them */
export function storeMap(form: StoreForm, others: readonly Pick<Store, 'position'>[]): StoreMap {
  const own = positionIn(form);
  const near = others.find(({ position }) => position !== null)?.position;
  return {
    ...(own ?? near ?? ANYWHERE),
    scale: own === null ? TOWN : STREETS,
    markers: own === null ? [] : [{ id: 1, ...own, width: 24, height: 24, ...ICON }],
  };
}

const ICON = { iconPath: '/images/store.png', anchor: { x: 0.5, y: 0.5 }, ariaLabel: '门店' };
