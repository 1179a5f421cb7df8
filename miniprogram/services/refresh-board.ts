import { acknowledgeTrouble, addOrders, refreshBoard } from './board-calls';
import { boardMemory } from './board-memory';
import type { StoredBoard } from './board-memory';
import { phoneMemory, serverClock } from './phone-memory';
import type {
  AcknowledgeRequest,
  Acknowledged,
  AddedOrders,
  Board,
  BoardRequest,
} from '../contract/board-api';
import type { CallResult } from '../contract/call-result';
import { failureOf, isRefusal } from '../contract/call-result';

/** Answer about the board, and what stores the board that comes of it. */
export interface AskedBoard {
  readonly result: CallResult<Board>;
  /** Stores it for the next start, unless the shop's data were deleted since the call. */
  readonly keep: (board: StoredBoard) => void;
}

/**
 * Fetches what is new on the board. The answer also has the map's dark style, which is kept for
 * later maps. When the cloud does not know the caller, the phone forgets all shop data. Never
 * rejects.
 */
export function askBoard(request: BoardRequest): Promise<AskedBoard> {
  const forgottenBefore = phoneMemory.timesForgotten();
  const isForgotten = (): boolean => phoneMemory.timesForgotten() !== forgottenBefore;
  return heard(refreshBoard(request)).then((result) => {
    // Without the field the cloud could not read it.
    if (result.ok && result.data.darkMap !== undefined && !isForgotten())
      phoneMemory.keepDarkMap(result.data.darkMap);
    return {
      result,
      keep: (board) => {
        if (!isForgotten()) boardMemory.keep(board);
      },
    };
  });
}

/** Notes that a person knows of an order's trouble. Never rejects. */
export function takeNote(request: AcknowledgeRequest): Promise<CallResult<Acknowledged>> {
  return heard(acknowledgeTrouble(request));
}

/** Puts orders on the board. Never rejects. `orderIds`: whole ids, at most MOST_ADDED. */
export function putOnBoard(orderIds: readonly string[]): Promise<CallResult<AddedOrders>> {
  return heard(addOrders(orderIds));
}

/** Sets the clock by an answer, and forgets all shop data when the caller is refused. */
function heard<Data>(call: Promise<CallResult<Data>>): Promise<CallResult<Data>> {
  return call.then((result) => {
    if ('serverTime' in result) serverClock.adjust(result.serverTime);
    if (!result.ok && isRefusal(failureOf(result))) phoneMemory.forgetOrders();
    return result;
  });
}
