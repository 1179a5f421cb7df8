import type { BoardOnPage } from '../../board/board';
import type { KeyWish } from '../../board/board-keys';
import { actOnRow } from './row-actions';

/** What stays seen of the list above a row that the keys have chosen, px. */
const LEFT_ABOVE_PX = 112;

/** What the page can do for a key. */
export interface Wishes {
  readonly openDelivery: (orderIds: readonly string[], exact: boolean) => void;
  readonly close: () => void;
  /** Closes the open delivery; the selection stays. */
  readonly putAway: () => void;
  readonly addScanned: (text: string) => void;
  readonly mute: () => void;
  readonly openKeys: () => void;
  /** Scrolls the list to its beginning, where it is drawn anew. */
  readonly toTop: () => void;
  /** Scrolls the list to `top` px below its beginning. */
  readonly scrollTo: (top: number) => void;
}

/** Does what a key asks for; what is about an order, for the selected one. */
export function fulfilWish(board: BoardOnPage | null, page: Wishes, wish: KeyWish): void {
  if (board === null) return;
  const selected = board.selected();
  switch (wish.do) {
    case 'search':
      page.toTop();
      board.search(wish.text);
      return;
    case 'scan':
      page.toTop();
      board.search('');
      page.addScanned(wish.text);
      return;
    case 'move': {
      const top = board.selectBeside(wish.by);
      // Keys are about the selected order, so that no other one may stand open.
      page.putAway();
      if (top !== null) page.scrollTo(Math.max(0, top - LEFT_ABOVE_PX));
      return;
    }
    case 'filter':
      page.toTop();
      board.filterBeside(wish.by);
      return;
    case 'open': {
      // Keys may be faster than the search that they ask for.
      if (wish.text !== '') board.search(wish.text);
      const wanted = board.isSearching() ? board.first() : (selected ?? board.first());
      if (board.isSearching()) {
        page.toTop();
        board.search('');
      }
      if (wanted !== null) page.openDelivery([wanted.orderId], true);
      // What the board does not have, WeChat may.
      else if (wish.text !== '') page.addScanned(wish.text);
      return;
    }
    case 'close':
      page.close();
      return;
    case 'copy':
    case 'call':
    case 'take-note':
      if (selected !== null) void actOnRow(board, wish.do, selected.orderId);
      return;
    case 'mute':
      page.mute();
      return;
    case 'ask':
      board.askNow();
      return;
    case 'help':
      page.openKeys();
      return;
  }
}
