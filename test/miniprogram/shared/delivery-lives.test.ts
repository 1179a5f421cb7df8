import { firstPromiseOf, trailOf } from '../../../miniprogram/shared/delivery-history';
import { currentLife, entriesOfLife, stageSince } from '../../../miniprogram/shared/delivery-lives';
import { historyOf, NOON, report } from '../../support/delivery-reports';

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.14 };

/** Delivered, and placed again an hour later. */
const twice = historyOf(
  report({ code: 301, at: 0, position: HERE, remainingSeconds: 600 }),
  report({ code: 302, at: 600 }),
  report({ code: 101, at: 3600, riderName: null }),
  report({ code: 201, at: 3900, position: THERE }),
);

describe('the current life of a delivery', () => {
  it('begins when it is seen under way after an end', () => {
    expect(currentLife(twice).sightings.map(({ status }) => status)).toEqual([
      'waiting',
      'at-store',
    ]);
    expect(firstPromiseOf(currentLife(twice))).toBeNull();
    expect(trailOf(currentLife(twice))).toEqual([THERE]);
  });

  it('is all there is while nothing has ended, and has its own end', () => {
    const once = historyOf(report({ code: 101 }), report({ code: 302, at: 600 }));
    expect(currentLife(once)).toEqual(once);
    const againEnded = historyOf(
      report({ code: 501, at: 0 }),
      report({ code: 301, at: 60 }),
      report({ code: 302, at: 120 }),
      report({ code: 302, at: 180 }),
    );
    expect(currentLife(againEnded).sightings.map(({ at }) => (at - NOON) / 1000)).toEqual([
      60, 120, 180,
    ]);
  });

  it('has entries that tell from when on its beginning can have been', () => {
    const [first] = entriesOfLife(twice);
    expect(first).toMatchObject({
      status: { name: 'waiting' },
      seenAt: NOON + 3_600_000,
      notBefore: NOON + 600_000,
    });
  });
});

describe('since when a stage lasts', () => {
  it('is when it was first seen, whatever its status was called meanwhile', () => {
    const atStore = historyOf(
      report({ code: 102, at: 0 }),
      report({ code: 201, at: 60 }),
      report({ code: 202, at: 120 }),
    );
    expect(stageSince(atStore)).toBe(NOON + 60_000);
    expect(stageSince(twice)).toBe(NOON + 3_900_000);
  });

  it('is nothing before it was seen', () => {
    expect(stageSince(historyOf())).toBeNull();
  });
});
