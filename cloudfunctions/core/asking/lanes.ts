import { array, is, number } from 'superstruct';
import type { SameWrite } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { numberIn } from '../storage/read-fields';

/**
 * Lanes: kinds of questions, each with its own reserve of the minute's questions. `person`:
 * look-ups; `board`: orders on boards; `brought`: new orders of people; `new`: new paid or
 * registered orders.
 */
export const LANES = ['person', 'board', 'brought', 'new'] as const;
export type Lane = (typeof LANES)[number];

const PART_MS = 2000;
/** Number of 2 s parts in a minute, and two more, because clocks differ. */
const COUNTED_PARTS = 32;
/** Number of 2 s parts that a right clock may be ahead of now. A later stored part is wrong. */
const MAX_PARTS_AHEAD = 5;
/** Maximum number of 2 s parts (an hour) of an estimated waiting time. */
const MAX_QUEUE_PARTS = 1800;

/** Questions asked in the last minute: for each lane a number for each 2 s, the latest first. */
export interface MinuteUse {
  /** Index of the current 2 s part, counted from 1970. A clock that is behind never lowers it. */
  readonly part: number;
  readonly asked: Readonly<Record<Lane, readonly number[]>>;
}

/** Reads the last minute's questions. A clock far ahead has stored wrong times: now is used. */
export function readMinute(document: Fields | null, now: number): MinuteUse {
  const own = Math.floor(now / PART_MS);
  const last = numberIn(document, 'part') ?? own;
  const isWrong = last - own > MAX_PARTS_AHEAD;
  const part = isWrong ? own : Math.max(last, own);
  const passed = isWrong ? 0 : part - last;
  return { part, asked: forEachLane((lane) => shiftedCounts(countsIn(document, lane), passed)) };
}

function countsIn(document: Fields | null, lane: Lane): readonly number[] {
  const counts = document?.[lane];
  return is(counts, array(number())) ? counts : [];
}

function shiftedCounts(counts: readonly number[], passed: number): readonly number[] {
  return Array.from({ length: COUNTED_PARTS }, (_none, n) => counts[n - passed] ?? 0);
}

/** Adds `by` questions of a lane to a 2 s part; a negative `by` subtracts questions. */
export function withQuestions(
  minute: MinuteUse,
  lane: Lane,
  by: number,
  part = minute.part,
): MinuteUse {
  const counts = minute.asked[lane].map((count, n) =>
    n === minute.part - part ? Math.max(0, count + by) : count,
  );
  return { ...minute, asked: { ...minute.asked, [lane]: counts } };
}

/** Returns the write that stores the questions; it fails if another call was faster. */
export function changeOf(document: Fields | null, { part, asked }: MinuteUse): SameWrite {
  const turns = numberIn(document, 'turns') ?? 0;
  return { expected: { turns: document?.['turns'] }, fields: { part, ...asked, turns: turns + 1 } };
}

function reservedByLane(aMinute: number): Readonly<Record<Lane, number>> {
  return {
    person: Math.min(80, Math.floor(aMinute / 5)),
    board: Math.floor(aMinute / 2),
    brought: Math.floor(aMinute / 20),
    new: Math.min(20, Math.floor(aMinute / 20)),
  };
}

/** Share of the board's reserve. Once this is used, the lane `new` has only its own reserve. */
const BUSY_BOARD_SHARE = 0.8;
const MAX_NEW_PER_MINUTE = 80;

/** Returns how many questions a lane may still ask, without the reserves of the other lanes. */
export function roomInLane(minute: MinuteUse, lane: Lane, aMinute: number): number {
  const kept = reservedByLane(aMinute);
  const own = askedInLane(minute, lane);
  const others = LANES.filter((other) => other !== lane);
  const taken = others.map((other) => Math.max(askedInLane(minute, other), kept[other]));
  const room = taken.reduce((left, one) => left - one, aMinute) - own;
  if (lane !== 'new') return Math.max(0, room);
  const isBusy = askedInLane(minute, 'board') >= BUSY_BOARD_SHARE * kept.board;
  const most = isBusy ? kept.new : Math.min(MAX_NEW_PER_MINUTE, Math.floor(aMinute / 5));
  return Math.max(0, Math.min(room, most - own));
}

export interface LaneUse {
  readonly asked: number;
  readonly most: number;
}

export function useOfLane(minute: MinuteUse, lane: Lane, aMinute: number): LaneUse {
  const asked = askedInLane(minute, lane);
  return { asked, most: asked + roomInLane(minute, lane, aMinute) };
}

/** Estimates the seconds until a lane has room for `questions` more; 0: now. */
export function secondsUntilAsked(
  minute: MinuteUse,
  lane: Lane,
  questions: number,
  aMinute: number,
): number {
  let [then, left] = [minute, questions];
  for (let parts = 0; ; parts += 1) {
    const fits = Math.min(left, roomInLane(then, lane, aMinute));
    left -= fits;
    if (left <= 0 || parts >= MAX_QUEUE_PARTS) return (parts * PART_MS) / 1000;
    const asked = withQuestions(then, lane, fits).asked;
    then = { part: then.part + 1, asked: forEachLane((one) => shiftedCounts(asked[one], 1)) };
  }
}

function askedInLane({ asked }: MinuteUse, lane: Lane): number {
  return asked[lane].reduce((sum, one) => sum + one, 0);
}

function forEachLane(of: (lane: Lane) => readonly number[]): MinuteUse['asked'] {
  return { person: of('person'), board: of('board'), brought: of('brought'), new: of('new') };
}
