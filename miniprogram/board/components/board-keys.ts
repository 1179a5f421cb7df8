import { type KeyPress, onKey } from '../../platform/input';
import { timers } from '../../platform/device';
import { orderIdCandidates } from '../../contract/order-id';
import {
  type TypedKeys,
  isScan,
  isShortcut,
  NO_KEYS,
  SCANNED_FROM,
  withKey,
} from '../../ui/typed-keys';
import type { BoardOnPage } from '../board';
import { actOnRow } from './board-on-phone';

export type KeyboardCommand =
  | { readonly do: 'search'; readonly text: string }
  | { readonly do: 'scan'; readonly text: string }
  | { readonly do: 'move'; readonly by: 1 | -1 }
  | { readonly do: 'filter'; readonly by: 1 | -1 }
  /** `text`: text of the search; empty without one. */
  | { readonly do: 'open'; readonly text: string }
  | { readonly do: 'close' | 'copy' | 'call' | 'take-note' | 'mute' | 'ask' | 'help' };

/** Keys typed so far. They become a scan or the text of a search. */
export interface BoardKeys {
  readonly keys: TypedKeys;
  readonly text: string;
}

export const NOTHING_TYPED: BoardKeys = { keys: NO_KEYS, text: '' };

const COMMANDS: Readonly<Record<string, KeyboardCommand>> = {
  c: { do: 'copy' },
  p: { do: 'call' },
  k: { do: 'take-note' },
  m: { do: 'mute' },
  r: { do: 'ask' },
  '?': { do: 'help' },
};

const NAMED_KEYS: Readonly<Record<string, KeyboardCommand>> = {
  ArrowUp: { do: 'move', by: -1 },
  ArrowDown: { do: 'move', by: 1 },
  ArrowLeft: { do: 'filter', by: -1 },
  ArrowRight: { do: 'filter', by: 1 },
};

/** Result of a key: the typed text, the command now, and the command if no other key follows. */
interface ReadKey {
  readonly typed: BoardKeys;
  readonly now: KeyboardCommand | null;
  readonly later: KeyboardCommand | null;
}

/**
 * Reads a key. A character becomes a command only after {@link CHARACTER_WAITS_MS} without another
 * key, because a scanner types its characters faster.
 */
export function readKey({ keys: before, text }: BoardKeys, press: KeyPress): ReadKey {
  const { key } = press;
  const keys = withKey(before, press);
  const nothing = { typed: { keys, text }, now: null, later: null };
  const doing = (now: KeyboardCommand, rest: string): ReadKey => ({
    typed: rest === '' ? NOTHING_TYPED : { keys, text: rest },
    now,
    later: null,
  });
  if (isShortcut(before, press)) return nothing;
  const named = NAMED_KEYS[key];
  // Another filter ends the search and removes its text.
  if (named !== undefined) return doing(named, named.do === 'filter' ? '' : text);
  if (key === 'Enter')
    return doing(isScan(before) ? { do: 'scan', text: before.run } : { do: 'open', text }, '');
  if (key === 'Escape')
    return doing(text === '' ? { do: 'close' } : { do: 'search', text: '' }, '');
  if (key === 'Backspace')
    return doing({ do: 'search', text: text.slice(0, -1) }, text.slice(0, -1));
  if (/^\d$/.test(key)) {
    const longer = text + key;
    return { typed: { keys, text: longer }, now: null, later: { do: 'search', text: longer } };
  }
  const isAlone = key.length === 1 && keys.run.length === 1;
  return { ...nothing, later: isAlone ? (COMMANDS[key.toLowerCase()] ?? null) : null };
}

/** Time (ms) after which a character was typed by a person, not by a scanner. */
export const CHARACTER_WAITS_MS = 120;

/**
 * Listens to the keys of a computer, which come without a field in focus, until the result is
 * called.
 *
 * @param pressed called with each key, first; false: the page has used the key
 * @param fulfil does what the keys ask for
 */
export function listenToKeys(
  pressed: (key: string) => boolean,
  fulfil: (wish: KeyboardCommand) => void,
): () => void {
  let typed = NOTHING_TYPED;
  let pending = 0;
  const stop = onKey((press) => {
    timers.clear(pending);
    if (!pressed(press.key)) return;
    const read = readKey(typed, press);
    typed = read.typed;
    if (read.now !== null) fulfil(read.now);
    const { later } = read;
    if (later !== null)
      pending = timers.set(() => {
        fulfil(later);
      }, CHARACTER_WAITS_MS);
  });
  return () => {
    timers.clear(pending);
    stop();
  };
}

export interface WishActions {
  readonly openDelivery: (orderIds: readonly string[], exact: boolean) => void;
  readonly close: () => void;
  /** Closes the open delivery; the selection stays. */
  readonly putAway: () => void;
  readonly addScanned: (text: string) => void;
  readonly mute: () => void;
  readonly openKeys: () => void;
  /** Scrolls the list to its beginning, where it is drawn anew. */
  readonly toTop: () => void;
  readonly selectComponent: (selector: string) => unknown;
}

/** Delivery that is open beside the list. */
interface OpenPane {
  readonly call: () => unknown;
}

/** Does a command of the keys. Some commands act on the selected order. */
export function fulfilWish(
  board: BoardOnPage | null,
  page: WishActions,
  wish: KeyboardCommand,
): void {
  if (board === null) return;
  const selected = board.selected();
  // Cast, because WeChat's typings do not know the type of the selected component.
  const pane = page.selectComponent('#pane') as OpenPane | null;
  switch (wish.do) {
    case 'search':
      page.toTop();
      board.search(wish.text);
      return;
    case 'scan':
      page.addScanned(wish.text);
      return;
    case 'move':
      board.selectBeside(wish.by);
      // Keys act on the selected order, so no other order may stay open.
      page.putAway();
      return;
    case 'filter':
      page.toTop();
      board.filterBeside(wish.by);
      return;
    case 'open': {
      // Keys may be faster than the search that they ask for.
      if (wish.text !== '') board.search(wish.text);
      const wanted = board.isSearching() ? board.firstRow() : (selected ?? board.firstRow());
      if (board.isSearching()) {
        page.toTop();
        board.search('');
      }
      if (wanted !== null) page.openDelivery([wanted.orderId], true);
      // WeChat may have an order that the board lacks. A short text is the end of its id.
      else if (wish.text.length >= SCANNED_FROM) page.addScanned(wish.text);
      else if (wish.text !== '') page.openDelivery(orderIdCandidates(wish.text), false);
      return;
    }
    case 'close':
      page.close();
      return;
    case 'copy':
    case 'call':
    case 'take-note':
      if (wish.do === 'call' && pane !== null) pane.call();
      else if (selected !== null) void actOnRow(board, wish.do, selected.orderId);
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
