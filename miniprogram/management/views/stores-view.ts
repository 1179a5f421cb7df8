import type { Store } from '../../shared/shop';

export interface StoreRow {
  readonly storeId: string;
  readonly title: string;
  readonly detail: string;
}

/** By name: the database has no order of its own. */
export function storeRows(stores: readonly Store[]): readonly StoreRow[] {
  const rows = stores.map(({ storeId, name, position }) => ({
    storeId,
    title: name,
    detail: position === null ? '还没有在地图上标出' : '已在地图上标出',
  }));
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}

/** What removing a store does, for whoever is about to. */
export function storeRemovalQuestion(name: string): {
  readonly title: string;
  readonly content: string;
  readonly confirmText: string;
} {
  return {
    title: `删除${name}？`,
    content: '只属于这家门店的人不再能查单；订单和记录不受影响。',
    confirmText: '删除',
  };
}
