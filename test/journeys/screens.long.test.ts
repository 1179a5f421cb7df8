import { auditScreens } from '../support/audited-screens';

/** The hardest screens. `npm run screens` audits all. */
it('shows no text cut, covered, overlapping or squeezed, no small target, nothing serious by axe-core', async () => {
  const report = await auditScreens({
    scenes: [
      'search-recents',
      'delivery-301',
      'delivery-failure-with-data',
      'shop-nothing-yet',
      'account-lost',
    ],
    layouts: ['375-light', '375-large', '320', '320-largest', '1280-dark'],
    consoles: ['390-light', '1280-dark'],
  });
  expect(report).toEqual([]);
});
