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
  /** `text` of `open`: text of the search; empty without one. */
  | { readonly do: 'search' | 'scan' | 'open'; readonly text: string }
  | { readonly do: 'move' | 'filter'; readonly by: 1 | -1 }
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

/** Reads a key. A character is a command only after a while alone, since scanners are faster. */
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

const NO_MODIFIERS = { Alt: null, Control: null, Meta: null };

/** Reads what has come into a field at a time (ms). A scanner types into it while it is open. */
export function typedInto(before: TypedKeys, value: string, at: number): TypedKeys {
  const more = value.startsWith(before.text) ? Array.from(value.slice(before.text.length)) : [];
  if (more.length === 0) return { ...NO_KEYS, text: value };
  return more.reduce(
    (typed, key) => withKey(typed, { key, at, modifiersDown: NO_MODIFIERS }),
    before,
  );
}

/** Time (ms) after which a character was typed by a person, not by a scanner. */
export const CHARACTER_WAITS_MS = 120;

/**
 * Listens to the keys of a computer, while no field has the focus, until the result is called.
 *
 * @param pressed called with each key, first; false: the page has used the key
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

interface WishActions {
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

/** Does a command of the keys. Some commands act on the selected order. */
export function fulfilWish(
  board: BoardOnPage | null,
  page: WishActions,
  wish: KeyboardCommand,
): void {
  if (board === null) return;
  const selected = board.selected();
  // Cast, because WeChat's typings do not know the type of the delivery beside the list.
  const pane = page.selectComponent('#pane') as { readonly call: () => unknown } | null;
  if (wish.do === 'search') {
    page.toTop();
    board.search(wish.text);
  } else if (wish.do === 'move') {
    board.selectBeside(wish.by);
    // Keys act on the selected order, so no other order may stay open.
    page.putAway();
  } else if (wish.do === 'filter') {
    page.toTop();
    board.filterBeside(wish.by);
  } else if (wish.do === 'scan') page.addScanned(wish.text);
  else if (wish.do === 'open') openWanted(board, page, wish.text);
  else if (wish.do === 'close') page.close();
  else if (wish.do === 'mute') page.mute();
  else if (wish.do === 'ask') board.askNow();
  else if (wish.do === 'help') page.openKeys();
  else if (wish.do === 'call' && pane !== null) pane.call();
  else if (selected !== null) void actOnRow(board, wish.do, selected.orderId);
}

/** Opens the first order that a search has found, or the selected one; else asks for the text. */
function openWanted(board: BoardOnPage, page: WishActions, text: string): void {
  // Keys may be faster than the search that they ask for.
  if (text !== '') board.search(text);
  const isSearching = board.isSearching();
  const wanted = (isSearching ? null : board.selected()) ?? board.firstRow();
  if (isSearching) {
    page.toTop();
    board.search('');
  }
  if (wanted !== null) page.openDelivery([wanted.orderId], true);
  // WeChat may have an order that the board lacks. A short text is the end of its id.
  else if (text.length >= SCANNED_FROM) page.addScanned(text);
  else if (text !== '') page.openDelivery(orderIdCandidates(text), false);
}
