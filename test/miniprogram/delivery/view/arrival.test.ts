import { expectedArrival } from '../../../../miniprogram/delivery/view/arrival';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';

const lastOf = <Item>(items: readonly Item[]): Item | undefined => items[items.length - 1];

function arrivalAt(now: string, ...reports: readonly ReturnType<typeof reportOf>[]) {
  const report = lastOf(reports) ?? reportOf(null, 0);
  return expectedArrival(report, historyOf(...reports), at(now));
}

describe('the arrival that is promised', () => {
  it('is that of the report, and the first one of this life', () => {
    const first = arriving('12:35', at('12:20'));
    expect(arrivalAt('12:30', reportOf(301, at('12:19')), first, arriving('12:43'))).toEqual({
      expectedAt: at('12:43'),
      firstAt: at('12:35'),
      minutesLate: 0,
      isPutOff: false,
    });
    const ended = reportOf(302, at('12:34'));
    const again = arriving('13:20', at('13:00'));
    expect(arrivalAt('13:01', first, ended, again)?.firstAt).toBe(at('13:20'));
  });

  it('is late from a full minute after the last promise on', () => {
    const late = ['12:43:59', '12:44', '12:46'].map(
      (now) => arrivalAt(now, arriving('12:43'))?.minutesLate,
    );
    expect(late).toEqual([0, 1, 3]);
  });

  it('is put off when the first promise has passed and a later one is told', () => {
    const put = [arriving('12:39', at('12:20')), arriving('12:46', at('12:42'))];
    expect(arrivalAt('12:42', ...put)).toMatchObject({ minutesLate: 0, isPutOff: true });
    expect(arrivalAt('12:39', ...put)?.isPutOff).toBe(false);
    expect(arrivalAt('12:48', ...put)).toMatchObject({ minutesLate: 2, isPutOff: false });
  });

  it('stays the last promise when the company tells none any more, as it does at the door', () => {
    const atTheDoor = [reportOf(301, at('12:44')), reportOf(301, at('12:45'))];
    const promises = [arriving('12:40', at('12:30')), arriving('12:43', at('12:31'))];
    expect(arrivalAt('12:46', ...promises, ...atTheDoor)).toMatchObject({
      expectedAt: at('12:43'),
      firstAt: at('12:40'),
      minutesLate: 3,
    });
  });

  it('is forgotten when the goods are on another way', () => {
    const returning = reportOf(304, at('12:44'));
    expect(arrivalAt('12:46', arriving('12:43'), returning)).toBeNull();
    const again = reportOf(301, at('12:50'));
    expect(arrivalAt('12:51', arriving('12:43'), returning, again)).toBeNull();
  });

  it('is not taken from a promise made before the goods were on their way', () => {
    const early = { ...arriving('12:43', at('12:20')), status: reportOf(202, 0).status };
    expect(arrivalAt('12:31', early, reportOf(301, at('12:30')))).toBeNull();
    expect(arrivalAt('12:31', early, reportOf(202, at('12:30')))).toBeNull();
  });

  it('is none on the way back, after the end, and where nobody tells one', () => {
    for (const code of [304, 302, 501]) {
      const report = { ...arriving('12:43'), status: reportOf(code, 0).status };
      expect(arrivalAt('12:36', report)).toBeNull();
    }
    expect(arrivalAt('12:36', reportOf(301, at('12:35')))).toBeNull();
  });
});
