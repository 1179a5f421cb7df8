import { type Along, NO_BOUND } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';

/**
 * Lanes of the budget: look-ups by people; the board and lists; first and repeated questions about
 * awaited orders that people brought, and about those that the merchant's own system registered.
 */
export const LANES = ['person', 'board', 'brought', 'registered'] as const;
export type Lane = (typeof LANES)[number];

const PART_MS = 2000;
/**
 * Number of parts that count, with the current one: a minute, and 2 s for clocks that differ and
 * for the time between the count and the question.
 */
const PARTS = 32;
/** Number of parts by which a right clock may be behind the last one that has counted. */
const MOST_AHEAD = 5;
/** Longest time that an estimate looks ahead, in parts. */
const LONGEST_QUEUE = 1800;

/** Questions of the last minute: by lane the counts of its parts, that of `part` first. */
export interface Minute {
  /** Number of the part that counts now, since 1970. It never goes back, for no clock. */
  readonly part: number;
  readonly asked: Readonly<Record<Lane, readonly number[]>>;
}

/**
 * Reads the minute from the fields of a document, as of now; missing or unreadable counts are 0. A
 * clock that is far ahead may have counted last: then its questions count as just asked.
 */
export function minuteIn(document: Fields | null, now: number): Minute {
  const own = Math.floor(now / PART_MS);
  const last = numberIn(document, 'part') ?? own;
  const isWrong = last - own > MOST_AHEAD;
  const part = isWrong ? own : Math.max(last, own);
  const passed = isWrong ? 0 : part - last;
  return { part, asked: eachLane((lane) => later(countsIn(document, lane), passed)) };
}

function countsIn(document: Fields | null, lane: Lane): readonly number[] {
  const before = document?.[earlier(lane)];
  const isRead = Array.isArray(before) && before.every((one) => typeof one === 'number');
  return [numberIn(document, lane) ?? 0, ...(isRead ? before : [])];
}

function numberIn(document: Fields | null, field: string): number | null {
  const value = document?.[field];
  return typeof value === 'number' ? value : null;
}

/** Names the field with a lane's counts of the earlier parts; the lane names that of `part`. */
function earlier(lane: Lane): string {
  return `${lane}Earlier`;
}

function later(counts: readonly number[], passed: number): readonly number[] {
  const none = Array<number>(Math.min(passed, PARTS)).fill(0);
  return [...none, ...counts].slice(0, PARTS);
}

function withQuestions(minute: Minute, lane: Lane, by: number): Minute {
  const [newest = 0, ...before] = minute.asked[lane];
  return { ...minute, asked: { ...minute.asked, [lane]: [newest + by, ...before] } };
}

/**
 * Returns the change that counts questions with room in a lane. Within a part calls at the same
 * time do not conflict: what all of them have `taken` may grow by the room that this copy shows.
 */
export function countingIn(
  document: Fields | null,
  minute: Minute,
  lane: Lane,
  by: number,
  aMinute: number,
): Along {
  const { part } = minute;
  if (document?.['part'] === part) {
    const taken = (numberIn(document, 'taken') ?? 0) + roomIn(minute, lane, aMinute);
    const sums = { taken: { by, atMost: taken }, [lane]: { by, atMost: NO_BOUND } };
    return { given: { part }, fields: {}, sums };
  }
  const { asked } = withQuestions(minute, lane, by);
  const counts = LANES.map((one) => {
    const [newest = 0, ...before] = asked[one];
    return { [one]: newest, [earlier(one)]: before };
  });
  const fields = { part, taken: by, ...(Object.assign({}, ...counts) as Fields) };
  return { given: asStored(document, 'taken', ...LANES), fields: turned(document, fields) };
}

/** Returns the change that takes questions back which were counted in a part and not asked. */
export function givingBackIn(document: Fields | null, lane: Lane, part: number, by: number): Along {
  const stored = numberIn(document, 'part');
  if (stored === null || stored === part)
    return { given: { part }, fields: {}, sums: { [lane]: { by: -by, atMost: NO_BOUND } } };
  const [, ...before] = countsIn(document, lane);
  const index = stored - part - 1;
  const counts = before.map((count, n) => (n === index ? Math.max(0, count - by) : count));
  return { given: asStored(document), fields: turned(document, { [earlier(lane)]: counts }) };
}

/** Adds to a change of earlier parts the count by which such changes notice each other. */
function turned(document: Fields | null, fields: Fields): Fields {
  return { ...fields, turns: (numberIn(document, 'turns') ?? 0) + 1 };
}

function asStored(document: Fields | null, ...others: readonly string[]): Fields {
  const names = ['part', 'turns', ...others];
  return Object.fromEntries(names.map((name) => [name, document?.[name]]));
}

/** Returns what is kept for each lane of a bound of questions a minute. */
function keptOf(aMinute: number): Readonly<Record<Lane, number>> {
  return {
    person: Math.min(80, Math.floor(aMinute / 5)),
    board: Math.floor(aMinute / 2),
    brought: Math.floor(aMinute / 20),
    registered: Math.min(20, Math.floor(aMinute / 20)),
  };
}

/** Part of what is kept for the board from which registered orders get their own part only. */
const BUSY_BOARD = 0.8;
const MOST_REGISTERED = 80;

/**
 * Returns how many questions a lane may ask now. What is kept for a lane no other one gets; the
 * rest is for whoever comes, for registered orders only while the board has enough.
 */
export function roomIn(minute: Minute, lane: Lane, aMinute: number): number {
  const kept = keptOf(aMinute);
  const own = askedIn(minute, lane);
  const others = LANES.filter((other) => other !== lane);
  const taken = others.map((other) => Math.max(askedIn(minute, other), kept[other]));
  const room = taken.reduce((left, one) => left - one, aMinute) - own;
  if (lane !== 'registered') return Math.max(0, room);
  const isBusy = askedIn(minute, 'board') >= BUSY_BOARD * kept.board;
  const most = isBusy ? kept.registered : Math.min(MOST_REGISTERED, Math.floor(aMinute / 5));
  return Math.max(0, Math.min(room, most - own));
}

/** Questions of a lane in the last minute, and the most that it may ask in one as things are. */
export interface LaneUse {
  readonly asked: number;
  readonly most: number;
}

export function useOfLane(minute: Minute, lane: Lane, aMinute: number): LaneUse {
  const asked = askedIn(minute, lane);
  return { asked, most: asked + roomIn(minute, lane, aMinute) };
}

/** Estimates in how many seconds some more questions of a lane have been asked; 0 for at once. */
export function secondsUntilAsked(
  minute: Minute,
  lane: Lane,
  questions: number,
  aMinute: number,
): number {
  let [then, left] = [minute, questions];
  for (let parts = 0; ; parts += 1) {
    const fits = Math.min(left, roomIn(then, lane, aMinute));
    left -= fits;
    if (left <= 0 || parts >= LONGEST_QUEUE) return (parts * PART_MS) / 1000;
    const asked = withQuestions(then, lane, fits).asked;
    then = { part: then.part + 1, asked: eachLane((one) => later(asked[one], 1)) };
  }
}

function askedIn({ asked }: Minute, lane: Lane): number {
  return asked[lane].reduce((sum, one) => sum + one, 0);
}

function eachLane(of: (lane: Lane) => readonly number[]): Minute['asked'] {
  return {
    person: of('person'),
    board: of('board'),
    brought: of('brought'),
    registered: of('registered'),
  };
}
