import { refreshBoard } from './board-calls';
import { boardMemory } from './board-memory';
import type { StoredBoard } from './board-memory';
import { phoneMemory } from './phone-memory';
import type { Board, BoardRequest } from '../contract/board-api';
import type { CallResult } from '../contract/call-result';

/** Answer about the board, and what stores the board that comes of it. */
export interface AskedBoard {
  readonly result: CallResult<Board>;
  /** Stores it for the next start, unless the shop's data were deleted since the call. */
  readonly keep: (board: StoredBoard) => void;
}

/**
 * Fetches what is new on the board. The answer also has the map's dark style, which is kept for
 * later maps. Never rejects.
 */
export function askBoard(request: BoardRequest): Promise<AskedBoard> {
  const forgottenBefore = phoneMemory.timesForgotten();
  const isForgotten = (): boolean => phoneMemory.timesForgotten() !== forgottenBefore;
  return refreshBoard(request).then((result) => {
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
