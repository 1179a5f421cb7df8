import { DAY_MS, HOUR_MS, ageMs } from '../../../miniprogram/contract/age';
import type { Documents, Fields, Sums, Versioned } from './documents';

/** Window of time in which uses are counted, in two fields of a document. */
export interface UseWindow {
  /** Names of the fields for the number of uses and the start (ms since 1970). */
  readonly count: string;
  readonly since: string;
  readonly windowMs: number;
  /** Returns the start of the window; if missing, a window starts with its first use. */
  readonly startOf?: (now: number) => number;
}

const BEIJING_OFFSET_MS = 8 * HOUR_MS;

/** WeChat counts days from midnight in Beijing. */
export const DAILY = { count: 'day', since: 'daySince', windowMs: DAY_MS, startOf: startOfDay };

/** Returns the last midnight in Beijing, ms since 1970. */
export function startOfDay(time: number): number {
  return time - ((time + BEIJING_OFFSET_MS) % DAY_MS);
}

/** Uses to count: `by` more in a window that allows `most` in all. */
export interface Uses {
  readonly window: UseWindow;
  readonly by: number;
  readonly most: number;
}

export interface UseCounter {
  readonly documents: Documents;
  readonly id: string;
  /** Reads the document; null while it is missing: counting then creates it. */
  readonly read: () => Promise<Versioned | null>;
}

/** `since`: starts of the windows in which uses were counted. `exhausted`: window without room. */
export type ConsumeOutcome = { readonly since: Fields } | { readonly exhausted: UseWindow };

/** Value of `most` for uses that are only counted, and never refused. */
export const UNLIMITED = 2 ** 52;

/** Maximum number of attempts, because simultaneous calls conflict when a window begins. */
const MAX_ATTEMPTS = 6;

/** Counts uses in all windows, or in none if one has no room; the same write sets `fields`. */
export async function consumeUses(
  counter: UseCounter,
  lastRead: Versioned | null,
  uses: readonly Uses[],
  now: number,
  fields: Fields = {},
): Promise<ConsumeOutcome> {
  let current = lastRead;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const counts = current ?? {};
    const exhausted = uses.find((one) => !hasRoom(counts, one, now));
    if (exhausted !== undefined) return { exhausted: exhausted.window };
    const counted = await countUses(counter, current, uses, now, { expected: {}, fields });
    if (counted !== null) return counted;
    current = await counter.read();
  }
  const [first] = uses;
  return first === undefined ? { since: {} } : { exhausted: first.window };
}

/** Reads a document and counts uses in it; false when the window has no room. */
export async function readAndConsume(
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
      { [window.count]: { by: -by, atMost: UNLIMITED } },
    );
  await Promise.all(uses.map(give));
}

export function hasRoom(fields: Fields, { window, by, most }: Uses, now: number): boolean {
  return by + (usedIn(fields, window, now) ?? 0) <= most;
}

/** Returns how many more uses fit into a window for `most` uses, given a document's `fields`. */
export function usesLeftIn(fields: Fields, window: UseWindow, most: number, now: number): number {
  return Math.max(0, most - (usedIn(fields, window, now) ?? 0));
}

/** Returns the number of uses in a window; null when the window is over, or cannot be read. */
function usedIn(fields: Fields, { count, since, windowMs }: UseWindow, now: number): number | null {
  const { [count]: used, [since]: began } = fields;
  const isOpen = typeof began === 'number' && ageMs(began, now) < windowMs;
  return isOpen && typeof used === 'number' ? used : null;
}

/** Further change in the same write, if the document has the values in `expected`. */
export interface SameWrite {
  readonly expected: Fields;
  readonly fields: Fields;
}

/**
 * Counts uses in all windows with one write, without a check of `current`; null when another call
 * was faster, or a window has no room. `since`: starts of the windows.
 */
export async function countUses(
  { documents, id }: Pick<UseCounter, 'documents' | 'id'>,
  current: Versioned | null,
  uses: readonly Uses[],
  now: number,
  along: SameWrite = { expected: {}, fields: {} },
): Promise<{ readonly since: Fields; readonly document: Versioned } | null> {
  const before: Fields = current ?? {};
  const isRunning = ({ window }: Uses): boolean => usedIn(before, window, now) !== null;
  const [running, begun] = [uses.filter(isRunning), uses.filter((one) => !isRunning(one))];
  const began = mergedFields(uses.map(({ window: { since } }) => ({ [since]: before[since] })));
  const starts = mergedFields(
    begun.map(({ window: { since, startOf } }) => ({ [since]: startOf?.(now) ?? now })),
  );
  const first = mergedFields(begun.map(({ window, by }) => ({ [window.count]: by })));
  const fields = { ...along.fields, ...first, ...starts };
  const since = { ...began, ...starts };
  if (current === null) {
    const document = { ...fields, version: 1 };
    return (await documents.replace(id, 0, document)) ? { since, document } : null;
  }
  const sums: Sums = Object.fromEntries(
    running.map(({ window, by, most }) => [window.count, { by, atMost: most }]),
  );
  if (!(await documents.putIf(id, { ...along.expected, ...began }, fields, sums))) return null;
  const added = running.map(({ window, by }) => ({
    [window.count]: by + (usedIn(current, window, now) ?? 0),
  }));
  return { since, document: { ...current, ...fields, ...mergedFields(added) } };
}

function mergedFields(all: readonly Fields[]): Fields {
  return Object.assign({}, ...all) as Fields;
}
