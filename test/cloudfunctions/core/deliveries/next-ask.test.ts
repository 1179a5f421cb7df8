import { nextAskInSeconds } from '../../../../cloudfunctions/core/deliveries/next-ask';
import { report } from '../../../support/delivery-reports';

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
    ['an unknown status', { code: 7 }, 30],
    ['cancelled by the capacity system, which may revive', { code: 501 }, 300],
    ['cancelled by force majeure, which may revive', { code: 502 }, 300],
  ])('%s', (_name, sketch, seconds) => {
    expect(nextAskInSeconds(report(sketch))).toBe(seconds);
  });

  it.each([103, 203, 204, 205, 302, 401])('nobody need ask again after %i', (code) => {
    expect(nextAskInSeconds(report({ code }))).toBeNull();
  });
});
