import {
  type AcknowledgeRequest,
  type AddOrdersRequest,
  type AddedOrders,
  type Board,
  type BoardAction,
  type BoardCalls,
  type BoardRequest,
  parseBoardAnswer,
} from '../contract/board-api';
import type { CallResult } from '../contract/call-result';
import type { Nothing } from '../contract/schema';
import { type StoredBoard, boardMemory } from './board-memory';
import { callCloud } from './cloud-functions';
import { phoneMemory } from './phone-memory';

/** Answer about the board, and the function that stores the resulting board. */
interface AskedBoard {
  readonly result: CallResult<Board>;
  /** Stores the board for the next start, unless the shop's data were deleted since the call. */
  readonly keep: (board: StoredBoard) => void;
}

/** Fetches the changes of the board; `rowsAfter` merges them. Never rejects, shows no message. */
export async function askBoard(request: BoardRequest): Promise<AskedBoard> {
  const isKept = phoneMemory.untilForgotten();
  const result = await callBoard('board', request);
  return {
    result,
    keep: (board) => {
      if (isKept()) boardMemory.keepBoard(board);
    },
  };
}

/**
 * Puts at most MOST_ADDED orders on the board. Never rejects, shows no message.
 *
 * @param orders for each order, the ids that it may have, the likeliest first
 * @param storeId store of the orders; empty for all stores of the person
 */
export function addOrders(
  orders: AddOrdersRequest['orders'],
  storeId: string,
): Promise<CallResult<AddedOrders>> {
  return callBoard('add-orders', { orders, ...(storeId !== '' && { storeId }) });
}

/** Takes an awaited order off the board. Never rejects, shows no message. */
export function takeOffOrder(orderId: string): Promise<CallResult<Nothing>> {
  return callBoard('take-off', { orderId });
}

/**
 * Acknowledges (知道了) that an order needs somebody, or takes that back. Never rejects, shows no
 * message.
 */
export function acknowledgeOrder(request: AcknowledgeRequest): Promise<CallResult<Nothing>> {
  return callBoard('acknowledge', request);
}

function callBoard<Action extends BoardAction>(
  action: Action,
  input: BoardCalls[Action]['input'],
): Promise<CallResult<BoardCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseBoardAnswer(action, value));
}
