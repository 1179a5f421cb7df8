import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { npmChromium } from '../../../dev/browser/npm-chromium';
import { temporaryFolder } from '../../support/temporary-folder';

/** Runs a program ($2 …) while a folder ($1) hides the system's own libraries from it. */
const WITHOUT_LIBRARIES = `
for library in "$1"/*; do
  for own in $(/sbin/ldconfig -p | sed -n "s|.* => \\(.*/$(basename "$library")\\)$|\\1|p"); do
    mount --bind /dev/null "$own" || exit 1
  done
done
shift
exec "$@"`;

/** Says whether a user may hide system files from one program on this machine. */
const canCover =
  process.arch === 'x64' &&
  spawnSync('unshare', ['--map-root-user', '--mount', 'true']).status === 0;

(canCover ? describe : describe.skip)('the Chromium from npm on a bare system', () => {
  async function start(withItsLibraries: boolean): Promise<Browser> {
    const { executable, environment } = await npmChromium();
    const folder = path.join(path.dirname(executable), 'lib');
    const program = path.join(await temporaryFolder(), 'program.sh');
    const script = `#!/bin/sh
exec unshare --map-root-user --mount \\
  sh -c '${WITHOUT_LIBRARIES}' sh "${folder}" "${executable}" "$@"`;
    await writeFile(program, script, { mode: 0o755 });
    const { LD_LIBRARY_PATH, ...others } = environment;
    return chromium.launch({
      executablePath: program,
      args: ['--no-sandbox', '--disable-gpu'],
      env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', ...(withItsLibraries ? environment : others) },
    });
  }

  it('shows a page with the libraries that it brings', async () => {
    const browser = await start(true);
    const page = await browser.newPage();
    await page.setContent('<p>Here I am');
    expect(await page.textContent('p')).toBe('Here I am');
    await browser.close();
  });

  it('does not start without them: there is nothing of the kind on such a system', async () => {
    await expect(start(false)).rejects.toThrow(/lib(nss|nspr|plc|plds|expat)\w*\.so/);
  });
});
