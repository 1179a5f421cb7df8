import { expiryOf } from '../../../miniprogram/contract/certificate-expiry';

const NOW = Date.UTC(2026, 10, 26, 4);
const DAY_MS = 86_400_000;

describe('how near the expiry of a certificate is', () => {
  it.each([
    [61, 'far', 61],
    [60.9, 'near', 60],
    [8, 'near', 8],
    [7.9, 'urgent', 7],
    [0.5, 'urgent', 0],
    [0, 'over', 0],
    [-3, 'over', 0],
  ] as const)('%s days ahead: %s', (ahead, state, days) => {
    expect(expiryOf([NOW + ahead * DAY_MS], NOW)).toEqual({ state, days });
  });

  it('is that of the certificate that expires last, while two rotate', () => {
    expect(expiryOf([NOW - DAY_MS, NOW + 300 * DAY_MS], NOW)).toEqual({ state: 'far', days: 300 });
  });
});
