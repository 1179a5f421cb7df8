import { findBrowser } from '../../../dev/browser/find-browser';

const FROM_NPM = {
  executablePath: expect.stringContaining('chromium') as unknown,
  env: expect.objectContaining({ LD_LIBRARY_PATH: expect.anything() as unknown }) as unknown,
};

it.each<[NodeJS.Platform, Record<string, string>, object]>([
  ['linux', { CHROME_PATH: '/my/chrome' }, { executablePath: '/my/chrome' }],
  ['darwin', { CHROME_PATH: '/my/chrome' }, { executablePath: '/my/chrome' }],
  ['linux', { CHROME_PATH: '' }, FROM_NPM],
  ['darwin', {}, { channel: 'chrome' }],
  ['win32', {}, { channel: 'msedge' }],
])('finds a browser on %s with %j', async (platform, env, found) => {
  expect(await findBrowser({ platform, arch: 'x64', env })).toMatchObject(found);
});
