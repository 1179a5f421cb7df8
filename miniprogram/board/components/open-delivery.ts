import type { OrderEvent } from '../../platform/input';
import { type OpenDelivery, openDeliveryPage } from '../../platform/navigation';
import type { AwaitedRow } from '../../contract/board-api';
import { showChanged } from '../../ui/changed-paths';
import type { BoardOnPage } from '../board';

interface BoardPage {
  readonly board: BoardOnPage | null;
  readonly data: {
    readonly isWide: boolean;
    readonly mode: string;
    readonly opened: readonly OpenDelivery[];
    readonly awaited: AwaitedRow | null;
  };
  setData(changedData: Partial<BoardPage['data']>): void;
  openDelivery(ids: readonly string[], exact: boolean, byScan?: boolean, announced?: boolean): void;
  putAway(): void;
  toTop(): void;
  close(): void;
}

/** Returns an order's row if WeChat lacks the order (an awaited order); else null. */
function awaitedRowOf({ board }: BoardPage, orderId: string): AwaitedRow | null {
  const row = board?.rowOf(orderId);
  return row?.kind === 'awaited' ? row : null;
}

/** Handlers of page 看板 for the delivery that is open beside the list, or on page 配送. */
export const OPEN_DELIVERY_HANDLERS = {
  /** Opens the first order with one of the ids. Unless `exact`, the end of an id is enough. */
  openDelivery(
    this: BoardPage,
    orderIds: readonly string[],
    exact: boolean,
    byScan = false,
    announced = byScan,
  ): void {
    const { isWide, mode } = this.data;
    const [orderId = ''] = orderIds;
    const awaited = awaitedRowOf(this, orderId);
    // An order that WeChat lacks was scanned or registered, so it is shown like a scanned order.
    const scanned = byScan || awaited !== null;
    if (isWide || mode === 'map') this.board?.select(orderId);
    const key = (this.data.opened[0]?.key ?? 0) + 1;
    if (!isWide) openDeliveryPage(orderIds, exact, scanned, announced);
    else this.setData({ opened: [{ key, orderIds, exact, scanned, announced }], awaited });
  },
  onChosen(this: BoardPage, { detail }: OrderEvent): void {
    this.openDelivery([detail.orderId], true);
  },
  onRemembered(this: BoardPage, { detail: { orderId } }: OrderEvent): void {
    const [openDelivery] = this.data.opened;
    if (openDelivery?.exact === false)
      this.setData({ opened: [{ ...openDelivery, orderIds: [orderId], exact: true }] });
    if (this.board?.selected()?.orderId !== orderId) this.board?.select(orderId);
  },
  /** Updates the row of an open order that WeChat lacks. Reopens the order once WeChat has it. */
  updateOpened(this: BoardPage): void {
    const orderId = this.data.opened[0]?.orderIds[0] ?? '';
    const wasMissing = this.data.awaited !== null;
    showChanged(this, { awaited: awaitedRowOf(this, orderId) });
    if (wasMissing && this.board?.rowOf(orderId)?.kind === 'known')
      this.openDelivery([orderId], true, true, false);
  },
  takeOff(this: BoardPage, { detail }: OrderEvent): void {
    void this.board?.takeOff(detail.orderId);
    this.close();
  },
  putAway(this: BoardPage): void {
    if (this.data.opened.length > 0) this.setData({ opened: [] });
  },
  close(this: BoardPage): void {
    // A scan may have scrolled the list. The cards at the list's top say what to do now.
    if (this.data.opened[0]?.scanned === true) this.toTop();
    this.putAway();
    this.board?.select(null);
  },
  /** Moves the open delivery to page 配送, because the window has become narrow. */
  openOnOwnPage(this: BoardPage): void {
    const [shown] = this.data.opened;
    this.putAway();
    if (shown !== undefined) openDeliveryPage(shown.orderIds, shown.exact, shown.scanned);
  },
};
