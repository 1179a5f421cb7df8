import { statusOfCode } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import type { DeliveryReport, Position } from '../../../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  emptyHistory,
  entriesOf,
  deliveryHistory,
  addReport,
  findPositionChange,
  historyAfter,
  trailOf,
  withoutRider,
} from '../../../../miniprogram/contract/delivery/delivery-history';
import { NOON, report } from '../../../support/delivery-reports';

const seconds = (time: number | null): number | null =>
  time === null ? null : (time - NOON) / 1000;
const told = (reports: readonly DeliveryReport[]): DeliveryHistory =>
  reports.reduce(addReport, emptyHistory());
/** Asks that found these statuses, by code, at some seconds after noon. */
const seen = (
  ...asks: readonly (readonly [code: number | null, at: number, rider?: string | null])[]
) => told(asks.map(([code, at, riderName = '陈师傅']) => report({ code, at, riderName })));
/** Asks that found a rider on his way at these places. */
const ridden = (
  ...asks: readonly (readonly [at: number, position: Position | null, rider?: string | null])[]
) => told(asks.map(([at, position, riderName = '陈师傅']) => report({ at, position, riderName })));
const lines = (history: DeliveryHistory) =>
  entriesOf(history).map(({ status, seenAt, notBefore, inferred, riderName }) => ({
    status: status.name,
    ...(status.detail === null ? {} : { detail: status.detail }),
    seen: seconds(seenAt),
    notBefore: seconds(notBefore),
    ...(inferred ? { inferred } : {}),
    riderName,
  }));
const statuses = (history: DeliveryHistory) => entriesOf(history).map(({ status }) => status);
const riders = (history: DeliveryHistory) => entriesOf(history).map(({ riderName }) => riderName);

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.14 };
const EAST = { ...HERE, longitude: 113.331 };
const NORTH = { ...HERE, latitude: 23.131 };

describe('entriesOf', () => {
  it('says when a status was first seen, and the last ask that still showed the old one', () => {
    expect(lines(seen([101, 0, null], [101, 30, null], [102, 60]))).toEqual([
      { status: 'waiting', seen: 0, notBefore: null, riderName: null },
      { status: 'assigned', seen: 60, notBefore: 30, riderName: '陈师傅' },
    ]);
  });

  it('keeps to the ask that first showed a status however often it is seen again', () => {
    const asks = Array.from({ length: 500 }, (_, index) => [301, index * 8] as const);
    expect(lines(seen([202, -20], ...asks))).toEqual([
      { status: 'picked-up', seen: -20, notBefore: null, riderName: '陈师傅' },
      { status: 'delivering', seen: 0, notBefore: -20, riderName: '陈师傅' },
    ]);
  });

  it('fills in what was skipped between two asks, without a time (docs/getorder-contract.md §2 [R])', () => {
    expect(lines(seen([102, 0], [301, 600]))).toEqual([
      { status: 'assigned', seen: 0, notBefore: null, riderName: '陈师傅' },
      { status: 'at-store', seen: null, notBefore: null, inferred: true, riderName: null },
      { status: 'picked-up', seen: null, notBefore: null, inferred: true, riderName: null },
      { status: 'delivering', seen: 600, notBefore: 0, riderName: '陈师傅' },
    ]);
  });

  it.each([
    [101, 302, [101, 102, 201, 202, 301, 302]],
    [102, 303, [102, 201, 202, 301, 303]],
    [202, 304, [202, 301, 304]],
    [301, 305, [301, 305]],
    [201, 401, [201, 202, 301, 401]],
    [201, 202, [201, 202]],
    // Infers no reason for goods that came back: which of three it was, nobody saw.
    [301, 401, [301, 401]],
  ])('knows what lies between %i and %i', (before, after, codes) => {
    expect(statuses(seen([before, 0], [after, 600]))).toEqual(codes.map(statusOfCode));
  });

  it.each([
    [301, 102],
    [302, 303],
    [101, 501],
    [101, 7],
    [7, 301],
    [null, 301],
    [101, 103],
  ])('infers nothing between %p and %p, which may have come about in any way', (before, after) => {
    const history = seen([before, 0], [after, 600]);
    expect(statuses(history)).toEqual([before, after].map(statusOfCode));
  });

  it('puts the rider’s name to a status that was seen before it was known', () => {
    const history = seen([102, 0, null], [102, 30], [102, 60, null], [102, 90, '王师傅']);
    expect(lines(history)).toEqual([
      { status: 'assigned', seen: 0, notBefore: null, riderName: '陈师傅' },
      { status: 'assigned', seen: 90, notBefore: 60, riderName: '王师傅' },
    ]);
  });

  it('makes a line of a change of rider within one status (§2 [R]), but not of a missing name', () => {
    expect(riders(seen([102, 0], [102, 30, '王师傅']))).toEqual(['陈师傅', '王师傅']);
    expect(riders(seen([301, 0], [301, 12, null], [301, 24]))).toEqual(['陈师傅']);
  });
});

describe('positionChangeOf', () => {
  it.each([
    ['is the first that showed it', () => ridden([0, HERE], [12, THERE], [24, THERE]), 12],
    ['counts a move straight east', () => ridden([0, HERE], [12, EAST]), 12],
    ['counts a move straight north', () => ridden([0, HERE], [12, NORTH]), 12],
    [
      'reaches over asks without one',
      () => ridden([0, THERE], [12, HERE], [24, null], [36, HERE]),
      12,
    ],
    ['counts a return to an earlier place', () => ridden([0, HERE], [12, THERE], [24, HERE]), 24],
  ])('%s', (_what, history, at) => {
    expect(findPositionChange(history())).toEqual({ changedAt: NOON + at * 1000, atLeast: false });
  });

  it('says when the position may be older than the first ask', () => {
    const history = ridden([0, HERE], [12, HERE]);
    expect(findPositionChange(history)).toEqual({ changedAt: NOON, atLeast: true });
  });

  it('is nothing while the company gives no position', () => {
    expect(findPositionChange(ridden([0, HERE], [12, null]))).toBeNull();
    expect(findPositionChange(emptyHistory())).toBeNull();
  });
});

describe('a trail', () => {
  it('knows when the rider was first and last seen at each place', () => {
    const trail = trailOf(ridden([0, HERE], [12, HERE], [24, null], [36, HERE], [48, THERE]));
    const seenAt = trail.map((one) => `${seconds(one.seenAt)}–${seconds(one.seenUntil)}`);
    expect(seenAt).toEqual(['0–36', '48–48']);
  });

  it.each([
    [
      'lists the places without repeats and starts anew with another rider',
      () => ridden([0, HERE], [12, HERE, '王师傅'], [24, HERE, '王师傅'], [36, THERE, '王师傅']),
      [HERE, THERE],
    ],
    [
      'goes on when the rider’s name or place is missing for a while',
      () => ridden([0, HERE], [12, null, null], [24, THERE, null], [36, HERE]),
      [HERE, THERE, HERE],
    ],
    [
      'holds nothing of an earlier rider, though the name was missing at the change',
      () => ridden([0, HERE], [12, HERE, null], [24, THERE, '王师傅']),
      [THERE],
    ],
    ['is empty as long as nobody knows a place', () => ridden([0, null]), []],
  ])('%s', (_what, history, places) => {
    expect(trailOf(history()).map(({ position }) => position)).toEqual(places);
  });
});

it('withoutRider keeps the statuses, and no name or place', () => {
  const history = withoutRider(ridden([0, HERE], [60, THERE]));
  expect(statuses(history)).toEqual([statusOfCode(301)]);
  expect(JSON.stringify(history)).not.toMatch(/陈师傅|113|23\.1/);
});

describe('a history', () => {
  const times = (history: DeliveryHistory) => history.sightings.map((one) => seconds(one.at));
  const asked = (...at: readonly number[]) => told(at.map((time) => report({ at: time })));

  it('keeps of asks that say the same within 15 s the first and the last', () => {
    expect(times(asked(0, 4, 9, 14))).toEqual([0, 14]);
    expect(times(asked(0, 8, 15, 23, 30))).toEqual([0, 8, 15, 23, 30]);
    expect(times(asked(0, 14, 4, 3600, 9))).toEqual([0, 14, 3600]);
  });

  it('blurs no change: what differs in status or rider is kept beside', () => {
    const ends = [2, 3, 4].map((at) => [302, at] as const);
    const history = seen([301, 0], [301, 1], ...ends, [302, 5, '王师傅'], [302, 6, null]);
    expect(times(history)).toEqual([0, 1, 2, 4, 5, 6]);
  });

  it('keeps of what is half an hour old the first and the last within two minutes', () => {
    const early = [0, 20, 60, 100, 119, 120, 140, 160, 239];
    expect(times(asked(...early, 1919))).toEqual([...early, 1919]);
    expect(times(asked(...early, 1920))).toEqual([0, 119, 120, 140, 160, 239, 1920]);
    expect(times(asked(...early, 2040))).toEqual([0, 119, 120, 239, 2040]);
  });

  it('forgets what is older than ten hours of asks', () => {
    const everyTwoMinutes = Array.from({ length: 361 }, (_, index) => index * 120);
    const history = asked(...everyTwoMinutes);
    // Two minutes each: 300 of what is more than half an hour old, and 16 of the last half hour.
    expect(times(history)).toEqual(everyTwoMinutes.slice(-316));
  });

  it('remembers what each ask said', () => {
    const rider = { riderName: '陈师傅', position: HERE, expectedAt: NOON + 300_000 };
    expect(told([report({ position: HERE, remainingSeconds: 300 })]).sightings).toEqual([
      { at: NOON, status: 'delivering', ...rider },
    ]);
    const nothing = { riderName: null, position: null, expectedAt: null };
    expect(seen([null, 0, null]).sightings).toEqual([{ at: NOON, status: 'unknown', ...nothing }]);
    expect(seen([7, 0, null]).sightings).toEqual([
      { at: NOON, status: 'unknown', detail: '7', ...nothing },
    ]);
  });

  it('is not understood when it lacks something, or has half a place', () => {
    const [sighting = {}] = told([report({ position: HERE })]).sightings;
    const places = [{ longitude: 113.3 }, { latitude: 23.1 }, 'here'];
    const wrong = [
      ...Object.keys(sighting).map((field) => ({ ...sighting, [field]: undefined })),
      ...places.map((position) => ({ ...sighting, position })),
    ];
    expect(wrong.filter((one) => deliveryHistory.is({ sightings: [one] }))).toEqual([]);
    expect([{}, null].filter((one) => deliveryHistory.is(one))).toEqual([]);
  });
});

it('seenAfter is what was seen later than a time, and not at it', () => {
  const history = seen([301, 0], [302, 60]);
  expect(historyAfter(history, NOON).sightings.map(({ at }) => seconds(at))).toEqual([60]);
  expect(historyAfter(history, NOON - 1)).toEqual(history);
  expect(historyAfter(history, NOON + 60_000)).toEqual(emptyHistory());
});
