import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import {
  expectedArrivalOf,
  summarize,
} from '../../../../miniprogram/contract/delivery/order-summary';
import { historyOf, NOON, report } from '../../../support/delivery-reports';

const MINUTE = 60;
const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.14 };
const at = (minutes: number): number => NOON + minutes * MINUTE * 1000;

function summed(...reports: readonly DeliveryReport[]) {
  return summarize(reports.at(-1) ?? report(), historyOf(...reports));
}

const story = [
  report({ code: 101, riderName: null }),
  report({ code: 101, at: MINUTE, riderName: null }),
  report({ code: 102, at: 2 * MINUTE, remainingSeconds: 20 * MINUTE }),
  report({ code: 301, at: 10 * MINUTE, position: HERE, remainingSeconds: 14 * MINUTE }),
  report({ code: 301, at: 11 * MINUTE, position: THERE, remainingSeconds: 13 * MINUTE }),
  report({ code: 301, at: 12 * MINUTE, position: THERE }),
];

describe('the summary of a delivery', () => {
  it('tells of one under way since when what is, and what was promised', () => {
    expect(summed(...story)).toEqual({
      status: 'delivering',
      detail: null,
      askedAt: at(12),
      expectedAt: at(24),
      position: THERE,
      riderName: '陈师傅',
      promisedAt: at(22),
      statusSince: at(10),
      stillSince: at(11),
      hasMoved: true,
      acceptedAt: at(2),
      liveAt: at(12),
      endedAt: null,
    });
  });

  it('counts the way from when the goods left, and a status across answers that told none', () => {
    const pickedUp = report({ code: 202, at: 9 * MINUTE });
    const onHisWay = report({ code: 301, at: 12 * MINUTE });
    expect(summed(report({ code: 201 }), pickedUp, onHisWay).statusSince).toBe(at(9));
    const untold = report({ code: 999, at: MINUTE });
    const stillWaiting = report({ code: 101, at: 2 * MINUTE });
    expect(summed(report({ code: 101 }), untold, stillWaiting).statusSince).toBe(at(0));
    expect(summed(report({ code: 101 }), untold).statusSince).toBe(at(1));
  });

  it('says that a rider has moved only where that was seen on his way', () => {
    const atStore = report({ code: 201, position: HERE });
    const onHisWay = (minutes: number, position = HERE) =>
      report({ code: 301, at: minutes * MINUTE, position });
    const cameBefore = report({ code: 201, at: MINUTE, position: THERE });
    const cases = [
      [[onHisWay(1)], at(1), false],
      [[atStore, onHisWay(1)], at(1), false],
      [[atStore, onHisWay(1, THERE)], at(1), true],
      [[atStore, cameBefore, onHisWay(2, THERE)], at(2), false],
      [[atStore, cameBefore], null, false],
    ] as const;
    for (const [reports, stillSince, hasMoved] of cases)
      expect(summed(...reports)).toMatchObject({ stillSince, hasMoved });
  });

  it('tells of an ended one when that was, and nothing of the rider', () => {
    const ended = report({ code: 302, at: 13 * MINUTE, position: THERE });
    expect(summed(...story, ended)).toMatchObject({
      status: 'delivered',
      expectedAt: null,
      position: null,
      riderName: null,
      stillSince: null,
      acceptedAt: at(2),
      liveAt: at(12),
      endedAt: at(13),
    });
  });

  it('knows of no acceptance that was not seen to the minute', () => {
    expect(summed(report({ code: 102 })).acceptedAt).toBeNull();
    const waiting = report({ code: 101, riderName: null });
    expect(summed(waiting, report({ code: 102, at: 61 })).acceptedAt).toBeNull();
    expect(summed(waiting, report({ code: 102, at: 60 })).acceptedAt).toBe(at(1));
  });

  it('is that of the current life', () => {
    const again = [
      report({ code: 302, at: 13 * MINUTE }),
      report({ code: 101, at: 60 * MINUTE, riderName: null }),
    ];
    const unknown = { acceptedAt: null, promisedAt: null, endedAt: null };
    expect(summed(...story, ...again)).toMatchObject(unknown);
  });
});

describe('the arrival that counts', () => {
  it('is the last that was promised in this status, when the company tells none at the door', () => {
    const history = historyOf(...story);
    expect(expectedArrivalOf(report({ code: 301 }), history)).toBe(at(24));
    expect(expectedArrivalOf(report({ code: 304 }), history)).toBeNull();
    expect(expectedArrivalOf(report({ code: 302 }), history)).toBeNull();
  });
});
