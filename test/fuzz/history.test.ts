import fc from 'fast-check';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  emptyHistory,
  entriesOf,
  deliveryHistory,
  addReport,
  findPositionChange,
  mergeHistories,
  trailOf,
  withoutRider,
} from '../../miniprogram/contract/delivery/delivery-history';
import { STATUS_CODES } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { expectAlways } from '../support/fuzz';
import { report } from '../support/delivery-reports';

const told = (reports: readonly DeliveryReport[], from = emptyHistory()): DeliveryHistory =>
  reports.reduce(addReport, from);

const RIDERS = ['陈师傅', '王师傅', 'null', '谢**'];
const anyReport = fc
  .record({
    code: fc.oneof(fc.constantFrom(...STATUS_CODES), fc.constantFrom(0, 1, 999, null)),
    // Seconds: within a slot, within the fine span, or anywhere in three days.
    at: fc.oneof(fc.nat(20), fc.nat(3600), fc.nat(3 * 86_400)),
    riderName: fc.constantFrom(...RIDERS, null),
    position: fc.option(
      fc.record({
        longitude: fc.constantFrom(113.33, 113.34),
        latitude: fc.constantFrom(23.13, 23.14),
      }),
    ),
    remainingSeconds: fc.constantFrom(null, 60, 300),
  })
  .map(report);
const reports = fc.array(anyReport, { maxLength: 10 });

/** A day of polls every two minutes, more than a history keeps. */
const LONG_WATCH = told(
  Array.from({ length: 720 }, (_, ask) => report({ code: 301, at: ask * 120 })),
);

describe('the history', () => {
  it('is the same whatever the order of the reports, and however often each came', () => {
    const mixed = reports.chain((list) => {
      const all = fc.shuffledSubarray(list, { minLength: list.length });
      return fc.tuple(fc.constant(list), all, fc.subarray(list), fc.nat(list.length));
    });
    expectAlways([mixed], ([list, shuffled, again, where]) => {
      const other = [...shuffled.slice(0, where), ...again, ...shuffled.slice(where)];
      expect(told(other)).toEqual(told(list));
    });
  });

  it('of two watchers together is that of one who saw it all', () => {
    expectAlways([reports, reports], (one, other) => {
      expect(mergeHistories(told(one), told(other))).toEqual(told([...one, ...other]));
    });
  });

  it('goes on from storage as if it had never been there', () => {
    expectAlways([reports, fc.array(anyReport, { maxLength: 3 })], (before, after) => {
      const stored: unknown = JSON.parse(JSON.stringify(told(before)));
      if (!deliveryHistory.is(stored)) throw new Error('It is not understood any more.');
      expect(told(after, stored)).toEqual(told([...before, ...after]));
    });
  });

  it('stays bounded, and keeps what was asked last', () => {
    expectAlways([fc.array(anyReport, { minLength: 1, maxLength: 2 })], (list) => {
      const history = told(list, LONG_WATCH);
      // 300 coarse and 16 × 8 fine slots, each with the first and last sighting of every state.
      expect(history.sightings.length).toBeLessThanOrEqual((300 + 128) * 2 + 2 * list.length);
      const latest = Math.max(...list.map(({ askedAt }) => askedAt));
      expect(history.sightings.at(-1)?.at).toBeGreaterThanOrEqual(latest);
    });
  });

  it('tells its entries in the order of time, each different from the one before, and gives what nobody saw no time', () => {
    expectAlways([reports], (list) => {
      const entries = entriesOf(told(list));
      const times = entries.flatMap(({ seenAt }) => seenAt ?? []);
      const names = entries.map(({ status, riderName }) => JSON.stringify([status, riderName]));
      expect({
        isEmpty: entries.length === 0,
        outOfOrder: times.filter((time, index) => time < (times[index - 1] ?? time)),
        repeated: names.filter((name, index) => name === names[index - 1]),
        wronglyTimed: entries.filter(({ seenAt, notBefore, inferred, riderName }) =>
          inferred
            ? seenAt !== null || notBefore !== null || riderName !== null
            : seenAt === null || (notBefore ?? seenAt) > seenAt,
        ),
      }).toEqual({ isEmpty: list.length === 0, outOfOrder: [], repeated: [], wronglyTimed: [] });
    });
  });

  it('makes no status up, and loses none', () => {
    expectAlways([fc.array(anyReport, { maxLength: 10 })], (list) => {
      const recent = list.map((each) => ({ ...each, askedAt: each.askedAt % 3_600_000 }));
      const seen = entriesOf(told(recent)).filter(({ inferred }) => !inferred);
      expect(new Set(seen.map(({ status }) => JSON.stringify(status)))).toEqual(
        new Set(list.map(({ status }) => JSON.stringify(status))),
      );
      const riders = list.flatMap(({ rider }) => rider?.name ?? []);
      expect(new Set(seen.flatMap(({ riderName }) => riderName ?? []))).toEqual(new Set(riders));
    });
  });

  it('shows a trail of reported places only, none twice in a row, and says since when the last one holds', () => {
    expectAlways([reports], (list) => {
      const history = told(list);
      const known = new Set(list.map(({ position }) => JSON.stringify(position)));
      const trail = trailOf(history).map(({ position }) => JSON.stringify(position));
      const change = findPositionChange(history);
      const latest = history.sightings.at(-1);
      expect({
        madeUp: trail.filter((place) => !known.has(place)),
        repeated: trail.filter((place, index) => place === trail[index - 1]),
        changed: change !== null,
        changedLater: change !== null && change.changedAt > (latest?.at ?? 0),
      }).toEqual({
        madeUp: [],
        repeated: [],
        changed: (latest?.position ?? null) !== null,
        changedLater: false,
      });
    });
  });

  it('without the rider holds no name and no place, and the same statuses', () => {
    expectAlways([reports], (list) => {
      const history = told(list);
      const bare = withoutRider(history);
      const text = JSON.stringify(bare);
      expect(RIDERS.filter((name) => text.includes(`"${name}"`))).toEqual([]);
      expect(bare.sightings.filter(({ position }) => position !== null)).toEqual([]);
      const statusesIn = ({ sightings }: DeliveryHistory) =>
        new Set(sightings.map(({ status, detail }) => JSON.stringify([status, detail])));
      expect(statusesIn(bare)).toEqual(statusesIn(history));
      expect(withoutRider(bare)).toEqual(bare);
    });
  });
});
