import {
  type KeyboardCommand,
  COMMAND_DELAY_MS,
  NO_TYPED_KEYS,
  interpretKey,
} from '../../../../miniprogram/board/components/board-keys';

const FREE = { Alt: false, Control: false, Meta: false };

/** Presses keys with a gap in ms, and returns what was done, as the page would. */
function pressed(
  keys: readonly string[],
  gapMs: number,
  typedKeys = NO_TYPED_KEYS,
): KeyboardCommand[] {
  const done: KeyboardCommand[] = [];
  keys.forEach((key, index) => {
    const press = { key, at: 1000 + index * gapMs, modifiersDown: FREE };
    const { command, delayedCommand, ...read } = interpretKey(typedKeys, press);
    ({ typedKeys } = read);
    if (command !== null) done.push(command);
    const isLast = index === keys.length - 1;
    if (delayedCommand !== null && (isLast || gapMs > COMMAND_DELAY_MS)) done.push(delayedCommand);
  });
  return done;
}

const keysOf = (text: string, ...named: readonly string[]): readonly string[] => [
  ...Array.from(text),
  ...named,
];

describe('the keys of the board', () => {
  it('find by the digits that a person types, and open what is found', () => {
    expect(pressed(keysOf('128', 'Enter'), 300)).toEqual([
      { do: 'search', text: '1' },
      { do: 'search', text: '12' },
      { do: 'search', text: '128' },
      { do: 'open', text: '128' },
    ]);
    for (const typed of ['m12', '1k2'])
      expect(pressed(keysOf(typed, 'Enter'), 300).pop()).toEqual({ do: 'open', text: '12' });
    const expected = [{ do: 'search', text: '1' }, { do: 'search', text: '' }, { do: 'close' }];
    expect(pressed(keysOf('12', 'Backspace', 'Escape', 'Escape'), 300).slice(2)).toEqual(expected);
    expect(pressed(keysOf('12', 'ArrowRight', '5'), 300).slice(2)).toEqual([
      { do: 'filter', by: 1 },
      { do: 'search', text: '5' },
    ]);
  });

  it.each(['20261124-1288', 'CODE_128,20261124-1288', 'PK-MC-RR', 'A-1284'])(
    'take what a scanner types as one label, and nothing of it as a wish: %s',
    (label) => {
      expect(pressed(keysOf(label, 'Enter'), 12)).toEqual([{ do: 'scan', text: label }]);
      expect(pressed(keysOf(label, 'Enter'), 79)).toEqual([{ do: 'scan', text: label }]);
    },
  );

  it('lose nothing of an id that comes too slowly for a scanner', () => {
    const id = '20261124-1288';
    for (const gapMs of [90, 300])
      expect(pressed(keysOf(id, 'Enter'), gapMs).pop()).toEqual({ do: 'open', text: id });
  });

  it('know a scanner by its haste, also after a search that was typed before', () => {
    const keys = { ...NO_TYPED_KEYS.keys, run: '12', keyTimes: [0, 100] };
    const typed = { keys, text: '12' };
    const text = '20261124';
    expect(pressed(keysOf(text, 'Enter'), 20, typed)).toEqual([{ do: 'scan', text }]);
    expect(pressed(keysOf(text, 'Enter'), 90).pop()).toEqual({ do: 'open', text });
    expect(pressed(keysOf('12845', 'Enter'), 20).pop()).toEqual({ do: 'open', text: '12845' });
  });

  it('are commands one by one, large or small', () => {
    const wishes = pressed(keysOf('cPkMr?'), 500).map((wish) => wish.do);
    expect(wishes).toEqual(['copy', 'call', 'take-note', 'mute', 'ask', 'help']);
    const moves = pressed(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], 500);
    expect(moves).toEqual([
      { do: 'move', by: -1 },
      { do: 'move', by: 1 },
      { do: 'filter', by: -1 },
      { do: 'filter', by: 1 },
    ]);
  });

  it('leave the computer’s own shortcuts alone', () => {
    for (const key of ['c', 'Enter', 'ArrowUp']) {
      const modifiersDown = { ...FREE, Control: true };
      const read = interpretKey(NO_TYPED_KEYS, { key, at: 1, modifiersDown });
      expect(read).toMatchObject({ command: null, delayedCommand: null });
    }
  });
});
