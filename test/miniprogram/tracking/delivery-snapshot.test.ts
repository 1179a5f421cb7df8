import { parseSnapshot, storable } from '../../../miniprogram/tracking/delivery-snapshot';
import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { at, historyOf, reportOf } from '../../support/delivery-reports';

const personal = {
  rider: { name: '陈师傅', phone: '135****0000', callable: true },
  position: { longitude: 113.33, latitude: 23.13 },
};

function snapshot(code: number) {
  const report = reportOf(code, at('12:00'), personal);
  return { report, history: historyOf(reportOf(202, at('11:50'), personal), report) };
}

describe('what a phone keeps of a delivery', () => {
  it('is everything while it is under way', () => {
    expect(storable(snapshot(301), at('12:01'))).toEqual(snapshot(301));
    const lastMoment = at('12:00') + 24 * 3_600_000 - 1;
    expect(storable(snapshot(301), lastMoment)).toEqual(snapshot(301));
  });

  it.each([
    ['after the end', 302, at('12:01')],
    ['after 24 hours', 301, at('12:00') + 24 * 3_600_000],
  ])('is nothing of the rider %s', (_, code, now) => {
    const kept = storable(snapshot(code), now);
    expect(JSON.stringify(kept)).not.toMatch(/陈师傅|135|113\.33/);
    expect(kept.report.status).toEqual(statusOfCode(code));
    expect(kept.history.sightings.length).toBeGreaterThan(0);
  });

  it('is read back as it was written', () => {
    const stored: unknown = JSON.parse(JSON.stringify(snapshot(301)));
    expect(parseSnapshot(stored)).toEqual(snapshot(301));
  });

  it.each([
    undefined,
    null,
    '',
    7,
    {},
    { report: {} },
    { report: {}, history: snapshot(301).history },
    { history: snapshot(301).history },
    { report: snapshot(301).report },
    { report: snapshot(301).report, history: 1 },
  ])('is forgotten when it is not of the agreed shape (%j)', (stored) => {
    expect(parseSnapshot(stored)).toBeNull();
  });
});
