import { type KeyPress, listenForKeys } from '../../platform/input';
import { timers } from '../../platform/device';
import { orderIdCandidates } from '../../contract/order-id';
import {
  type TypedKeys,
  isScan,
  isShortcut,
  NO_KEYS,
  MIN_SCAN_LENGTH,
  withKey,
} from '../../ui/typed-keys';
import type { BoardOnPage } from '../board';
import { actOnRow } from './board-on-phone';

export type KeyboardCommand =
  /** `text`: what was typed or scanned. With an empty text, `open` opens the selected order. */
  | { readonly do: 'search' | 'scan' | 'open'; readonly text: string }
  | { readonly do: 'move' | 'filter'; readonly by: 1 | -1 }
  | { readonly do: 'close' | 'copy' | 'call' | 'take-note' | 'mute' | 'ask' | 'help' };

/** Keys typed on the board so far. They become a scan or the text of a search. */
interface TypedOnBoard {
  readonly keys: TypedKeys;
  readonly text: string;
}

export const NO_TYPED_KEYS: TypedOnBoard = { keys: NO_KEYS, text: '' };

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

/** What a key does. `command` is carried out at once, `delayedCommand` if no key follows soon. */
interface KeyReading {
  readonly typedKeys: TypedOnBoard;
  readonly command: KeyboardCommand | null;
  readonly delayedCommand: KeyboardCommand | null;
}

/** Reads a key. A letter is a command only if no further key follows soon: scanners type fast. */
export function interpretKey({ keys: oldKeys, text }: TypedOnBoard, press: KeyPress): KeyReading {
  const { key } = press;
  const keys = withKey(oldKeys, press);
  const noCommand = { typedKeys: { keys, text }, command: null, delayedCommand: null };
  const commandNow = (command: KeyboardCommand, textLeft: string): KeyReading => ({
    typedKeys: textLeft === '' ? NO_TYPED_KEYS : { keys, text: textLeft },
    command,
    delayedCommand: null,
  });
  if (isShortcut(oldKeys, press)) return noCommand;
  const arrow = ARROW_COMMANDS[key];
  // Choosing another filter ends the search and removes its text.
  if (arrow !== undefined) return commandNow(arrow, arrow.do === 'filter' ? '' : text);
  if (key === 'Enter') {
    const { run } = oldKeys;
    return commandNow(
      isScan(oldKeys) ? { do: 'scan', text: run } : { do: 'open', text: digitsAsTyped(text, run) },
      '',
    );
  }
  if (key === 'Escape')
    return commandNow(text === '' ? { do: 'close' } : { do: 'search', text: '' }, '');
  if (key === 'Backspace')
    return commandNow({ do: 'search', text: text.slice(0, -1) }, text.slice(0, -1));
  if (/^\d$/.test(key)) {
    const longerText = text + key;
    const delayedCommand = { do: 'search', text: longerText } as const;
    return { typedKeys: { keys, text: longerText }, command: null, delayedCommand };
  }
  const isSingleKey = key.length === 1 && keys.run.length === 1;
  const letterCommand = LETTER_COMMANDS[key.toLowerCase()] ?? null;
  return { ...noCommand, delayedCommand: isSingleKey ? letterCommand : null };
}

/** Returns `digits` with the signs that `run` has between them (`2026-1288`), or unchanged. */
function digitsAsTyped(digits: string, run: string): string {
  const typedDigits = /\d[\d\W_]*\d/.exec(run)?.[0] ?? '';
  return typedDigits.replace(/\D/g, '') === digits ? typedDigits : digits;
}

const MODIFIERS_UNKNOWN = { Alt: null, Control: null, Meta: null };

/** Adds to the typed keys the characters that a field has gained. `changedAt`: time in ms. */
export function withFieldText(oldKeys: TypedKeys, fieldText: string, changedAt: number): TypedKeys {
  const { text } = oldKeys;
  const addedKeys = fieldText.startsWith(text) ? Array.from(fieldText.slice(text.length)) : [];
  if (addedKeys.length === 0) return { ...NO_KEYS, text: fieldText };
  return addedKeys.reduce(
    (typed, key) => withKey(typed, { key, at: changedAt, modifiersDown: MODIFIERS_UNKNOWN }),
    oldKeys,
  );
}

/** Time (ms) without a further key after which a letter is taken for a person's command. */
export const COMMAND_DELAY_MS = 120;

/** Listens to keys until the returned function is called. Skips a key if `onPress` gives false. */
export function listenToKeys(
  onPress: (key: string) => boolean,
  onCommand: (command: KeyboardCommand) => void,
): () => void {
  let typedKeys = NO_TYPED_KEYS;
  let delayTimer = 0;
  const stopListening = listenForKeys((press) => {
    timers.clear(delayTimer);
    if (!onPress(press.key)) return;
    const { command, delayedCommand, ...reading } = interpretKey(typedKeys, press);
    ({ typedKeys } = reading);
    if (command !== null) onCommand(command);
    if (delayedCommand !== null)
      delayTimer = timers.set(() => {
        onCommand(delayedCommand);
      }, COMMAND_DELAY_MS);
  });
  return () => {
    timers.clear(delayTimer);
    stopListening();
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
  const selectedRow = board.selected();
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
  else if (selectedRow !== null) void actOnRow(board, command.do, selectedRow.orderId);
}

/** Opens the first order found or, without a search, the selected one; else looks up `text`. */
function openFoundOrSelected(board: BoardOnPage, page: CommandPage, text: string): void {
  // A person may press Enter before the search has run for the last typed digits.
  if (text !== '') board.search(text);
  const isSearching = board.isSearching();
  const rowToOpen = (isSearching ? null : board.selected()) ?? board.firstRow();
  if (isSearching) {
    page.toTop();
    board.search('');
  }
  if (rowToOpen !== null) page.openDelivery([rowToOpen.orderId], true);
  // The board lacks the order, but WeChat may have it. A short text is the end of an order id.
  else if (text.length >= MIN_SCAN_LENGTH) page.addScanned(text);
  else if (text !== '') page.openDelivery(orderIdCandidates(text), false);
}
