import { boardMemory, mayRing } from '../../services/board-memory';
import { acknowledgeOrder, addOrders, askBoard, takeOffOrder } from '../../services/board-calls';
import { pollerPhone, revealPhone } from '../../services/cloud-functions';
import { askIdentity } from '../../services/shop-session';
import { phoneMemory, serverClock } from '../../services/phone-memory';
import { copyText } from '../../platform/clipboard';
import { showMessage } from '../../platform/dialog';
import { dial, vibrate } from '../../platform/device';
import type { AnyRow } from '../../contract/board-api';
import type { Position } from '../../contract/delivery';
import { reasonToActOf } from '../../contract/delivery/urgency';
import { customerText } from '../../ui/wording/customer-text';
import { dialFailure } from '../../ui/wording/failure-view';
import { groupedPhone } from '../../ui/wording/measures';
import type { StoreOnMap } from '../riders';
import { type BoardOnPage, type BoardOptions, createBoard } from '../board';
import { cardActionOf } from '../now-cards';
import { type Scans, type ScansOptions, createScans } from '../scans';

/** Connects the board to this phone: its cloud, memory and clock. */
export function createBoardOnPhone(
  page: Pick<BoardOptions, 'show' | 'stores' | 'scrollTo' | 'ringForRows'>,
): BoardOnPage {
  return createBoard({
    storedBoard: boardMemory.board(serverClock.now()),
    askCloud: askBoard,
    isBellOn: () => mayRing(boardMemory.bell(), serverClock.now()),
    acknowledge: acknowledgeOrder,
    takeOff: takeOffOrder,
    phone: pollerPhone,
    role: phoneMemory.role,
    ...page,
  });
}

/** Connects the scans to this phone: its cloud, memory and network. */
export function createScansOnPhone(
  page: Pick<ScansOptions, 'onScan' | 'onWritten' | 'onUnwritten'>,
): Scans {
  return createScans({
    storedOrders: boardMemory.unwrittenScans(serverClock.now()),
    phone: pollerPhone,
    addOrders,
    dataKeptTest: phoneMemory.dataKeptTest,
    storeWaitingOrders: (orders) => {
      boardMemory.storeUnwrittenScans(orders, serverClock.now());
    },
    ...page,
  });
}

/** Action of a row or card: 拨打, 复制给顾客, 复制 an id, 知道了, 撤销, 取下. */
export type RowAction = 'call' | 'copy' | 'copy-id' | 'take-note' | 'undo' | 'take-off';

/** Carries out an action that a person has tapped. If it fails, the row says why. */
export async function actOnRow(board: BoardOnPage, act: RowAction, orderId: string) {
  const row = board.rowOf(orderId);
  if (row === null) return;
  if (act !== 'copy' && act !== 'copy-id') vibrate();
  if (act === 'take-note' || act === 'undo') await board.acknowledge(orderId, act === 'undo');
  else if (act === 'take-off') await board.takeOff(orderId);
  else board.showFailure(orderId, await (act === 'call' ? callRider(orderId) : copyFrom(row, act)));
}

/** Calls the rider of an order. @returns why the call has failed; empty after success */
async function callRider(orderId: string): Promise<string> {
  const phoneAnswer = await revealPhone(orderId);
  if (!phoneAnswer.ok) return dialFailure(phoneAnswer).text;
  const { phone } = phoneAnswer.data;
  const content = `请用手机拨打 ${groupedPhone(phone)}`;
  if (!(await dial(phone))) void showMessage({ title: '这台设备不能打电话', content });
  return '';
}

/** Copies the message for the customer, or an id. @returns why it failed; empty after success */
async function copyFrom(row: AnyRow, action: 'copy' | 'copy-id'): Promise<string> {
  const text = textToCopy(row, action);
  if (text === null) return '微信还没有这单';
  const refusal = await copyText(text);
  if (refusal === '') vibrate();
  return refusal;
}

function textToCopy(row: AnyRow, action: 'copy' | 'copy-id'): string | null {
  if (row.kind === 'awaited') return action === 'copy' ? null : row.orderId;
  const now = serverClock.now();
  // Only the cloud tells whether data are old. With `askedAt: now` the text tells no age.
  if (action === 'copy')
    return customerText(row.isOld === true ? row : { ...row, askedAt: now }, now);
  const reason = reasonToActOf(row, now);
  return reason === null ? row.orderId : cardActionOf(row, reason).id;
}

/** Store that a person can choose. The entry for all stores has an empty `storeId`, no position. */
interface StoreChoice {
  readonly storeId: string;
  readonly name: string;
  readonly place: Position | null;
}

interface StoreChoices {
  /** Chosen stores that have a position, for the map. */
  readonly houses: readonly StoreOnMap[];
  readonly stores: readonly StoreChoice[];
  readonly storeName: string;
}

/** Choice of stores before the cloud has answered, and for a person outside the shop. */
export const NO_STORES: StoreChoices = { houses: [], stores: [], storeName: '看板' };

const ALL_STORES: StoreChoice = { storeId: '', name: '全部门店', place: null };

/** Fetches the stores of the person. @returns null if the call failed, or there are no stores */
export async function askStoreChoices(): Promise<StoreChoices | null> {
  const identity = await askIdentity();
  const ownStores = identity.ok ? identity.data.stores : [];
  const rows = ownStores.map(({ storeId, name, position }) => ({ storeId, name, place: position }));
  const stores = rows.length > 1 ? [ALL_STORES, ...rows] : rows;
  const [store] = stores;
  return store === undefined ? null : { stores, ...chosenStoresView(stores, store.storeId) };
}

/** Returns the name and the positions of the chosen store; of all stores for an empty `storeId`. */
export function chosenStoresView(stores: readonly StoreChoice[], storeId: string) {
  const shownStores = stores.filter((store) => storeId === '' || store.storeId === storeId);
  return {
    storeName: shownStores[0]?.name ?? '',
    houses: shownStores.flatMap(({ name, place }) => (place === null ? [] : [{ name, place }])),
  };
}
