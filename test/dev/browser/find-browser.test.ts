import { findBrowser, installedBrowser, type Machine } from '../../../dev/browser/find-browser';

function machine(
  platform: NodeJS.Platform,
  environment: Record<string, string>,
  ...files: string[]
): Machine {
  return { platform, arch: 'x64', environment, exists: (file) => files.includes(file) };
}

describe('finding a browser', () => {
  it('takes the one that CHROME_PATH names, before any other', () => {
    const environment = { CHROME_PATH: '/my/chrome', PATH: '/usr/bin' };
    expect(installedBrowser(machine('linux', environment, '/my/chrome', '/usr/bin/chromium'))).toBe(
      '/my/chrome',
    );
  });

  it('says so when CHROME_PATH names nothing, instead of taking another', () => {
    const environment = { CHROME_PATH: '/gone', PATH: '/usr/bin' };
    expect(() => installedBrowser(machine('linux', environment, '/usr/bin/chromium'))).toThrow(
      '/gone',
    );
  });

  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', { PATH: '/bin:/usr/bin' }, '/usr/bin/google-chrome'],
    ['darwin', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    [
      'win32',
      { PROGRAMFILES: 'C:\\Program Files' },
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  ])('finds an installed one on %s', (platform, environment, file) => {
    expect(installedBrowser(machine(platform, environment, file))).toBe(file);
  });

  it('stops with one clear sentence where there is none', async () => {
    await expect(findBrowser(machine('win32', {}))).rejects.toThrow(/install one of them/);
    await expect(findBrowser(machine('darwin', {}))).rejects.toThrow(/CHROME_PATH/);
  });

  it('falls back on the one from npm on Linux', async () => {
    const found = await findBrowser(machine('linux', { PATH: '' }));
    expect(found.executable).toContain('chromium');
    expect(found.environment['LD_LIBRARY_PATH']).toBeDefined();
  });
});
