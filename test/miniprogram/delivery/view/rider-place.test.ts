import type { DeliveryReport, Position } from '../../../../miniprogram/contract/delivery';
import { riderPlace } from '../../../../miniprogram/delivery/view/rider-place';
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

  const from = (code: number, name?: string) => seen('12:00', HERE, code, name);
  it.each([
    ['through an answer that lacks the rider', from(301, '陈师傅'), reportOf(301, at('12:00:12'))],
    ['through an unknown status', from(301, '陈师傅'), reportOf(999, at('12:00:12'))],
    ['when the delivery goes on', from(202), seen('12:00:12', null)],
    ['when the goods come back', from(301), seen('12:00:12', null, 304)],
  ])('stays %s', (_when, before, report) => {
    expect(placeAfter([before, report])?.position).toEqual(HERE);
  });

  const gone = seen('12:00:24', null);
  it.each([
    ['nobody was seen', [seen('12:00', null)]],
    ['the delivery has ended', [seen('12:00', HERE), seen('12:00:12', null, 302)]],
    ['another rider is named', [seen('12:00', HERE, 301, '甲'), seen('12:00:12', null, 301, '乙')]],
    [
      'another rider was named, and is not any more',
      [seen('12:00', HERE, 301, '甲'), seen('12:00:12', null, 301, '乙'), gone],
    ],
    ['the order waits for a rider again', [seen('12:00', HERE), seen('12:00:12', null, 101)]],
    ['a rider without a name took over', [seen('12:00', HERE), seen('12:00:12', null, 102), gone]],
    ['the order was placed again', [seen('12:00', HERE), seen('12:00:12', null, 401), gone]],
  ])('is none where %s', (_what, reports) => {
    expect(placeAfter(reports)).toBeNull();
  });
});
