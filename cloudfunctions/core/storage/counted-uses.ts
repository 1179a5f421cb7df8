import { DAY_MS, HOUR_MS, ageMs } from '../../../miniprogram/contract/age';
import type { Documents, Fields, Sums, Versioned } from './documents';

/** Time in which uses are limited. A document keeps their number and when the time began. */
export interface UseWindow {
  /** Name of the field with the number of uses. */
  readonly countIn: string;
  /** Name of the field with the start of the window (ms since 1970). */
  readonly sinceIn: string;
  readonly windowMs: number;
  /** Returns when the window of `now` started. If `startOf` is missing, the first use starts it. */
  readonly startOf?: (now: number) => number;
}

const BEIJING_OFFSET_MS = 8 * HOUR_MS;

/** Window of one day. WeChat counts days from midnight in Beijing. */
export const DAILY = { countIn: 'day', sinceIn: 'daySince', windowMs: DAY_MS, startOf: startOfDay };

/** Returns the last midnight in Beijing, ms since 1970. */
export function startOfDay(time: number): number {
  return time - ((time + BEIJING_OFFSET_MS) % DAY_MS);
}

/** Uses to count: `count` more in a window that allows `max` in all. */
export interface UsesToCount {
  readonly window: UseWindow;
  readonly count: number;
  readonly max: number;
}

export interface UseCounter {
  readonly documents: Documents;
  readonly id: string;
  /** Reads the document; null while it is missing: counting then creates it. */
  readonly read: () => Promise<Versioned | null>;
}

/** `since`: starts of the windows in which uses were counted. `exhausted`: window that is full. */
export type ConsumeOutcome = { readonly since: Fields } | { readonly exhausted: UseWindow };

/** Value of `max` for uses that are only counted, and never refused. */
export const UNLIMITED = 2 ** 52;

/** Maximum number of attempts to write: simultaneous calls conflict when a window begins. */
const MAX_WRITE_ATTEMPTS = 6;

/** Counts uses in all their windows, or in none if one is full; the same write sets `fields`. */
export async function consumeUses(
  counter: UseCounter,
  lastRead: Versioned | null,
  uses: readonly UsesToCount[],
  now: number,
  fields: Fields = {},
): Promise<ConsumeOutcome> {
  let current = lastRead;
  for (let attempt = 0; attempt < MAX_WRITE_ATTEMPTS; attempt += 1) {
    const countFields = current ?? {};
    const exhausted = uses.find((one) => !hasRoom(countFields, one, now));
    if (exhausted !== undefined) return { exhausted: exhausted.window };
    const outcome = await countUses(counter, current, uses, now, { expected: {}, fields });
    if (outcome !== null) return outcome;
    current = await counter.read();
  }
  const [firstUses] = uses;
  return firstUses === undefined ? { since: {} } : { exhausted: firstUses.window };
}

/** Reads a document and counts uses in it; returns false (none counted) if the window is full. */
export async function readAndConsume(
  documents: Documents,
  id: string,
  uses: UsesToCount,
  now: number,
): Promise<boolean> {
  const read = (): Promise<Versioned | null> => documents.read(id, 'counter');
  return 'since' in (await consumeUses({ documents, id, read }, await read(), [uses], now));
}

/** Subtracts counted uses again, unless a new window has begun since they were counted. */
export async function giveBackUses(
  { documents, id }: Pick<UseCounter, 'documents' | 'id'>,
  starts: Fields,
  uses: readonly UsesToCount[],
): Promise<void> {
  const subtractUses = ({ window, count }: UsesToCount): Promise<boolean> =>
    documents.putIf(
      id,
      { [window.sinceIn]: starts[window.sinceIn] },
      {},
      { [window.countIn]: { by: -count, atMost: UNLIMITED } },
    );
  await Promise.all(uses.map(subtractUses));
}

export function hasRoom(fields: Fields, { window, count, max }: UsesToCount, now: number): boolean {
  return count + (usedIn(fields, window, now) ?? 0) <= max;
}

/** Returns how many more uses a window for `max` uses allows, by a document's `fields`. */
export function usesLeftIn(fields: Fields, window: UseWindow, max: number, now: number): number {
  return Math.max(0, max - (usedIn(fields, window, now) ?? 0));
}

/** Returns the number of uses in a window; null when the window is over, or cannot be read. */
function usedIn(fields: Fields, window: UseWindow, now: number): number | null {
  const { [window.countIn]: useCount, [window.sinceIn]: startedAt } = fields;
  const isWindowOpen = typeof startedAt === 'number' && ageMs(startedAt, now) < window.windowMs;
  return isWindowOpen && typeof useCount === 'number' ? useCount : null;
}

/** Other fields to set by the same write, but only if the document has the values in `expected`. */
export interface SameWrite {
  readonly expected: Fields;
  readonly fields: Fields;
}

/**
 * Counts uses in all windows with one write. Returns null when another call was faster, or a window
 * is full; new windows are not checked. `current`: document as last read; `since`: windows' starts.
 */
export async function countUses(
  { documents, id }: Pick<UseCounter, 'documents' | 'id'>,
  current: Versioned | null,
  uses: readonly UsesToCount[],
  now: number,
  extra: SameWrite = { expected: {}, fields: {} },
): Promise<{ readonly since: Fields; readonly document: Versioned } | null> {
  const before: Fields = current ?? {};
  const isRunning = ({ window }: UsesToCount): boolean => usedIn(before, window, now) !== null;
  const [running, starting] = [uses.filter(isRunning), uses.filter((one) => !isRunning(one))];
  const oldStarts = mergeFields(
    uses.map(({ window: { sinceIn } }) => ({ [sinceIn]: before[sinceIn] })),
  );
  const newStarts = mergeFields(
    starting.map(({ window: { sinceIn, startOf } }) => ({ [sinceIn]: startOf?.(now) ?? now })),
  );
  const counts = mergeFields(starting.map(({ window, count }) => ({ [window.countIn]: count })));
  const fields = { ...extra.fields, ...counts, ...newStarts };
  const since = { ...oldStarts, ...newStarts };
  if (current === null) {
    const document = { ...fields, version: 1 };
    return (await documents.replace(id, 0, document)) ? { since, document } : null;
  }
  const sums: Sums = Object.fromEntries(
    running.map(({ window, count, max }) => [window.countIn, { by: count, atMost: max }]),
  );
  if (!(await documents.putIf(id, { ...extra.expected, ...oldStarts }, fields, sums))) return null;
  const addedCounts = running.map(({ window, count }) => ({
    [window.countIn]: count + (usedIn(current, window, now) ?? 0),
  }));
  return { since, document: { ...current, ...fields, ...mergeFields(addedCounts) } };
}

function mergeFields(fieldSets: readonly Fields[]): Fields {
  return Object.assign({}, ...fieldSets) as Fields;
}
