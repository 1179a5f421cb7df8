import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { eventually } from '../../support/eventually';
import { ROOT } from '../../support/repository';
import { processesWith } from '../../support/running-host';
import { temporaryFolder } from '../../support/temporary-folder';

const SCENES =
  'search-recents|delivery-301|delivery-failure-with-data|shop-nothing-yet|account-lost';
const LAYOUTS = '375-light|375-large|320|320-largest|1280-dark';
/** The hardest screens. `npm run screens` audits all. */
const HARDEST = `^((${SCENES}) (${LAYOUTS})|console (390-light|1280-dark))$`;

let program: ChildProcess | undefined;
afterEach(() => program?.kill('SIGKILL'));

it.each<[string, RegExp, (screens: ChildProcess) => void]>([
  ['that take pictures, after a signal', /^search-/m, (screens) => screens.kill('SIGINT')],
  [
    'that are still starting, after the end of whoever started them',
    /^/,
    (screens) => {
      screens.disconnect();
    },
  ],
])(
  'screens %s: end with their host and browser, and leave nothing behind',
  async (_name, saysWhenReady, interrupt) => {
    const folder = await temporaryFolder();
    program = spawn(process.execPath, ['--import', 'tsx', 'dev/screens/screens.ts'], {
      cwd: ROOT,
      // Host, functions and browser, which name the folder, are found by it.
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    let said = '';
    program.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const stageFolders = async (): Promise<readonly string[]> =>
      (await readdir(folder)).filter((name) => name.startsWith('stage-'));
    await eventually(stageFolders, ({ length }) => length > 0);
    await eventually(
      () => Promise.resolve(said),
      (words) => saysWhenReady.test(words),
    );

    const ended = once(program, 'exit');
    interrupt(program);
    expect(await ended).toEqual([130, null]);
    await eventually(
      () => Promise.resolve(processesWith(folder)),
      ({ length }) => length === 0,
    );
    expect(await stageFolders()).toEqual([]);
  },
);

it('screens show no text hidden or squeezed, no small target, nothing serious by axe-core', () => {
  const { status, stdout } = spawnSync(process.execPath, ['dev/run.mjs', 'screens', HARDEST], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/\n27 screens in dist\/screens, 0 findings\n$/);
  expect(status).toBe(0);
});
