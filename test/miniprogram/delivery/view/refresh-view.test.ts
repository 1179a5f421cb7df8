import { isLatest } from '../../../../miniprogram/delivery/view/refresh-view';
import { at, reportOf } from '../../../support/delivery-reports';

const arrivesIn = (askedAt: number, seconds: number) => ({
  arrival: { remainingSeconds: seconds, expectedAt: askedAt + seconds * 1000 },
});
const before = reportOf(301, at('12:31'), arrivesIn(at('12:31'), 600));

describe('what was shown before a refresh', () => {
  it('was the latest where the answer differs by when it was asked for only', () => {
    const later = at('12:31') + 20_000;
    expect(isLatest(before, reportOf(301, later, arrivesIn(later, 582)))).toBe(true);
  });

  it.each([
    ['status', reportOf(302, at('12:31'), arrivesIn(at('12:31'), 600))],
    ['arrival', reportOf(301, at('12:31'), arrivesIn(at('12:31'), 900))],
    [
      'position',
      reportOf(301, at('12:31'), {
        ...arrivesIn(at('12:31'), 600),
        position: { longitude: 113.3, latitude: 23.1 },
      }),
    ],
    ['trouble', { ...before, stuck: { reason: 'not-moving', since: at('12:31') } }],
    ['answer, which another phone is renewing', { ...before, isBeingAsked: true }],
  ] as const)('was not where the answer brings another %s', (_what, after) => {
    expect(isLatest(before, after)).toBe(false);
  });
});
