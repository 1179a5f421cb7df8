import { boardMemory, mayRing } from '../../services/board-memory';
import { acknowledgeOrder, addOrders, askBoard, takeOffOrder } from '../../services/board-calls';
import { pollerPhone, revealPhone } from '../../services/cloud-functions';
import { askWhoIAm } from '../../services/shop-session';
import { phoneMemory, serverClock } from '../../services/phone-memory';
import { copyText } from '../../platform/clipboard';
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

/** Connects the board to this phone. */
export function openBoard(
  page: Pick<BoardOptions, 'show' | 'stores' | 'scrollTo' | 'ringForRows'>,
): BoardOnPage {
  return createBoard({
    stored: boardMemory.board(serverClock.now()),
    ask: askBoard,
    isBellOn: () => mayRing(boardMemory.bell(), serverClock.now()),
    acknowledge: acknowledgeOrder,
    takeOff: takeOffOrder,
    phone: pollerPhone,
    role: phoneMemory.role,
    ...page,
  });
}

/** Connects the scans to this phone: its cloud, memory and network. */
export function openScans(page: Pick<ScansOptions, 'opened' | 'written' | 'changed'>): Scans {
  return createScans({
    stored: boardMemory.unwritten(serverClock.now()),
    phone: pollerPhone,
    put: addOrders,
    untilForgotten: phoneMemory.untilForgotten,
    keep: (waiting) => {
      boardMemory.keepUnwritten(waiting, serverClock.now());
    },
    ...page,
  });
}

/** What a person can do from a row or card: 拨打, 复制给顾客, 复制 an id, 知道了, 撤销, 取下. */
export type RowAct = 'call' | 'copy' | 'copy-id' | 'take-note' | 'undo' | 'take-off';

/** Does an action from a row; a failure is shown in the row. */
export async function actOnRow(board: BoardOnPage, act: RowAct, orderId: string): Promise<void> {
  const row = board.rowOf(orderId);
  if (row === null) return;
  if (act !== 'copy' && act !== 'copy-id') vibrate();
  if (act === 'take-note' || act === 'undo') await board.acknowledge(orderId, act === 'undo');
  else if (act === 'take-off') await board.takeOff(orderId);
  else board.showFailure(orderId, await (act === 'call' ? callRider(orderId) : copyOf(row, act)));
}

/** Calls the rider of an order. @returns the reason why not; empty after success */
async function callRider(orderId: string): Promise<string> {
  const answer = await revealPhone(orderId);
  if (!answer.ok) return callFailure(answer).text;
  const { phone } = answer.data;
  const content = `请用手机拨打 ${groupedNumber(phone)}`;
  if (!(await dial(phone))) void showMessage({ title: '这台设备不能打电话', content });
  return '';
}

/** Copies the customer's message, or the id for the company. @returns why not, as above */
async function copyOf(row: AnyRow, what: 'copy' | 'copy-id'): Promise<string> {
  const text = textOf(row, what);
  if (text === null) return '微信还没有这单';
  const refused = await copyText(text);
  if (refused === '') vibrate();
  return refused;
}

function textOf(row: AnyRow, what: 'copy' | 'copy-id'): string | null {
  if (row.kind === 'awaited') return what === 'copy' ? null : row.orderId;
  const now = serverClock.now();
  // Only the cloud knows whether a row is old. Any other row counts as asked now.
  if (what === 'copy')
    return customerText(row.isOld === true ? row : { ...row, askedAt: now }, now);
  const reason = reasonToActOf(row, now);
  return reason === null ? row.orderId : deedOf(row, reason).id;
}

/** Store that a person can choose. All stores have an empty `storeId`, and no place. */
interface StoreChoice {
  readonly storeId: string;
  readonly name: string;
  readonly place: Position | null;
}

interface StoreChoices {
  readonly houses: readonly StoreOnMap[];
  readonly stores: readonly StoreChoice[];
  readonly storeName: string;
}

/** Stores that the page shows before the first answer, and to a stranger. */
export const NO_STORES: StoreChoices = { houses: [], stores: [], storeName: '看板' };

const ALL: StoreChoice = { storeId: '', name: '全部门店', place: null };

/** Asks for the person's stores. @returns null without an answer or without stores */
export async function askStoreChoices(): Promise<StoreChoices | null> {
  const known = await askWhoIAm();
  const mine = known.ok ? known.data.stores : [];
  const own = mine.map(({ storeId, name, position }) => ({ storeId, name, place: position }));
  const stores = own.length > 1 ? [ALL, ...own] : own;
  const [first] = stores;
  return first === undefined ? null : { stores, ...choiceOf(stores, first.storeId) };
}

/** Returns name and houses of the chosen store; of all stores for an empty `storeId`. */
export function choiceOf(stores: readonly StoreChoice[], storeId: string) {
  const shown = stores.filter((store) => storeId === '' || store.storeId === storeId);
  return {
    storeName: shown[0]?.name ?? '',
    houses: shown.flatMap(({ name, place }) => (place === null ? [] : [{ name, place }])),
  };
}
