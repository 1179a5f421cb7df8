/** Key that went down, as far as the board reads it. */
export interface BoardKey {
  /** Character or name of the key: `a`, `Escape`. */
  readonly key: string;
  /** Time of the press in ms, by the key's own time stamp. */
  readonly at: number;
  /** True when it belongs to a shortcut of the computer, such as Ctrl+C. */
  readonly isShortcut: boolean;
}

/** What a key asks the board to do. */
export type KeyWish =
  | { readonly do: 'search'; readonly text: string }
  | { readonly do: 'scan'; readonly text: string }
  | { readonly do: 'move'; readonly by: 1 | -1 }
  | { readonly do: 'filter'; readonly by: 1 | -1 }
  /** `text`: what is searched by; empty while nothing is. */
  | { readonly do: 'open'; readonly text: string }
  | { readonly do: 'close' | 'copy' | 'call' | 'take-note' | 'mute' | 'ask' | 'help' };

/** Keys typed so far, of which a scanner's Enter or a person's search may be made. */
export interface TypedRun {
  /** Text of the field: what is searched by. */
  readonly text: string;
  /** Characters of the latest run without a pause, letters too, and when each was pressed. */
  readonly run: string;
  readonly times: readonly number[];
}

export const NOTHING_TYPED: TypedRun = { text: '', run: '', times: [] };

/** Fewest characters of a scan, and the longest mean gap between them, ms. */
const SCANNED_FROM = 6;
const SCANNED_GAP_MS = 80;
/** Pause (ms) after which a key begins a new run: no scanner waits that long. */
const PAUSE_MS = 400;

const COMMANDS: Readonly<Record<string, KeyWish>> = {
  c: { do: 'copy' },
  p: { do: 'call' },
  k: { do: 'take-note' },
  m: { do: 'mute' },
  r: { do: 'ask' },
  '?': { do: 'help' },
};

const NAMED: Readonly<Record<string, KeyWish>> = {
  ArrowUp: { do: 'move', by: -1 },
  ArrowDown: { do: 'move', by: 1 },
  ArrowLeft: { do: 'filter', by: -1 },
  ArrowRight: { do: 'filter', by: 1 },
};

/**
 * Reads a key. What a scanner types is no command and no search: characters wait for
 * {@link CHARACTER_WAITS_MS} whether another key follows.
 *
 * @returns the run with the key in it; what to do at once, and what to do unless another key
 *   follows in time; null for nothing
 */
export function readKey(
  typed: TypedRun,
  { key, at, isShortcut }: BoardKey,
): { readonly typed: TypedRun; readonly now: KeyWish | null; readonly later: KeyWish | null } {
  const nothing = { typed, now: null, later: null };
  if (isShortcut || key === 'Shift') return nothing;
  const named = NAMED[key];
  if (named !== undefined) {
    // A filter ends a search, whose text is then gone.
    const rest = named.do === 'filter' ? NOTHING_TYPED : { ...NOTHING_TYPED, text: typed.text };
    return { typed: rest, now: named, later: null };
  }
  if (key === 'Enter') return readEnter(typed);
  if (key === 'Escape') {
    const now: KeyWish = typed.text === '' ? { do: 'close' } : { do: 'search', text: '' };
    return { typed: NOTHING_TYPED, now, later: null };
  }
  if (key === 'Backspace') {
    const text = typed.text.slice(0, -1);
    return { typed: { ...NOTHING_TYPED, text }, now: { do: 'search', text }, later: null };
  }
  if (key.length !== 1) return nothing;
  return readCharacter(typed, key, at);
}

/** Time (ms) after which a character is a person's, and no part of a scan. */
export const CHARACTER_WAITS_MS = 120;

function readCharacter(typed: TypedRun, key: string, at: number): ReturnType<typeof readKey> {
  const last = typed.times[typed.times.length - 1];
  const goesOn = last !== undefined && at - last <= PAUSE_MS;
  const run = goesOn ? typed.run + key : key;
  const times = goesOn ? [...typed.times, at] : [at];
  if (/\d/.test(key)) {
    const text = typed.text + key;
    return { typed: { text, run, times }, now: null, later: { do: 'search', text } };
  }
  const later = run.length === 1 ? (COMMANDS[key.toLowerCase()] ?? null) : null;
  return { typed: { text: typed.text, run, times }, now: null, later };
}

function readEnter(typed: TypedRun): ReturnType<typeof readKey> {
  const { run, times, text } = typed;
  const isScan = run.length >= SCANNED_FROM && isFast(times);
  const now: KeyWish = isScan ? { do: 'scan', text: run } : { do: 'open', text };
  return { typed: NOTHING_TYPED, now, later: null };
}

/** Tells whether keys follow each other as fast as a scanner types them. */
function isFast(times: readonly number[]): boolean {
  const [first = 0] = times;
  const last = times[times.length - 1] ?? first;
  return times.length > 1 && (last - first) / (times.length - 1) <= SCANNED_GAP_MS;
}
