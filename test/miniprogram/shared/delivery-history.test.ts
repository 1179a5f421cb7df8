import type { DeliveryReport } from '../../../miniprogram/shared/delivery';
import type { DeliveryHistory } from '../../../miniprogram/shared/delivery-history';
import {
  emptyHistory,
  entriesOf,
  isDeliveryHistory,
  observe,
  positionChangeOf,
  trailOf,
  withoutRider,
} from '../../../miniprogram/shared/delivery-history';
import { NOON, report } from '../../support/delivery-reports';

const seconds = (time: number | null): number | null =>
  time === null ? null : (time - NOON) / 1000;
const told = (reports: readonly DeliveryReport[]): DeliveryHistory =>
  reports.reduce(observe, emptyHistory());
const lines = (history: DeliveryHistory) =>
  entriesOf(history).map(({ status, seenAt, notBefore, inferred, riderName }) => ({
    code: status.code,
    seen: seconds(seenAt),
    notBefore: seconds(notBefore),
    ...(inferred ? { inferred } : {}),
    riderName,
  }));

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.14 };

describe('entriesOf', () => {
  it('says when a status was first seen, and the last ask that still showed the old one', () => {
    const history = told([
      report({ code: 101, at: 0, riderName: null }),
      report({ code: 101, at: 30, riderName: null }),
      report({ code: 102, at: 60 }),
    ]);
    expect(lines(history)).toEqual([
      { code: 101, seen: 0, notBefore: null, riderName: null },
      { code: 102, seen: 60, notBefore: 30, riderName: '陈师傅' },
    ]);
  });

  it('keeps to the ask that first showed a status however often it is seen again', () => {
    const asks = Array.from({ length: 500 }, (_, index) => report({ code: 301, at: index * 8 }));
    expect(lines(told([report({ code: 202, at: -20 }), ...asks]))).toEqual([
      { code: 202, seen: -20, notBefore: null, riderName: '陈师傅' },
      { code: 301, seen: 0, notBefore: -20, riderName: '陈师傅' },
    ]);
  });

  it('fills in what was skipped between two asks, without a time', () => {
    expect(lines(told([report({ code: 102, at: 0 }), report({ code: 301, at: 600 })]))).toEqual([
      { code: 102, seen: 0, notBefore: null, riderName: '陈师傅' },
      { code: 201, seen: null, notBefore: null, inferred: true, riderName: null },
      { code: 202, seen: null, notBefore: null, inferred: true, riderName: null },
      { code: 301, seen: 600, notBefore: 0, riderName: '陈师傅' },
    ]);
  });

  it('infers no reason for goods that came back: which of three it was, nobody saw', () => {
    const codes = lines(told([report({ code: 301, at: 0 }), report({ code: 401, at: 600 })])).map(
      ({ code }) => code,
    );
    expect(codes).toEqual([301, 401]);
  });

  it('makes a line of a change of rider within one status', () => {
    const history = told([
      report({ code: 102, at: 0, riderName: '陈师傅' }),
      report({ code: 102, at: 30, riderName: '王师傅' }),
    ]);
    expect(lines(history).map(({ riderName }) => riderName)).toEqual(['陈师傅', '王师傅']);
  });

  it('does not take a name that is missing for a while for a change', () => {
    const history = told([
      report({ code: 301, at: 0, riderName: '陈师傅' }),
      report({ code: 301, at: 12, riderName: null }),
      report({ code: 301, at: 24, riderName: '陈师傅' }),
    ]);
    expect(lines(history)).toHaveLength(1);
  });

  it('takes a rider who is called null for nobody else', () => {
    const history = told([
      report({ at: 0, riderName: null }),
      report({ at: 1, riderName: 'null' }),
      report({ at: 2, riderName: null }),
    ]);
    expect(lines(history).map(({ riderName }) => riderName)).toEqual(['null']);
  });

  it('keeps both lives of an order that ended and was placed again', () => {
    const history = told([
      report({ code: 502, at: 0 }),
      report({ code: 102, at: 300 }),
      report({ code: 301, at: 320 }),
    ]);
    expect(lines(history).map(({ code }) => code)).toEqual([502, 102, 201, 202, 301]);
  });
});

describe('positionChangeOf', () => {
  it('is the first ask that showed the position', () => {
    const history = told([
      report({ at: 0, position: HERE }),
      report({ at: 12, position: THERE }),
      report({ at: 24, position: THERE }),
    ]);
    expect(positionChangeOf(history)).toEqual({ changedAt: NOON + 12_000, atLeast: false });
  });

  it('says when the position may be older than the first ask', () => {
    const history = told([report({ at: 0, position: HERE }), report({ at: 12, position: HERE })]);
    expect(positionChangeOf(history)).toEqual({ changedAt: NOON, atLeast: true });
  });

  it('counts a return to an earlier place as a change', () => {
    const history = told([
      report({ at: 0, position: HERE }),
      report({ at: 12, position: THERE }),
      report({ at: 24, position: HERE }),
    ]);
    expect(positionChangeOf(history)).toEqual({ changedAt: NOON + 24_000, atLeast: false });
  });

  it('is nothing while the company gives no position', () => {
    expect(
      positionChangeOf(
        told([report({ at: 0, position: HERE }), report({ at: 12, position: null })]),
      ),
    ).toBeNull();
    expect(positionChangeOf(emptyHistory())).toBeNull();
  });
});

describe('trailOf', () => {
  it('lists the places without repeats and starts anew with another rider', () => {
    const history = told([
      report({ at: 0, riderName: '陈师傅', position: HERE }),
      report({ at: 12, riderName: '王师傅', position: HERE }),
      report({ at: 24, riderName: '王师傅', position: HERE }),
      report({ at: 36, riderName: '王师傅', position: THERE }),
    ]);
    expect(trailOf(history)).toEqual([HERE, THERE]);
  });
});

describe('withoutRider', () => {
  it('keeps the statuses and their times, and no name or place', () => {
    const history = withoutRider(
      told([
        report({ code: 202, at: 0, position: HERE }),
        report({ code: 301, at: 60, position: THERE }),
      ]),
    );
    expect(lines(history).map(({ code, seen }) => [code, seen])).toEqual([
      [202, 0],
      [301, 60],
    ]);
    expect(trailOf(history)).toEqual([]);
    expect(JSON.stringify(history)).not.toContain('陈师傅');
  });
});

describe('a history', () => {
  it('stays bounded however long it is watched', () => {
    let history = emptyHistory();
    // A day is more than twice what the coarse slots hold.
    for (let at = 0; at < 24 * 3600; at += 60) {
      history = observe(
        history,
        report({ code: at % 120 === 0 ? 301 : 304, at, position: at % 180 === 0 ? HERE : THERE }),
      );
    }
    // 300 coarse slots and 15 + 1 slots of 2 minutes' fine sightings, two states each, first and last.
    expect(history.sightings.length).toBeLessThanOrEqual(300 * 4 + 128 * 4);
  });

  it('stays bounded however many riders are told of at once, and loses none of the first and the last eight', () => {
    const crowd = Array.from({ length: 500 }, (_, rider) =>
      report({ at: rider / 100, riderName: `${rider}号骑手` }),
    );
    const names = told(crowd).sightings.map(({ riderName }) => riderName);
    expect(names).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 492, 493, 494, 495, 496, 497, 498, 499].map((n) => `${n}号骑手`),
    );
    const later = report({ at: 86_400, riderName: '陈师傅' });
    expect(told([...crowd, later]).sightings).toHaveLength(17);
  });

  it('is understood when it comes back from storage, and nonsense is not', () => {
    const history = told([report({ position: HERE })]);
    expect(isDeliveryHistory(JSON.parse(JSON.stringify(history)))).toBe(true);
    expect(isDeliveryHistory({ sightings: [{ at: 'yesterday' }] })).toBe(false);
    expect(isDeliveryHistory(null)).toBe(false);
  });
});
