import { boardMemory } from '../../services/board-memory';
import { acknowledgeTrouble, askBoard } from '../../services/board-calls';
import { serverClock } from '../../services/phone-memory';
import { pollerPhone } from '../../services/cloud-functions';
import { type BoardOnPage, type BoardOptions, createBoard } from '../../board/board';

/** Heights of a row in px until the page has measured its own: on a phone, and beside a rail. */
const ROW_PX = { narrow: 64, wide: 56 } as const;

/**
 * Connects the board to this phone: its cloud, memory and clock.
 *
 * @param isCard true in a window with a rail, where rows are lower
 */
export function openBoard(
  isCard: boolean,
  listHeight: number,
  { show, hear }: Pick<BoardOptions, 'show' | 'hear'>,
): BoardOnPage {
  return createBoard({
    stored: boardMemory.board(serverClock.now()),
    ask: askBoard,
    takeNote: acknowledgeTrouble,
    phone: pollerPhone,
    rowHeight: isCard ? ROW_PX.wide : ROW_PX.narrow,
    listHeight,
    show,
    hear,
  });
}
