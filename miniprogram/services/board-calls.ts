import type { BoardAction, BoardCalls, Board, BoardRequest } from '../contract/board-api';
import { parseBoardAnswer } from '../contract/board-api';
import type { CallResult } from '../contract/call-result';
import { callFunction } from '../platform/call-function';

/**
 * Fetches what is new on the board to this phone: `rowsAfter` (contract/board-api.ts) makes the
 * phone's new rows of it. Never rejects, shows no message.
 */
export function refreshBoard(request: BoardRequest): Promise<CallResult<Board>> {
  return callBoard('board', request);
}

function callBoard<Action extends BoardAction>(
  action: Action,
  input: BoardCalls[Action]['input'],
): Promise<CallResult<BoardCalls[Action]['data']>> {
  return callFunction('getOrder', { action, ...input }, (value) => parseBoardAnswer(action, value));
}
