import type { DeliveryReport, Position } from '../../../../miniprogram/contract/delivery';
import {
  riderPlace,
  movementOf,
  movementWords,
  stillWords,
} from '../../../../miniprogram/delivery/view/rider-place';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';

const HERE: Position = { longitude: 113.33, latitude: 23.13 };
const THERE: Position = { longitude: 113.34, latitude: 23.13 };

const named = (name: string | null) => ({ rider: { name, phone: null, callable: false } });

function seen(clock: string, position: Position | null, code = 301, name: string | null = null) {
  return reportOf(code, at(clock), { position, ...named(name) });
}

/** Place after all reports; without a time, when the last one came. */
function placeAfter(reports: readonly DeliveryReport[], now?: string) {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  return riderPlace(report, historyOf(...reports), now === undefined ? report.askedAt : at(now));
}

describe('the rider’s place', () => {
  it('is that of the report, however long ago it came', () => {
    const reports = [seen('12:00', HERE), seen('12:00:12', THERE)];
    const place = { position: THERE, seenAt: at('12:00:12'), isOld: false, isFaded: false };
    expect(placeAfter(reports)).toEqual(place);
    expect(placeAfter(reports, '13:00')).toEqual({ ...place, isFaded: true });
  });

  it('is the last one that was seen, for five minutes, when a report has none', () => {
    const reports = [seen('12:00', HERE), seen('12:00:12', THERE), seen('12:00:24', null)];
    const place = { position: THERE, seenAt: at('12:00:12'), isOld: true, isFaded: true };
    expect(placeAfter(reports)).toEqual(place);
    expect(placeAfter([...reports, seen('12:02', null)], '12:05:12')).toEqual(place);
    expect(placeAfter(reports, '12:05:13')).toBeNull();
  });

  it('fades when nobody has asked for a minute', () => {
    const isFaded = (now: string) => placeAfter([seen('12:00', HERE, 201)], now)?.isFaded;
    expect([isFaded('12:01:00'), isFaded('12:01:01')]).toEqual([false, true]);
  });

  it('fades when a rider on his way stays in one place for a minute', () => {
    const isFaded = (code: number, clock: string) =>
      placeAfter([seen('12:00', HERE, code), seen(clock, HERE, code)])?.isFaded;
    expect([isFaded(301, '12:01:00'), isFaded(301, '12:01:01')]).toEqual([false, true]);
    expect(isFaded(304, '12:01:01')).toBe(true);
    // A rider may well wait at the store.
    expect(isFaded(201, '12:09:00')).toBe(false);
    expect(placeAfter([seen('12:00', HERE), seen('12:09', THERE)])?.isFaded).toBe(false);
  });

  it('stays through an answer that lacks the rider or the status as well', () => {
    const lost = reportOf(301, at('12:00:12'));
    const unknown = reportOf(999, at('12:00:12'));
    for (const report of [lost, unknown]) {
      expect(placeAfter([seen('12:00', HERE, 301, '陈师傅'), report])?.position).toEqual(HERE);
    }
  });

  it('stays when the delivery goes on to its next status', () => {
    expect(placeAfter([seen('12:00', HERE, 202), seen('12:00:12', null)])).not.toBeNull();
    expect(placeAfter([seen('12:00', HERE), seen('12:00:12', null, 304)])).not.toBeNull();
  });

  it.each([
    ['nobody was seen', [seen('12:00', null)]],
    ['the delivery has ended', [seen('12:00', HERE), seen('12:00:12', null, 302)]],
    ['another rider is named', [seen('12:00', HERE, 301, '甲'), seen('12:00:12', null, 301, '乙')]],
    [
      'another rider was named, and is not any more',
      [seen('12:00', HERE, 301, '甲'), seen('12:00:12', null, 301, '乙'), seen('12:00:24', null)],
    ],
    ['the order waits for a rider again', [seen('12:00', HERE), seen('12:00:12', null, 101)]],
    [
      'the order has another rider on his way, who is not named',
      [seen('12:00', HERE), seen('12:00:12', null, 102), seen('12:00:24', null)],
    ],
    [
      'the order was placed again',
      [seen('12:00', HERE), seen('12:00:12', null, 401), seen('12:00:24', null)],
    ],
  ])('is none where %s', (_what, reports) => {
    expect(placeAfter(reports)).toBeNull();
  });
});

const before = reportOf(301, at('12:30:00'), { position: HERE });
const moved = reportOf(301, at('12:30:40'), { position: THERE });

describe('the movement of the rider', () => {
  it('is counted from the last change of his position', () => {
    const stands = reportOf(301, at('12:33:40'), { position: THERE });
    const movement = movementOf(stands, historyOf(before, moved, stands), at('12:33:40'));
    expect(movement).toEqual({ stillMs: 180_000, isFirst: false });
  });

  it('is not known from one position alone, and not from an old one', () => {
    expect(movementOf(before, historyOf(before), at('12:30:20'))).toEqual({
      stillMs: 20_000,
      isFirst: true,
    });
    const lost = reportOf(301, at('12:30:50'));
    expect(movementOf(lost, historyOf(before, moved, lost), at('12:31'))).toBeNull();
  });

  it('is told in words', () => {
    const told = [
      { stillMs: 5000, isFirst: false },
      { stillMs: 25_000, isFirst: false },
      { stillMs: 25_000, isFirst: true },
      { stillMs: 60_000, isFirst: true },
      null,
    ].map(movementWords);
    expect(told).toEqual([
      '骑手还在动，位置刚刚有变化',
      '骑手还在动，位置 25 秒前有变化',
      '骑手的位置刚查到',
      '骑手的位置 1 分没有变化',
      '现在没有骑手的位置',
    ]);
    expect(stillWords({ stillMs: 180_000, isFirst: false })).toBe('位置 3 分没有变化');
  });
});
