import {
  nextCallAfterReport,
  nextCallAfterFailure,
  firstCallDelayMs,
} from '../../../miniprogram/delivery/next-ask';
import { at, historyOf, reportOf, MINUTE } from '../../support/delivery-reports';
import { errorOf, OFFLINE } from '../../support/failed-calls';

const riderNamed = (name: string) => ({ name, phone: null, callable: false });

describe('after a report', () => {
  it.each([
    [8, 8000],
    [null, null],
  ])('the cloud says when to ask next, or that nobody need: %p', (nextAskInSeconds, delay) => {
    const report = reportOf(301, at('12:00'), { nextAskInSeconds });
    expect(nextCallAfterReport(report, historyOf(report), at('12:00'))).toBe(delay);
  });

  it.each([302, 103, 203, 204, 205, 401])('the end %i is not asked for again', (code) => {
    const report = reportOf(code, at('12:00'), { nextAskInSeconds: 300 });
    expect(nextCallAfterReport(report, historyOf(report), at('12:00'))).toBeNull();
  });

  const exception = (code: number, clock: string, name?: string) =>
    reportOf(code, at(clock), name === undefined ? {} : { rider: riderNamed(name) });
  const wasLive = reportOf(301, at('11:59'));

  it.each([
    ['501 was first seen', [wasLive, exception(501, '12:00')]],
    ['502 was first seen', [wasLive, exception(502, '12:00')]],
    ['it was asked for, of which nothing else is known', [exception(501, '12:00')]],
    [
      'its begin, also when another rider is named',
      [wasLive, exception(501, '12:00', '陈师傅'), exception(501, '12:20', '王师傅')],
    ],
    ['that when its kind changes', [wasLive, exception(501, '12:00'), exception(502, '12:20')]],
    ['that through an unknown status', [wasLive, exception(501, '12:00'), exception(999, '12:20')]],
    ['its latest begin', [exception(501, '11:30'), wasLive, exception(501, '12:00')]],
  ])('an exception is watched every five minutes until half an hour after %s', (_what, before) => {
    const last = exception(501, '12:29');
    const history = historyOf(...before, last);
    expect(nextCallAfterReport(last, history, at('12:29:59'))).toBe(5 * MINUTE);
    expect(nextCallAfterReport(last, history, at('12:30'))).toBeNull();
  });
});

describe('after failure', () => {
  it('a queued look-up is made when its turn has come, however often it has queued', () => {
    const queued = errorOf('queued', { waitSeconds: 34 });
    expect(nextCallAfterFailure(queued, null)).toBe(34_000);
    expect(nextCallAfterFailure(queued, reportOf(302, at('12:00')))).toBe(34_000);
  });

  const report = reportOf(301, 0, { nextAskInSeconds: 12 });
  const refused = errorOf('courier-refused');
  const environment = { ok: false, noAnswer: 'cloud-used-up', detail: '' } as const;

  it.each([
    ['looks slowly for what somebody has to mend', errorOf('sign-rejected'), 5 * MINUTE],
    ['asks within a minute what the company refused', refused, { firstRetryMs: 45_000 }],
    ['asks once an hour for a quota of WeChat’s', errorOf('quota-exceeded'), 60 * MINUTE],
    ['asks once an hour for the environment’s', environment, 60 * MINUTE],
  ])('%s while a delivery is known to be open, else not at all', (_what, failure, delay) => {
    const delays = [report, reportOf(302, 0), null].map((known) =>
      nextCallAfterFailure(failure, known),
    );
    expect(delays).toEqual([delay, null, null]);
  });

  it.each([
    ['twice the usual interval', reportOf(301, 0, { nextAskInSeconds: 12 }), 24_000],
    ['the same before any report', null, 24_000],
    ['the same after one that named none', reportOf(301, 0, { nextAskInSeconds: null }), 24_000],
    ['twice what the cloud named', reportOf(101, 0, { nextAskInSeconds: 30 }), MINUTE],
    ['two minutes at most', reportOf(101, 0, { nextAskInSeconds: 100 }), 2 * MINUTE],
    ['no less than without failure', reportOf(101, 0, { nextAskInSeconds: 300 }), 5 * MINUTE],
  ])('that may pass tries again after %s', (_what, known, firstRetryMs) => {
    expect(nextCallAfterFailure(OFFLINE, known)).toEqual({ firstRetryMs });
  });
});

describe('on opening', () => {
  const ended = reportOf(302, at('12:00'));
  const open = reportOf(301, at('12:00'));
  const failed = reportOf(501, at('12:00'));
  const stored = (report: typeof ended) => ({ report, history: historyOf(report) });

  it.each([
    ['asks at once when nothing is known', null, '12:00', 0],
    ['asks at once when the delivery is open', stored(open), '12:00', 0],
    ['lets an end of the last minute stand', stored(ended), '12:00:59', null],
    ['asks afresh for an older one', stored(ended), '12:01', 0],
    ['asks afresh when the clock stands before what is stored', stored(ended), '11:00', 0],
    ['goes on watching an end that may revive', stored(failed), '12:00:30', 5 * MINUTE],
  ])('%s', (_what, known, now, delay) => {
    expect(firstCallDelayMs(known, at(now))).toBe(delay);
  });
});
