import { array, is, number } from 'superstruct';
import type { Along } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { numberIn } from '../storage/read-fields';

/** `person`: look-ups; `board`: also lists; `brought`: by people; `new`: paid or registered. */
export const LANES = ['person', 'board', 'brought', 'new'] as const;
export type Lane = (typeof LANES)[number];

const PART_MS = 2000;
/** Number of 2 s parts that count: a minute, and 2 s for clocks that differ and slow questions. */
const PARTS = 32;
/** Maximum number of parts by which a stored part may be ahead; more is not believed. */
const MOST_AHEAD = 5;
/** Maximum number of 2 s parts (an hour) that an estimate looks ahead. */
const LONGEST_QUEUE = 1800;

/** Numbers of questions in the last minute: by lane, one per 2 s part, the current part first. */
export interface Minute {
  /** Number of the current 2 s part since 1970. A clock that is behind does not lower it. */
  readonly part: number;
  readonly asked: Readonly<Record<Lane, readonly number[]>>;
}

/** Reads the minute as of now. What a clock that is far ahead has written counts as just asked. */
export function minuteIn(document: Fields | null, now: number): Minute {
  const own = Math.floor(now / PART_MS);
  const last = numberIn(document, 'part') ?? own;
  const isWrong = last - own > MOST_AHEAD;
  const part = isWrong ? own : Math.max(last, own);
  const passed = isWrong ? 0 : part - last;
  return { part, asked: eachLane((lane) => later(countsIn(document, lane), passed)) };
}

function countsIn(document: Fields | null, lane: Lane): readonly number[] {
  const counts = document?.[lane];
  return is(counts, array(number())) ? counts : [];
}

function later(counts: readonly number[], passed: number): readonly number[] {
  return Array.from({ length: PARTS }, (_none, n) => counts[n - passed] ?? 0);
}

/** Adds `by` questions to a 2 s part of a lane; a negative `by` takes questions back. */
export function withQuestions(minute: Minute, lane: Lane, by: number, part = minute.part): Minute {
  const counts = minute.asked[lane].map((count, n) =>
    n === minute.part - part ? Math.max(0, count + by) : count,
  );
  return { ...minute, asked: { ...minute.asked, [lane]: counts } };
}

/** Returns the change that stores a minute; it fails if another call has stored one meanwhile. */
export function storing(document: Fields | null, { part, asked }: Minute): Along {
  const turns = numberIn(document, 'turns') ?? 0;
  return { given: { turns: document?.['turns'] }, fields: { part, ...asked, turns: turns + 1 } };
}

function keptOf(aMinute: number): Readonly<Record<Lane, number>> {
  return {
    person: Math.min(80, Math.floor(aMinute / 5)),
    board: Math.floor(aMinute / 2),
    brought: Math.floor(aMinute / 20),
    new: Math.min(20, Math.floor(aMinute / 20)),
  };
}

/** The board is busy from this used share of its reserve on: `new` keeps to its own. */
const BUSY_BOARD = 0.8;
const MOST_NEW = 80;

/** Returns what no other lane has reserved; `new` gets of it only while the board is not busy. */
export function roomIn(minute: Minute, lane: Lane, aMinute: number): number {
  const kept = keptOf(aMinute);
  const own = askedIn(minute, lane);
  const others = LANES.filter((other) => other !== lane);
  const taken = others.map((other) => Math.max(askedIn(minute, other), kept[other]));
  const room = taken.reduce((left, one) => left - one, aMinute) - own;
  if (lane !== 'new') return Math.max(0, room);
  const isBusy = askedIn(minute, 'board') >= BUSY_BOARD * kept.board;
  const most = isBusy ? kept.new : Math.min(MOST_NEW, Math.floor(aMinute / 5));
  return Math.max(0, Math.min(room, most - own));
}

export interface LaneUse {
  readonly asked: number;
  readonly most: number;
}

export function useOfLane(minute: Minute, lane: Lane, aMinute: number): LaneUse {
  const asked = askedIn(minute, lane);
  return { asked, most: asked + roomIn(minute, lane, aMinute) };
}

/** Estimates in how many seconds `questions` more of a lane will have been asked; 0: at once. */
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
  return { person: of('person'), board: of('board'), brought: of('brought'), new: of('new') };
}
