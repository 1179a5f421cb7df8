import { stuckOf } from '../../../../cloudfunctions/core/records/describe-order';
import type { DeliveryReport, Position } from '../../../../miniprogram/contract/delivery';
import { summarize } from '../../../../miniprogram/contract/delivery/order-summary';
import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/contract/shop';
import { at, historyOf, NOON, report } from '../../../support/delivery-reports';

const MINUTE = 60;
const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.14 };

/** Finds whether the last of some reports shows a stuck delivery, some seconds after noon. */
function stuckAfter(reports: readonly DeliveryReport[], at: number) {
  const latest = reports.at(-1) ?? report();
  const summary = summarize(latest, historyOf(...reports));
  const stuck = stuckOf(latest.status, summary, DEFAULT_THRESHOLDS, NOON + at * 1000);
  return stuck === null ? null : [stuck.reason, (stuck.since - NOON) / 1000];
}

describe('stuckOf', () => {
  it.each([
    ['no-rider', { code: 101, riderName: null }, 10],
    ['not-arrived', { code: 102 }, 15],
    ['at-store', { code: 201 }, 15],
    ['not-departed', { code: 202 }, 10],
    ['not-moving', { code: 301, position: HERE }, 8],
    ['not-moving', { code: 305, position: HERE }, 8],
    ['not-moving', { code: 305 }, 30],
    ['overdue', { code: 301, remainingSeconds: 0 }, 10],
  ] as const)(
    'says %s from the very moment that the store has settled',
    (reason, sketch, minutes) => {
      expect(stuckAfter([report(sketch)], minutes * MINUTE - 1)).toBeNull();
      expect(stuckAfter([report(sketch)], minutes * MINUTE)).toEqual([reason, 0]);
    },
  );

  it('begins anew with another rider, and with another place', () => {
    const changed = { code: 201, at: 10 * MINUTE, riderName: '王师傅' };
    expect(stuckAfter([report({ code: 201 }), report(changed)], 15 * MINUTE)).toBeNull();
    const moved = [
      report({ position: HERE, at: 0 }),
      report({ position: THERE, at: 7 * MINUTE }),
      report({ position: THERE, at: 9 * MINUTE }),
    ];
    expect(stuckAfter(moved, 9 * MINUTE)).toBeNull();
    expect(stuckAfter(moved, 15 * MINUTE)).toEqual(['not-moving', 7 * MINUTE]);
  });

  it('is late by what was promised first, however often the company promises anew', () => {
    const promises = [
      report({ code: 102, at: 0, remainingSeconds: 20 * MINUTE }),
      report({ code: 301, at: 29 * MINUTE, remainingSeconds: 20 * MINUTE }),
    ];
    expect(stuckAfter(promises, 30 * MINUTE - 1)).toBeNull();
    expect(stuckAfter(promises, 30 * MINUTE)).toEqual(['overdue', 20 * MINUTE]);
  });

  it('does not say that a rider who leaves has stood, however long he waited at the store', () => {
    const leaving = [
      report({ code: 201, at: 0, position: HERE }),
      report({ code: 202, at: 10 * MINUTE, position: HERE }),
      report({ code: 301, at: 11 * MINUTE, position: HERE }),
    ];
    expect(stuckAfter(leaving, 11 * MINUTE)).toBeNull();
    expect(stuckAfter(leaving, 19 * MINUTE)).toEqual(['not-moving', 11 * MINUTE]);
  });

  it.each([
    ['placed again', 302],
    ['revived', 501],
  ])('is late by the promise of its present life only, when it was %s', (_how, ended) => {
    const lives = [
      report({ code: 301, at: 0, remainingSeconds: 600 }),
      report({ code: ended, at: 15 * MINUTE }),
      report({ code: 101, at: 60 * MINUTE, riderName: null }),
      report({ code: 301, at: 65 * MINUTE, remainingSeconds: 20 * MINUTE }),
    ];
    expect(stuckAfter(lives, 65 * MINUTE)).toBeNull();
    expect(stuckAfter(lives, 95 * MINUTE)).toEqual(['overdue', 85 * MINUTE]);
  });

  it('says what can be seen to before it says that it is late', () => {
    const late = [report({ code: 201, at: 0, remainingSeconds: 0 })];
    expect(stuckAfter(late, 14 * MINUTE)).toEqual(['overdue', 0]);
    expect(stuckAfter(late, 15 * MINUTE)).toEqual(['at-store', 0]);
  });

  it('has no patience of its own for a ride whose positions nobody gives', () => {
    expect(stuckAfter([report({ code: 301 })], 120 * MINUTE)).toBeNull();
  });

  it('counts anew when the rider goes on, and says by when he should have', () => {
    const reports = [report({ code: 102 }), report({ code: 201, at: 14 * MINUTE })];
    expect(stuckAfter(reports, 16 * MINUTE)).toBeNull();
    const { status } = report({ code: 102 });
    const facts = { statusSince: NOON, promisedAt: NOON };
    const stuckAt = (clock: string) => stuckOf(status, facts, DEFAULT_THRESHOLDS, at(clock));
    expect(stuckAt('12:20')).toEqual({ reason: 'not-arrived', since: NOON, dueAt: at('12:15') });
    expect(stuckAt('12:12')).toMatchObject({ reason: 'overdue', since: NOON });
  });

  it.each([302, 401, 501])('is never said of what has ended (%i)', (code) => {
    expect(stuckAfter([report({ code, remainingSeconds: 0, position: HERE })], 7200)).toBeNull();
  });

  it('does not say that goods which come back are late: nobody was promised them', () => {
    const back = [report({ code: 301, remainingSeconds: 0 }), report({ code: 304, at: 30 })];
    expect(stuckAfter(back, 30 * MINUTE)).toBeNull();
  });

  it('is said of goods that come back only while they stand still', () => {
    const seenAt = (code: number, position: Position, at: number) => report({ code, position, at });
    const back = [seenAt(301, HERE, 0), seenAt(304, HERE, 60), seenAt(304, THERE, 7 * MINUTE)];
    expect(stuckAfter(back, 15 * MINUTE - 1)).toBeNull();
    expect(stuckAfter(back, 15 * MINUTE)).toEqual(['not-moving', 7 * MINUTE]);
  });
});
