import { boardMemory } from '../../services/board-memory';
import { acknowledgeOrder, addOrders, askBoard, takeOffOrder } from '../../services/board-calls';
import { pollerPhone, revealPhone } from '../../services/cloud-functions';
import { askWhoIAm } from '../../services/shop-session';
import { phoneMemory, serverClock } from '../../services/phone-memory';
import { COPY_WORDING, copyText } from '../../platform/clipboard';
import { showMessage } from '../../platform/dialog';
import { dial, vibrate } from '../../platform/device';
import type { AnyRow } from '../../contract/board-api';
import type { Position } from '../../contract/delivery';
import { statusOf } from '../../contract/delivery-status';
import { customerText } from '../../ui/wording/customer-text';
import { callFailure } from '../../ui/wording/failure-view';
import type { StoreOnMap } from '../riders';
import { type BoardOnPage, type BoardOptions, createBoard } from '../board';
import { type Scans, type ScansOptions, createScans } from '../scans';

/** Heights of a row in px until the page has measured its own: on a phone, and beside a rail. */
const ROW_PX = { narrow: 64, wide: 56 } as const;

/**
 * Connects the board to this phone: its cloud, memory and clock.
 *
 * @param isCard true in a window with a rail, where rows are lower
 */
export function openBoard(
  isCard: boolean,
  listHeight: number,
  { show, ringForRows }: Pick<BoardOptions, 'show' | 'ringForRows'>,
): BoardOnPage {
  return createBoard({
    stored: boardMemory.board(serverClock.now()),
    ask: askBoard,
    acknowledge: acknowledgeOrder,
    takeOff: takeOffOrder,
    phone: pollerPhone,
    rowHeight: isCard ? ROW_PX.wide : ROW_PX.narrow,
    listHeight,
    show,
    ringForRows,
  });
}

/** Connects the scans to this phone: its cloud, memory and network. */
export function openScans(page: Pick<ScansOptions, 'opened' | 'written' | 'changed'>): Scans {
  let isKept = phoneMemory.untilForgotten();
  return createScans({
    stored: boardMemory.unwritten(serverClock.now()),
    phone: pollerPhone,
    put: addOrders,
    wereForgotten: () => {
      const were = !isKept();
      isKept = phoneMemory.untilForgotten();
      return were;
    },
    keep: (waiting) => {
      boardMemory.keepUnwritten(waiting, serverClock.now());
    },
    ...page,
  });
}

/** What a person can do from a row: 拨打, 复制给顾客, 知道了, 取下. */
export type RowAct = 'call' | 'copy' | 'take-note' | 'take-off';

/** Does an action from a row; a failure is shown in the row. */
export function actOnRow(board: BoardOnPage, act: RowAct, orderId: string): Promise<void> {
  const row = board.rowOf(orderId);
  if (row === null) return Promise.resolve();
  if (act !== 'copy') vibrate();
  if (act === 'take-note') return board.acknowledge(orderId);
  if (act === 'take-off') return board.takeOff(orderId);
  return (act === 'call' ? callRider(orderId) : copyForCustomer(row)).then((refused) => {
    board.showFailure(orderId, refused);
  });
}

/** Calls the rider of an order. @returns the reason why not; empty after success */
function callRider(orderId: string): Promise<string> {
  return revealPhone(orderId).then((answer) => {
    if (!answer.ok) return callFailure(answer).text;
    const { phone } = answer.data;
    return dial(phone).then((outcome) => {
      if (outcome === 'impossible')
        void showMessage({ title: '这台设备不能打电话', content: `请用手机拨打 ${phone}` });
      return '';
    });
  });
}

/** Copies the message for the customer. @returns the reason why not; empty after success */
function copyForCustomer(row: AnyRow): Promise<string> {
  if (row.kind === 'awaited') return Promise.resolve('微信还没有这单');
  const { orderId, status, detail, askedAt, expectedAt, promisedAt = null, stuck } = row;
  const now = serverClock.now();
  const isStuck = stuck !== undefined;
  const facts = { orderId, status: statusOf(status, detail), expectedAt, promisedAt, isStuck };
  // A row that is not old counts as asked now: only the cloud has the time.
  const text = customerText({ ...facts, askedAt: row.isOld === true ? askedAt : now }, now);
  return copyText(text).then((outcome) => {
    const refused = COPY_WORDING[outcome];
    if (refused === '') vibrate();
    return refused;
  });
}

/** Store to choose; the empty id stands for all of them. */
export interface StoreChoice {
  readonly storeId: string;
  readonly name: string;
  /** Position of the store; null for all stores, and for a store without one. */
  readonly place: Position | null;
}

export function housesOf(stores: readonly StoreChoice[]): readonly StoreOnMap[] {
  return stores.flatMap(({ name, place }) => (place === null ? [] : [{ name, place }]));
}

export interface StoreChoices {
  readonly houses: readonly StoreOnMap[];
  readonly stores: readonly StoreChoice[];
  readonly storeName: string;
}

/** Stores that the page shows before the first answer, and to a stranger. */
export const NO_STORES: StoreChoices = { houses: [], stores: [], storeName: '看板' };

/** Asks for the person's stores. @returns null without an answer or without stores */
export function askStoreChoices(): Promise<StoreChoices | null> {
  return askWhoIAm().then((known) => {
    const mine = known.ok ? known.data.stores : [];
    const stores = mine.map(({ storeId, name, position }) => ({ storeId, name, place: position }));
    const houses = housesOf(stores);
    const [first] = stores;
    if (first === undefined) return null;
    if (stores.length === 1) return { stores, houses, storeName: first.name };
    return { stores: [{ storeId: '', name: ALL, place: null }, ...stores], houses, storeName: ALL };
  });
}

const ALL = '全部门店';
