import { auditScreens } from '../support/audited-screens';

it('shows no text cut, covered or overlapping, no small target, nothing serious by axe-core', async () => {
  const report = await auditScreens({
    scenes: ['search-recents', 'delivery-301', 'delivery-failure-with-data'],
    layouts: ['375-large', '1280-dark'],
    consoles: [],
  });
  expect(report).toEqual([]);
});
