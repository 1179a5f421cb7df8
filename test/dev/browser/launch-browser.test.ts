import { launchBrowserServer } from '../../../dev/browser/launch-browser';

const FEATURES = '--disable-features=';

it('turns off all that Playwright does, whose list of features Chromium does not heed besides', async () => {
  const browser = await launchBrowserServer();
  const lists = browser
    .process()
    .spawnargs.filter((argument) => argument.startsWith(FEATURES))
    .map((argument) => argument.slice(FEATURES.length).split(','));
  await browser.close();
  expect(lists).toHaveLength(2);
  expect(lists[1]).toEqual(expect.arrayContaining(lists[0] ?? []));
});
