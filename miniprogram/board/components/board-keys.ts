import { type KeyPress, listenForKeys } from '../../platform/input';
import { timers } from '../../platform/device';
import { orderIdCandidates } from '../../contract/order-id';
import {
  type TypedKeys,
  isScan,
  isShortcut,
  NO_KEYS,
  SCAN_MIN_LENGTH,
  withKey,
} from '../../ui/typed-keys';
import type { BoardOnPage } from '../board';
import { actOnRow } from './board-on-phone';

export type KeyboardCommand =
  /** `text`: text of the search that `open` ends; empty without a search. */
  | { readonly do: 'search' | 'scan' | 'open'; readonly text: string }
  | { readonly do: 'move' | 'filter'; readonly by: 1 | -1 }
  | { readonly do: 'close' | 'copy' | 'call' | 'take-note' | 'mute' | 'ask' | 'help' };

/** Keys typed so far. They become a scan or the text of a search. */
interface TypedOnBoard {
  readonly keys: TypedKeys;
  readonly text: string;
}

export const NOTHING_TYPED: TypedOnBoard = { keys: NO_KEYS, text: '' };

const LETTER_COMMANDS: Readonly<Record<string, KeyboardCommand>> = {
  c: { do: 'copy' },
  p: { do: 'call' },
  k: { do: 'take-note' },
  m: { do: 'mute' },
  r: { do: 'ask' },
  '?': { do: 'help' },
};

const ARROW_COMMANDS: Readonly<Record<string, KeyboardCommand>> = {
  ArrowUp: { do: 'move', by: -1 },
  ArrowDown: { do: 'move', by: 1 },
  ArrowLeft: { do: 'filter', by: -1 },
  ArrowRight: { do: 'filter', by: 1 },
};

/** What a key does: the new typed text, the command now, and the command if no key follows. */
interface KeyReading {
  readonly typed: TypedOnBoard;
  readonly command: KeyboardCommand | null;
  readonly delayed: KeyboardCommand | null;
}

/** Reads a key. A letter is a command only if no key follows at once, as a scanner's would. */
export function interpretKey({ keys: before, text }: TypedOnBoard, press: KeyPress): KeyReading {
  const { key } = press;
  const keys = withKey(before, press);
  const nothing = { typed: { keys, text }, command: null, delayed: null };
  const doing = (command: KeyboardCommand, rest: string): KeyReading => ({
    typed: rest === '' ? NOTHING_TYPED : { keys, text: rest },
    command,
    delayed: null,
  });
  if (isShortcut(before, press)) return nothing;
  const named = ARROW_COMMANDS[key];
  // Choosing another filter ends the search and removes its text.
  if (named !== undefined) return doing(named, named.do === 'filter' ? '' : text);
  if (key === 'Enter') {
    const { run } = before;
    return doing(
      isScan(before) ? { do: 'scan', text: run } : { do: 'open', text: digitsAsTyped(text, run) },
      '',
    );
  }
  if (key === 'Escape')
    return doing(text === '' ? { do: 'close' } : { do: 'search', text: '' }, '');
  if (key === 'Backspace')
    return doing({ do: 'search', text: text.slice(0, -1) }, text.slice(0, -1));
  if (/^\d$/.test(key)) {
    const longer = text + key;
    return { ...nothing, typed: { keys, text: longer }, delayed: { do: 'search', text: longer } };
  }
  const isAlone = key.length === 1 && keys.run.length === 1;
  return { ...nothing, delayed: isAlone ? (LETTER_COMMANDS[key.toLowerCase()] ?? null) : null };
}

/** Returns the digits as they were typed in `run`, with the signs between: `20261124-1288`. */
function digitsAsTyped(digits: string, run: string): string {
  const typed = /\d[\d\W_]*\d/.exec(run)?.[0] ?? '';
  return typed.replace(/\D/g, '') === digits ? typed : digits;
}

const MODIFIERS_UNKNOWN = { Alt: null, Control: null, Meta: null };

/** Adds to the typed keys what is new in a field's `value`. `at`: time (ms) of the change. */
export function withFieldText(before: TypedKeys, value: string, at: number): TypedKeys {
  const added = value.startsWith(before.text) ? Array.from(value.slice(before.text.length)) : [];
  if (added.length === 0) return { ...NO_KEYS, text: value };
  return added.reduce(
    (typed, key) => withKey(typed, { key, at, modifiersDown: MODIFIERS_UNKNOWN }),
    before,
  );
}

/** Time (ms) without a further key after which a letter counts as a person's command. */
export const COMMAND_DELAY_MS = 120;

/** Listens to keys; call the result to stop. `onPress` gets a key first; false ignores the key. */
export function listenToKeys(
  onPress: (key: string) => boolean,
  onCommand: (wish: KeyboardCommand) => void,
): () => void {
  let typed = NOTHING_TYPED;
  let delayTimer = 0;
  const stop = listenForKeys((press) => {
    timers.clear(delayTimer);
    if (!onPress(press.key)) return;
    const read = interpretKey(typed, press);
    typed = read.typed;
    if (read.command !== null) onCommand(read.command);
    const { delayed } = read;
    if (delayed !== null)
      delayTimer = timers.set(() => {
        onCommand(delayed);
      }, COMMAND_DELAY_MS);
  });
  return () => {
    timers.clear(delayTimer);
    stop();
  };
}

interface CommandPage {
  readonly openDelivery: (orderIds: readonly string[], exact: boolean) => void;
  readonly close: () => void;
  /** Closes the delivery beside the list. Its order stays selected. */
  readonly putAway: () => void;
  readonly addScanned: (text: string) => void;
  readonly mute: () => void;
  readonly openKeys: () => void;
  /** Scrolls the list to the top. */
  readonly toTop: () => void;
  readonly selectComponent: (selector: string) => unknown;
}

/** Carries out a command of the keys. Some commands act on the selected order. */
export function runCommand(
  board: BoardOnPage | null,
  page: CommandPage,
  command: KeyboardCommand,
): void {
  if (board === null) return;
  const selected = board.selected();
  // Cast, because WeChat's typings do not know the type of the delivery beside the list.
  const pane = page.selectComponent('#pane') as { readonly call: () => unknown } | null;
  if (command.do === 'search') {
    page.toTop();
    board.search(command.text);
  } else if (command.do === 'move') {
    board.selectBeside(command.by);
    // A key acts on the selected order, so the delivery of another order is closed first.
    page.putAway();
  } else if (command.do === 'filter') {
    page.toTop();
    board.chooseFilterBeside(command.by);
  } else if (command.do === 'scan') page.addScanned(command.text);
  else if (command.do === 'open') openFoundOrSelected(board, page, command.text);
  else if (command.do === 'close') page.close();
  else if (command.do === 'mute') page.mute();
  else if (command.do === 'ask') board.askNow();
  else if (command.do === 'help') page.openKeys();
  else if (command.do === 'call' && pane !== null) pane.call();
  else if (selected !== null) void actOnRow(board, command.do, selected.orderId);
}

/** Opens the first order found by the search, or the selected order; else looks up the text. */
function openFoundOrSelected(board: BoardOnPage, page: CommandPage, text: string): void {
  // A person may press Enter before the search has run for the last typed digits.
  if (text !== '') board.search(text);
  const isSearching = board.isSearching();
  const wanted = (isSearching ? null : board.selected()) ?? board.firstRow();
  if (isSearching) {
    page.toTop();
    board.search('');
  }
  if (wanted !== null) page.openDelivery([wanted.orderId], true);
  // The board lacks the order, but WeChat may know it. A shorter text is the end of an order id.
  else if (text.length >= SCAN_MIN_LENGTH) page.addScanned(text);
  else if (text !== '') page.openDelivery(orderIdCandidates(text), false);
}
