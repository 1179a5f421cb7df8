import {
  type Lane,
  LANES,
  readMinute,
  roomInLane,
  secondsUntilAsked,
  writeOfUse,
  withQuestions,
} from '../../../../cloudfunctions/core/asking/lanes';
import type { Fields } from '../../../../cloudfunctions/core/storage/documents';
import { NOON, SECOND } from '../../../support/delivery-reports';

const BOUND = 400;
const NOW = Math.floor(NOON / 2000);

type Counts = Partial<Record<Lane, number>>;

/** Minute of a document whose lanes have just asked these numbers. */
const minuteOf = (asked: Counts, now = NOON) => {
  const counts = Object.entries(asked).map(([lane, count]) => ({ [lane]: [count] }));
  return readMinute(Object.assign({ part: NOW }, ...counts) as Fields, now);
};
const roomsOf = (asked: Counts, bound = BOUND) =>
  LANES.map((lane) => roomInLane(minuteOf(asked), lane, bound));

describe('the lanes of 400 questions a minute', () => {
  it('keep 80 for people, 200 for the board, 20 each for new orders; 80 are for all', () => {
    // Of a person, the board, what people brought, and what was registered.
    expect(roomsOf({})).toEqual([160, 280, 100, 80]);
    expect(roomsOf({ person: 160 })).toEqual([0, 200, 20, 20]);
    expect(roomsOf({ board: 280 })).toEqual([80, 0, 20, 20]);
    expect(roomsOf({ brought: 100 })).toEqual([80, 200, 0, 20]);
    const kept = { person: 80, board: 200, brought: 20, new: 20 };
    expect(roomsOf(kept)).toEqual([80, 80, 80, 0]);
  });

  it('give registered orders their own part alone while the board needs most of its own', () => {
    expect(roomsOf({ board: 159 })[3]).toBe(80);
    expect(roomsOf({ board: 160 })[3]).toBe(20);
    expect(roomsOf({ board: 160, new: 60 })[3]).toBe(0);
  });

  it('are parts of the bound', () => {
    expect(roomsOf({}, 40)).toEqual([16, 28, 10, 8]);
    expect(roomsOf({}, 5)).toEqual([3, 4, 2, 1]);
    expect(roomsOf({ person: 300 }, 40)).toEqual([0, 0, 0, 0]);
  });

  it('have room again once 62 s have passed, part for part', () => {
    const roomAfter = (ms: number) =>
      roomInLane(minuteOf({ person: 160 }, NOON + ms), 'person', BOUND);
    expect(roomAfter(62 * SECOND)).toBe(0);
    expect(roomAfter(64 * SECOND)).toBe(160);
    const waiting = minuteOf({ person: 160 });
    expect(secondsUntilAsked(waiting, 'person', 1, BOUND)).toBe(64);
    expect(secondsUntilAsked(waiting, 'board', 200, BOUND)).toBe(0);
    expect(secondsUntilAsked(waiting, 'board', 201, BOUND)).toBe(64);
    // A queue has an end, also where nothing ever has room.
    expect(secondsUntilAsked(waiting, 'person', 1, 0)).toBe(3600);
  });

  it('count for a minute what a clock has counted that is a day ahead, not ten seconds', () => {
    expect(readMinute({ part: NOW + 5 }, NOON).part).toBe(NOW + 5);
    const ahead = readMinute({ part: NOW + 43_200, person: [160] }, NOON);
    expect(roomInLane(ahead, 'person', BOUND)).toBe(0);
    const { fields } = writeOfUse(null, withQuestions(ahead, 'board', 1));
    expect(fields).toMatchObject({ part: NOW });
    const seventh = { expected: { turns: 6 }, fields: { turns: 7 } };
    expect(writeOfUse({ turns: 6 }, ahead)).toMatchObject(seventh);
    expect(roomInLane(readMinute(fields, NOON), 'board', BOUND)).toBe(199);
    expect(roomInLane(readMinute(fields, NOON + 64 * SECOND), 'person', BOUND)).toBe(160);
  });

  it('count what cannot be read as nothing', () => {
    const unreadable = { part: 'now', person: '160', board: [1, '2'], brought: null };
    const minute = readMinute(unreadable, NOON);
    expect(LANES.map((lane) => roomInLane(minute, lane, BOUND))).toEqual([160, 280, 100, 80]);
  });
});
