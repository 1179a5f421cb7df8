import {
  entriesOf,
  firstPromisedArrivalOf,
  trailOf,
} from '../../../../miniprogram/contract/delivery/delivery-history';
import {
  currentLife,
  entriesOfLife,
  stageSince,
} from '../../../../miniprogram/contract/delivery/delivery-life';
import { NOON, report, historyOf } from '../../../support/delivery-reports';

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.13 };

/** Delivered, and placed again an hour later. */
const twice = historyOf(
  report({ code: 301, at: 0, position: HERE, remainingSeconds: 600 }),
  report({ code: 302, at: 600 }),
  report({ code: 101, at: 3600, riderName: null }),
  report({ code: 201, at: 3900, position: THERE }),
);

describe('the current life of a delivery', () => {
  it('begins when it is seen under way after an end', () => {
    const statuses = currentLife(twice).sightings.map(({ status }) => status);
    expect(statuses).toEqual(['waiting', 'at-store']);
    expect(firstPromisedArrivalOf(currentLife(twice))).toBeNull();
    expect(trailOf(currentLife(twice))).toMatchObject([{ position: THERE }]);
  });

  it('is all there is while nothing has ended, and has its own end', () => {
    const once = historyOf(report({ code: 101 }), report({ code: 302, at: 600 }));
    expect(currentLife(once)).toEqual(once);
    const again = [301, 302, 302].map((code, index) => report({ code, at: (index + 1) * 60 }));
    const againEnded = historyOf(report({ code: 501, at: 0 }), ...again);
    expect(currentLife(againEnded).sightings.map(({ at }) => (at - NOON) / 1000)).toEqual([
      60, 120, 180,
    ]);
  });

  it('does not end with an unknown status, which may mean anything', () => {
    const after = [report({ code: 302, at: 60 }), report({ code: 999, at: 120 })];
    const history = historyOf(report({ code: 301, at: 0 }), ...after);
    expect(currentLife(history)).toEqual(history);
    expect(entriesOfLife(history)).toEqual(entriesOf(history));
    const again = historyOf(...after, report({ code: 101, at: 180 }));
    expect(entriesOfLife(again).map(({ status }) => status.name)).toEqual(['waiting']);
    expect(currentLife(again).sightings).toHaveLength(1);
  });

  it('has entries that tell from when on its beginning can have been', () => {
    const times = { seenAt: NOON + 3_600_000, notBefore: NOON + 600_000 };
    expect(entriesOfLife(twice)[0]).toMatchObject({ status: { name: 'waiting' }, ...times });
  });
});

describe('since when a stage lasts', () => {
  it('is when it was first seen, whatever its status was called meanwhile', () => {
    const asks = [102, 201, 202].map((code, index) => report({ code, at: index * 60 }));
    expect(stageSince(historyOf(...asks))).toBe(NOON + 60_000);
    expect(stageSince(twice)).toBe(NOON + 3_900_000);
  });

  it('goes on through an unknown status, which has a beginning of its own', () => {
    const unknown = [report({ code: 301, at: 0 }), report({ code: 999, at: 60 })];
    expect(stageSince(historyOf(...unknown))).toBe(NOON + 60_000);
    expect(stageSince(historyOf(...unknown, report({ code: 301, at: 120 })))).toBe(NOON);
  });

  it('is nothing before it was seen', () => {
    expect(stageSince(historyOf())).toBeNull();
  });
});
