import type { OrderEvent } from '../../platform/input';
import { type OpenDelivery, openDeliveryPage } from '../../platform/navigation';
import type { AwaitedRow } from '../../contract/board-api';
import { showChanged } from '../../ui/changed-paths';
import type { BoardOnPage } from '../board';

interface OpeningPage {
  readonly board: BoardOnPage | null;
  readonly data: {
    readonly isWide: boolean;
    readonly mode: string;
    readonly opened: readonly OpenDelivery[];
    readonly awaited: AwaitedRow | null;
  };
  setData(changed: Partial<OpeningPage['data']>): void;
  openDelivery(ids: readonly string[], exact: boolean, byScan?: boolean, announced?: boolean): void;
  putAway(): void;
  toTop(): void;
  close(): void;
}

function awaitedIn({ board }: OpeningPage, orderId: string): AwaitedRow | null {
  const row = board?.rowOf(orderId);
  return row?.kind === 'awaited' ? row : null;
}

/** Handlers of the page for the delivery that is open beside the list, or on a page of its own. */
export const OPEN_DELIVERY = {
  /** Opens the first order that has one of the ids, or of their ends unless `exact`. */
  openDelivery(
    this: OpeningPage,
    orderIds: readonly string[],
    exact: boolean,
    byScan = false,
    announced = byScan,
  ): void {
    const { isWide, mode } = this.data;
    const [orderId = ''] = orderIds;
    const awaited = awaitedIn(this, orderId);
    // Each awaited order was scanned by somebody, or registered by a system.
    const scanned = byScan || awaited !== null;
    if (isWide || mode === 'map') this.board?.select(orderId);
    const key = (this.data.opened[0]?.key ?? 0) + 1;
    if (!isWide) openDeliveryPage(orderIds, exact, scanned, announced);
    else this.setData({ opened: [{ key, orderIds, exact, scanned, announced }], awaited });
  },
  onChosen(this: OpeningPage, { detail }: OrderEvent): void {
    this.openDelivery([detail.orderId], true);
  },
  onRemembered(this: OpeningPage, { detail: { orderId } }: OrderEvent): void {
    const [opened] = this.data.opened;
    if (opened?.exact === false)
      this.setData({ opened: [{ ...opened, orderIds: [orderId], exact: true }] });
    if (this.board?.selected()?.orderId !== orderId) this.board?.select(orderId);
  },
  /** Tells the open delivery what the board awaits. Opens it again once WeChat knows the order. */
  followOpened(this: OpeningPage): void {
    const orderId = this.data.opened[0]?.orderIds[0] ?? '';
    const wasAwaited = this.data.awaited !== null;
    showChanged(this, { awaited: awaitedIn(this, orderId) });
    if (wasAwaited && this.board?.rowOf(orderId)?.kind === 'known')
      this.openDelivery([orderId], true, true, false);
  },
  takeOff(this: OpeningPage, { detail }: OrderEvent): void {
    void this.board?.takeOff(detail.orderId);
    this.close();
  },
  putAway(this: OpeningPage): void {
    if (this.data.opened.length > 0) this.setData({ opened: [] });
  },
  close(this: OpeningPage): void {
    // A scan has scrolled the list, whose beginning says what to do now.
    if (this.data.opened[0]?.scanned === true) this.toTop();
    this.putAway();
    this.board?.select(null);
  },
  /** Opens the delivery on a page of its own, because the window has become narrow. */
  leaveList(this: OpeningPage): void {
    const [opened] = this.data.opened;
    this.putAway();
    if (opened !== undefined) openDeliveryPage(opened.orderIds, opened.exact, opened.scanned);
  },
};
