import {
  type AcknowledgeRequest,
  type AddOrdersRequest,
  type BoardAction,
  type BoardCalls,
  type BoardRequest,
  parseBoardAnswer,
} from '../contract/board-api';
import type { CallResult } from '../contract/call-result';
import { type StoredBoard, boardMemory } from './board-memory';
import { callCloud } from './cloud-functions';
import { phoneMemory } from './phone-memory';

/** Fetches the board. The answer's `storeBoard` stores it, unless shop data were deleted since. */
export async function askBoard(request: BoardRequest) {
  const isDataKept = phoneMemory.dataKeptTest();
  const result = await callBoard('board', request);
  return {
    result,
    storeBoard: (board: StoredBoard): void => {
      if (isDataKept()) boardMemory.storeBoard(board);
    },
  };
}

/** Puts up to MAX_ADDED_ORDERS orders on the board of a store; '': of all the person's stores. */
export function addOrders(orders: AddOrdersRequest['orders'], storeId: string) {
  return callBoard('add-orders', { orders, ...(storeId !== '' && { storeId }) });
}

export function takeOffOrder(orderId: string) {
  return callBoard('take-off', { orderId });
}

/** Tells the cloud that somebody has noted (知道了) an order to handle, or takes this back. */
export function acknowledgeOrder(request: AcknowledgeRequest) {
  return callBoard('acknowledge', request);
}

function callBoard<Action extends BoardAction>(
  action: Action,
  input: BoardCalls[Action]['input'],
): Promise<CallResult<BoardCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseBoardAnswer(action, value));
}
