import { array, is, number } from 'superstruct';
import type { SameWrite } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { readNumber } from '../storage/read-fields';

/**
 * Lanes: kinds of questions to WeChat, each with a reserved share of the minute's questions.
 * `person`: look-ups; `board`: orders on boards. Orders that WeChat does not have yet: `brought`
 * if people added them; `new` if they were paid or came from the merchant's own system.
 */
export const LANES = ['person', 'board', 'brought', 'new'] as const;
export type Lane = (typeof LANES)[number];

/** Length (ms) of the parts into which time is divided to count questions. */
const PART_MS = 2000;
/** Number of counted parts (see PART_MS): those of a minute, and two more, as clocks differ. */
const COUNTED_PARTS = 32;
/** Number of parts by which a stored time may be ahead of `now`; a later one is wrong. */
const MAX_PARTS_AHEAD = 5;
/** Longest waiting time that is estimated: an hour, as a number of parts (see PART_MS). */
const MAX_QUEUE_PARTS = 1800;

/** Counts of the last minute's questions, by lane and by part (PART_MS), the latest part first. */
export interface MinuteUse {
  /** Number of the current part, counted from 1970. A clock that is behind never lowers it. */
  readonly part: number;
  readonly counts: Readonly<Record<Lane, readonly number[]>>;
}

/** Reads the last minute's questions. A time that a wrong clock stored is replaced by `now`. */
export function readMinute(document: Fields | null, now: number): MinuteUse {
  const partNow = Math.floor(now / PART_MS);
  const storedPart = readNumber(document, 'part') ?? partNow;
  const isClockWrong = storedPart - partNow > MAX_PARTS_AHEAD;
  const part = isClockWrong ? partNow : Math.max(storedPart, partNow);
  const newParts = isClockWrong ? 0 : part - storedPart;
  return { part, counts: forEachLane((lane) => shiftedCounts(countsIn(document, lane), newParts)) };
}

const countsSchema = array(number());

function countsIn(document: Fields | null, lane: Lane): readonly number[] {
  const counts = document?.[lane];
  return is(counts, countsSchema) ? counts : [];
}

function shiftedCounts(counts: readonly number[], newParts: number): readonly number[] {
  return Array.from({ length: COUNTED_PARTS }, (_none, n) => counts[n - newParts] ?? 0);
}

/** Adds questions to a lane's count for one part of the minute; a negative number subtracts. */
export function withQuestions(
  minute: MinuteUse,
  lane: Lane,
  addedCount: number,
  part = minute.part,
): MinuteUse {
  const counts = minute.counts[lane].map((count, n) =>
    n === minute.part - part ? Math.max(0, count + addedCount) : count,
  );
  return { ...minute, counts: { ...minute.counts, [lane]: counts } };
}

/** Returns the write of the counts. It fails if another call wrote after `document` was read. */
export function writeOfUse(document: Fields | null, { part, counts }: MinuteUse): SameWrite {
  const turns = 1 + (readNumber(document, 'turns') ?? 0);
  return { expected: { turns: document?.['turns'] }, fields: { part, ...counts, turns } };
}

function reservedByLane(maxPerMinute: number): Readonly<Record<Lane, number>> {
  return {
    person: Math.min(80, Math.floor(maxPerMinute / 5)),
    board: Math.floor(maxPerMinute / 2),
    brought: Math.floor(maxPerMinute / 20),
    new: Math.min(20, Math.floor(maxPerMinute / 20)),
  };
}

/** Used share of the boards' reserve from which on the lane `new` gets only its own reserve. */
const BUSY_BOARD_SHARE = 0.8;
const MAX_NEW_PER_MINUTE = 80;

/** Returns how many more questions a lane may ask now, leaving the other lanes their reserves. */
export function roomInLane(minute: MinuteUse, lane: Lane, maxPerMinute: number): number {
  const reserves = reservedByLane(maxPerMinute);
  const ownCount = askedInLane(minute, lane);
  const otherLanes = LANES.filter((other) => other !== lane);
  const takenCounts = otherLanes.map((one) => Math.max(askedInLane(minute, one), reserves[one]));
  const room = takenCounts.reduce((left, count) => left - count, maxPerMinute) - ownCount;
  if (lane !== 'new') return Math.max(0, room);
  const isBusy = askedInLane(minute, 'board') >= BUSY_BOARD_SHARE * reserves.board;
  const maxNew = isBusy ? reserves.new : Math.min(MAX_NEW_PER_MINUTE, Math.floor(maxPerMinute / 5));
  return Math.max(0, Math.min(room, maxNew - ownCount));
}

/** Use of one lane: questions asked in the last minute, and the most that it may ask in one. */
export interface LaneUse {
  readonly askedCount: number;
  readonly maxCount: number;
}

export function useOfLane(minute: MinuteUse, lane: Lane, maxPerMinute: number): LaneUse {
  const askedCount = askedInLane(minute, lane);
  return { askedCount, maxCount: askedCount + roomInLane(minute, lane, maxPerMinute) };
}

/** Estimates the seconds until a lane can have asked `questionCount` more; 0: at once. */
export function secondsUntilAsked(
  minute: MinuteUse,
  lane: Lane,
  questionCount: number,
  maxPerMinute: number,
): number {
  let [future, leftCount] = [minute, questionCount];
  for (let passedParts = 0; ; passedParts += 1) {
    const room = roomInLane(future, lane, maxPerMinute);
    leftCount -= room;
    if (leftCount <= 0 || passedParts >= MAX_QUEUE_PARTS) return (passedParts * PART_MS) / 1000;
    const { counts } = withQuestions(future, lane, room);
    future = { ...future, counts: forEachLane((one) => shiftedCounts(counts[one], 1)) };
  }
}

function askedInLane({ counts }: MinuteUse, lane: Lane): number {
  return counts[lane].reduce((sum, count) => sum + count, 0);
}

function forEachLane(get: (lane: Lane) => readonly number[]): MinuteUse['counts'] {
  return { person: get('person'), board: get('board'), brought: get('brought'), new: get('new') };
}
