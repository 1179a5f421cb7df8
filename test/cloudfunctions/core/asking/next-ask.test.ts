import {
  listIntervalMs,
  nextAskInSeconds,
  unchangedForMs,
} from '../../../../cloudfunctions/core/asking/next-ask';
import { statusOf } from '../../../../miniprogram/contract/delivery-status';
import {
  historyOf,
  knownOrder,
  report,
  HOUR,
  MINUTE,
  NOON,
} from '../../../support/delivery-reports';

describe('nextAskInSeconds', () => {
  it.each([
    ['waiting for a rider', { code: 101 }, 30],
    ['a rider on the way to the store', { code: 102 }, 20],
    ['at the store', { code: 201 }, 20],
    ['picked up', { code: 202 }, 20],
    ['delivering', { code: 301 }, 12],
    ['delivering, far off', { code: 301, remainingSeconds: 181 }, 12],
    ['the last three minutes', { code: 301, remainingSeconds: 180 }, 8],
    ['goods coming back', { code: 304 }, 30],
    ['goods that are almost back', { code: 304, remainingSeconds: 60 }, 30],
    ['an unknown status', { code: 7 }, 30],
    ['cancelled by the capacity system, which may revive', { code: 501 }, 300],
    ['cancelled by force majeure, which may revive', { code: 502 }, 300],
  ])('%s; every five minutes once nothing has changed for two hours', (_name, sketch, seconds) => {
    expect(nextAskInSeconds(report(sketch), 2 * HOUR - 1)).toBe(seconds);
    expect(nextAskInSeconds(report(sketch), 2 * HOUR)).toBe(300);
  });

  it.each([
    ['waiting for a rider', { code: 101 }, 30],
    ['a rider on the way to the store', { code: 102 }, 30],
    ['delivering', { code: 301 }, 20],
    ['the last three minutes', { code: 301, remainingSeconds: 180 }, 20],
    ['goods coming back', { code: 304 }, 30],
  ])('%s, by 同城配送: every minute after ten without a change', (_name, sketch, seconds) => {
    const delivery = { ...report(sketch), provider: 'wechat-intracity' } as const;
    expect(nextAskInSeconds(delivery, 10 * MINUTE - 1)).toBe(seconds);
    expect(nextAskInSeconds(delivery, 10 * MINUTE)).toBe(60);
    expect(nextAskInSeconds(delivery, 2 * HOUR)).toBe(60);
  });

  it.each([103, 203, 204, 205, 302, 401])('nobody need ask again after %i', (code) => {
    expect(nextAskInSeconds(report({ code }), 0)).toBeNull();
  });

  it('every minute for a day after an exception', () => {
    const exception = { ...report({}), status: statusOf('exception') };
    expect(nextAskInSeconds(exception, 24 * HOUR - 1)).toBe(60);
    expect(nextAskInSeconds(exception, 24 * HOUR)).toBeNull();
  });

  it('nobody need ask again after what is over', () => {
    expect(nextAskInSeconds({ ...report({}), status: statusOf('over') }, 0)).toBeNull();
  });
});

it('an order is unchanged since its last status, or since the rider has moved', () => {
  const seen = [report({ code: 101 }), report({ code: 102, at: 60 }), report({ at: 120 })];
  const moves = [113.33, 113.34].map((longitude, n) =>
    report({ at: 180 + 60 * n, position: { longitude, latitude: 23.13 } }),
  );
  const minutes = [[], seen, [...seen, ...moves]].map(
    (reports) => unchangedForMs(historyOf(...reports), NOON + 5 * MINUTE) / MINUTE,
  );
  expect(minutes).toEqual([0, 3, 1]);
});

describe('listIntervalMs', () => {
  const intracity = { provider: 'wechat-intracity' } as const;

  it.each([
    ['waits for a rider', 101, {}, 60],
    ['is under way', 301, {}, 30],
    ['is late', 301, { expectedAt: NOON - MINUTE }, 20],
    ['has not changed for almost two hours', 301, { statusSince: NOON - 2 * HOUR + 1 }, 30],
    ['has not changed for two hours', 301, { statusSince: NOON - 2 * HOUR }, 300],
    ['moved since', 301, { statusSince: NOON - 2 * HOUR, stillSince: NOON - HOUR }, 30],
    ['waits, unchanged for two hours', 101, { statusSince: NOON - 2 * HOUR }, 300],
    ['is delivered', 302, {}, Infinity],
    ['has just failed', 401, {}, Infinity],
    ['had an exception today', 301, { status: 'exception', statusSince: NOON - 24 * HOUR + 1 }, 60],
    ['had it yesterday', 301, { status: 'exception', statusSince: NOON - 24 * HOUR }, Infinity],
    ['同城配送 brings', 301, { ...intracity, statusSince: NOON - 10 * MINUTE + 1 }, 30],
    ['stays so for ten minutes', 301, { ...intracity, statusSince: NOON - 10 * MINUTE }, 60],
    ['stays so for two hours', 301, { ...intracity, statusSince: NOON - 2 * HOUR }, 300],
  ] as const)('of an order that %s', (_name, code, more, seconds) => {
    expect(listIntervalMs(knownOrder('A-1288', code, NOON, null, more), NOON)).toBe(1000 * seconds);
  });
});
