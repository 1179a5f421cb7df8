import { ageMs } from '../../../miniprogram/contract/age';
import type { Documents, Fields, Sums, Versioned } from './documents';

/** Window of time in which uses are counted, in two fields of a document. */
export interface UseWindow {
  /** Names of the fields for the number of uses and for the start of the window (ms since 1970). */
  readonly count: string;
  readonly since: string;
  readonly windowMs: number;
  /**
   * Returns the start of the window that `now` is in. If missing, a window starts with its first
   * use.
   */
  readonly startOf?: (now: number) => number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BEIJING_MS = 8 * 60 * MINUTE;

/** Window of a day, which WeChat counts from midnight in Beijing. */
export const A_DAY: UseWindow = {
  count: 'day',
  since: 'daySince',
  windowMs: DAY,
  startOf: startOfDay,
};

/** Returns the last midnight in Beijing, ms since 1970. */
export function startOfDay(time: number): number {
  return time - ((time + BEIJING_MS) % DAY);
}

/** Uses to count: `by` is their number, and `most` is the number that the window allows in all. */
export interface Uses {
  readonly window: UseWindow;
  readonly by: number;
  readonly most: number;
}

/** Document in which all instances count uses. */
export interface UseCounter {
  readonly documents: Documents;
  readonly id: string;
  /** Reads the document again; null when it is missing. Counting then creates it. */
  readonly read: () => Promise<Versioned | null>;
}

/** `since`: starts of the windows in which uses were counted. `exhausted`: window without room. */
export type ConsumeOutcome = { readonly since: Fields } | { readonly exhausted: UseWindow };

/** Value of `most` for uses that are only counted, and never refused. */
export const NO_BOUND = 2 ** 52;

/** Maximum number of attempts, because simultaneous calls conflict when a window begins. */
const ATTEMPTS = 6;

/**
 * Counts uses in several windows of one document. If one window has no room, no use is counted.
 * Limits hold across all instances. Usually this takes one database operation.
 *
 * @param lastRead document as it was last read; an outdated one costs further operations
 */
export async function consumeUses(
  counter: UseCounter,
  lastRead: Versioned | null,
  uses: readonly Uses[],
  now: number,
): Promise<ConsumeOutcome> {
  let current = lastRead;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const fields = current ?? {};
    const exhausted = uses.find((one) => !hasRoom(fields, one, now));
    if (exhausted !== undefined) return { exhausted: exhausted.window };
    const counted = await countUses(counter, current, uses, now);
    if (counted !== null) return counted;
    current = await counter.read();
  }
  const [first] = uses;
  return first === undefined ? { since: {} } : { exhausted: first.window };
}

/** Reads a document and counts uses in it; false when the window has no room. */
export async function consumeAt(
  documents: Documents,
  id: string,
  uses: Uses,
  now: number,
): Promise<boolean> {
  const read = (): Promise<Versioned | null> => documents.read(id, 'counter');
  return 'since' in (await consumeUses({ documents, id, read }, await read(), [uses], now));
}

/** Subtracts counted uses again, unless a new window has begun since they were counted. */
export async function giveBackUses(
  { documents, id }: Pick<UseCounter, 'documents' | 'id'>,
  since: Fields,
  uses: readonly Uses[],
): Promise<void> {
  const give = ({ window, by }: Uses): Promise<boolean> =>
    documents.putIf(
      id,
      { [window.since]: since[window.since] },
      {},
      { [window.count]: { by: -by, atMost: NO_BOUND } },
    );
  await Promise.all(uses.map(give));
}

export function hasRoom(fields: Fields, { window, by, most }: Uses, now: number): boolean {
  return by + (usedIn(fields, window, now) ?? 0) <= most;
}

/** Returns how many more uses fit into a window for `most` uses, given a document's `fields`. */
export function roomIn(fields: Fields, window: UseWindow, most: number, now: number): number {
  return Math.max(0, most - (usedIn(fields, window, now) ?? 0));
}

/** Returns the number of uses in a window; null when the window is over, or cannot be read. */
function usedIn(
  fields: Fields,
  { count: count, since, windowMs }: UseWindow,
  now: number,
): number | null {
  const { [count]: used, [since]: began } = fields;
  const isOpen = typeof began === 'number' && ageMs(began, now) < windowMs;
  return isOpen && typeof used === 'number' ? used : null;
}

/** Further change in the same write: sets `fields` if the document has the values in `given`. */
export interface Along {
  readonly given: Fields;
  readonly fields: Fields;
}

/** Result of counting: starts of the windows (`since`), and the document after the write. */
export interface CountedUses {
  readonly since: Fields;
  readonly document: Versioned;
}

/**
 * Counts uses in all windows with one write. It does not check first whether `current` has room.
 *
 * @returns null when another call has changed the document meanwhile, or a window has no room
 */
export async function countUses(
  { documents, id }: Pick<UseCounter, 'documents' | 'id'>,
  current: Versioned | null,
  uses: readonly Uses[],
  now: number,
  along: Along = { given: {}, fields: {} },
): Promise<CountedUses | null> {
  const startOf = ({ startOf }: UseWindow): number => startOf?.(now) ?? now;
  const first = ({ window, by }: Uses): Fields => {
    return { [window.count]: by, [window.since]: startOf(window) };
  };
  const starts = uses.map(({ window }) => ({ [window.since]: startOf(window) }));
  if (current === null) {
    const created = { ...along.fields, ...merged(uses.map(first)), version: 1 };
    const isCreated = await documents.replace(id, 0, created);
    return isCreated ? { since: merged(starts), document: created } : null;
  }
  const isUsed = ({ window }: Uses): boolean => usedIn(current, window, now) !== null;
  const before = uses.map(({ window }) => ({ [window.since]: current[window.since] }));
  const used = uses.filter(isUsed);
  const given = merged([along.given, ...before]);
  const fields = merged([along.fields, ...uses.filter((one) => !isUsed(one)).map(first)]);
  const sums: Sums = Object.fromEntries(
    used.map(({ window, by, most }) => [window.count, { by, atMost: most }]),
  );
  if (!(await documents.putIf(id, given, fields, sums))) return null;
  const running = used.map(({ window }) => ({ [window.since]: current[window.since] }));
  const added = Object.entries(sums).map(([field, { by }]) => {
    const value = current[field];
    return { [field]: by + (typeof value === 'number' ? value : 0) };
  });
  const document = { ...current, ...fields, ...merged(added) };
  return { since: merged([...starts, ...running]), document };
}

function merged(all: readonly Fields[]): Fields {
  return Object.assign({}, ...all) as Fields;
}
