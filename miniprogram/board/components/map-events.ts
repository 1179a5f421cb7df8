import { serverClock } from '../../services/phone-memory';
import type { OrderEvent } from '../../platform/input';
import type { BoardOnPage } from '../board';
import { type BoardRowView, plainRows } from '../board-row';
import type { Tapped } from '../riders-view';
import { compareRows } from '../steady-order';

/** Sheet with the orders that one marker of the map stands for. */
export interface ListedOrders {
  readonly title: string;
  readonly rows: readonly BoardRowView[];
}

export const NOTHING_LISTED: ListedOrders = { title: '', rows: [] };

/** Page with a map of all riders. */
interface MapPage {
  readonly board: BoardOnPage | null;
  readonly data: { readonly isWide: boolean };
  setData(changed: { readonly sheet: 'riders'; readonly listed: ListedOrders }): void;
  openDelivery(orderIds: readonly string[], exact: boolean): void;
}

/** Handlers of the page for its map. */
export const MAP_EVENTS = {
  /** Selects a rider. On a wide window his delivery opens; on a narrow one his row is shown. */
  onRider(this: MapPage, { detail }: OrderEvent): void {
    if (this.data.isWide) this.openDelivery([detail.orderId], true);
    else this.board?.select(detail.orderId);
  },
  onMap(this: MapPage): void {
    if (!this.data.isWide) this.board?.select(null);
  },
  /** Shows a sheet with the orders of one house, or of one spot. The most urgent come first. */
  onRiders(this: MapPage, { detail }: WechatMiniprogram.CustomEvent<Tapped>): void {
    const now = serverClock.now();
    const orders = detail.orderIds.flatMap((orderId) => this.board?.rowOf(orderId) ?? []);
    orders.sort((one, other) => compareRows(one, other, now));
    const listed = { title: detail.title, rows: plainRows(orders, now) };
    this.setData({ sheet: 'riders', listed });
  },
};
