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

/** Calls of the board. They never reject, and they show nothing. */

/** Fetches the board. `storeBoard` stores it, unless shop data were deleted during the call. */
export async function askBoard(request: BoardRequest) {
  const isKept = phoneMemory.dataKeptTest();
  const result = await callBoard('board', request);
  return {
    result,
    storeBoard: (board: StoredBoard): void => {
      if (isKept()) boardMemory.storeBoard(board);
    },
  };
}

/** Puts at most MAX_ADDED_ORDERS orders on the board of a store. Empty id: all of one's stores. */
export function addOrders(orders: AddOrdersRequest['orders'], storeId: string) {
  return callBoard('add-orders', { orders, ...(storeId !== '' && { storeId }) });
}

export function takeOffOrder(orderId: string) {
  return callBoard('take-off', { orderId });
}

/** Acknowledges (知道了) that an order needs somebody, or takes that back. */
export function acknowledgeOrder(request: AcknowledgeRequest) {
  return callBoard('acknowledge', request);
}

function callBoard<Action extends BoardAction>(
  action: Action,
  input: BoardCalls[Action]['input'],
): Promise<CallResult<BoardCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseBoardAnswer(action, value));
}
