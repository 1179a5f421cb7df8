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
import { reasonToActOf } from '../../contract/delivery/urgency';
import { customerText } from '../../ui/wording/customer-text';
import { callFailure } from '../../ui/wording/failure-view';
import { groupedNumber } from '../../ui/wording/measures';
import type { StoreOnMap } from '../riders';
import { type BoardOnPage, type BoardOptions, createBoard } from '../board';
import { deedOf } from '../now-cards';
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
  page: Pick<BoardOptions, 'show' | 'stores' | 'scrollTo' | 'ringForRows'>,
): BoardOnPage {
  return createBoard({
    stored: boardMemory.board(serverClock.now()),
    ask: askBoard,
    acknowledge: acknowledgeOrder,
    takeOff: takeOffOrder,
    phone: pollerPhone,
    rowHeight: isCard ? ROW_PX.wide : ROW_PX.narrow,
    listHeight,
    role: phoneMemory.role,
    ...page,
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

/** What a person can do from a row or card: 拨打, 复制给顾客, 复制 an id, 知道了, 撤销, 取下. */
export type RowAct = 'call' | 'copy' | 'copy-id' | 'take-note' | 'undo' | 'take-off';

/** Does an action from a row; a failure is shown in the row. */
export function actOnRow(board: BoardOnPage, act: RowAct, orderId: string): Promise<void> {
  const row = board.rowOf(orderId);
  if (row === null) return Promise.resolve();
  if (act !== 'copy' && act !== 'copy-id') vibrate();
  if (act === 'take-note' || act === 'undo') return board.acknowledge(orderId, act === 'undo');
  if (act === 'take-off') return board.takeOff(orderId);
  const copied = act === 'copy' ? copyForCustomer : copyId;
  return (act === 'call' ? callRider(orderId) : copied(row)).then((refused) => {
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
        void showMessage({
          title: '这台设备不能打电话',
          content: `请用手机拨打 ${groupedNumber(phone)}`,
        });
      return '';
    });
  });
}

/** Copies the message for the customer. @returns the reason why not; empty after success */
function copyForCustomer(row: AnyRow): Promise<string> {
  if (row.kind === 'awaited') return Promise.resolve('微信还没有这单');
  const now = serverClock.now();
  // Only the cloud knows whether a row is old. Any other row counts as asked now.
  return copy(customerText(row.isOld === true ? row : { ...row, askedAt: now }, now));
}

/** Copies the id that staff need at the company. @returns the reason why not, as above */
function copyId(row: AnyRow): Promise<string> {
  const reason = row.kind === 'known' ? reasonToActOf(row, serverClock.now()) : null;
  return copy(row.kind === 'known' && reason !== null ? deedOf(row, reason).id : row.orderId);
}

function copy(text: string): Promise<string> {
  return copyText(text).then((outcome) => {
    const refused = COPY_WORDING[outcome];
    if (refused === '') vibrate();
    return refused;
  });
}

/** Store that a person can choose. An empty `storeId` stands for all stores. */
export interface StoreChoice {
  readonly storeId: string;
  readonly name: string;
  /** Position of the store; null for all stores, and for a store without one. */
  readonly place: Position | null;
}

export interface StoreChoices {
  readonly houses: readonly StoreOnMap[];
  readonly stores: readonly StoreChoice[];
  readonly storeName: string;
}

/** Stores that the page shows before the first answer, and to a stranger. */
export const NO_STORES: StoreChoices = { houses: [], stores: [], storeName: '看板' };

const ALL: StoreChoice = { storeId: '', name: '全部门店', place: null };

/** Asks for the person's stores. @returns null without an answer or without stores */
export function askStoreChoices(): Promise<StoreChoices | null> {
  return askWhoIAm().then((known) => {
    const mine = known.ok ? known.data.stores : [];
    const own = mine.map(({ storeId, name, position }) => ({ storeId, name, place: position }));
    const stores = own.length > 1 ? [ALL, ...own] : own;
    const [first] = stores;
    return first === undefined ? null : { stores, ...choiceOf(stores, first.storeId) };
  });
}

/** Returns name and houses of the chosen store; of all stores for an empty `storeId`. */
export function choiceOf(
  stores: readonly StoreChoice[],
  storeId: string,
): Pick<StoreChoices, 'houses' | 'storeName'> {
  const shown = stores.filter((store) => storeId === '' || store.storeId === storeId);
  return {
    storeName: shown[0]?.name ?? '',
    houses: shown.flatMap(({ name, place }) => (place === null ? [] : [{ name, place }])),
  };
}
