import type {
  AcknowledgeRequest,
  Acknowledged,
  AddedOrders,
  Board,
  BoardAction,
  BoardCalls,
  BoardRequest,
} from '../contract/board-api';
import { parseBoardAnswer } from '../contract/board-api';
import type { CallResult } from '../contract/call-result';
import { callCloud } from './cloud-functions';

/**
 * Fetches what is new on the board to this phone: `rowsAfter` (contract/board-api.ts) makes the
 * phone's new rows of it. Never rejects, shows no message.
 */
export function refreshBoard(request: BoardRequest): Promise<CallResult<Board>> {
  return callBoard('board', request);
}

/**
 * Looks many orders up, which puts them on the board. Ids in `left` are to be sent again. Never
 * rejects, shows no message.
 *
 * @param orderIds whole ids, at most MOST_ADDED
 */
export function addOrders(orderIds: readonly string[]): Promise<CallResult<AddedOrders>> {
  return callBoard('add-orders', { orderIds });
}

/** Notes that a person knows of an order's trouble. Never rejects, shows no message. */
export function acknowledgeTrouble(request: AcknowledgeRequest): Promise<CallResult<Acknowledged>> {
  return callBoard('acknowledge', request);
}

function callBoard<Action extends BoardAction>(
  action: Action,
  input: BoardCalls[Action]['input'],
): Promise<CallResult<BoardCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseBoardAnswer(action, value));
}
