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

/** Number of deletions of all shop data before the call whose answer is to be kept. */
let forgottenBefore = 0;

/**
 * Fetches what is new on the board. The answer also has the map's dark style, which is kept for
 * later maps. When the cloud does not know the caller, the phone forgets all shop data. Never
 * rejects.
 */
export function askBoard(request: BoardRequest): Promise<CallResult<Board>> {
  forgottenBefore = phoneMemory.timesForgotten();
  return heard(refreshBoard(request)).then((result) => {
    if (!result.ok || phoneMemory.timesForgotten() !== forgottenBefore) return result;
    const { darkMap } = result.data;
    // Without the field the cloud could not read it.
    if (darkMap !== undefined) phoneMemory.keepDarkMap(darkMap);
    return result;
  });
}

/** Keeps the board for the next start, unless the shop's data were deleted since the call. */
export function keepBoard(board: StoredBoard): void {
  if (phoneMemory.timesForgotten() === forgottenBefore) boardMemory.keep(board);
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
