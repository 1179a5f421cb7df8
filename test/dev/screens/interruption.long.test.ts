import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { eventually } from '../../support/eventually';
import { ROOT } from '../../support/repository';
import { processesWith } from '../../support/running-host';
import { temporaryFolder } from '../../support/temporary-folder';

let program: ChildProcess | undefined;
afterEach(() => program?.kill('SIGKILL'));

/** Lists the running processes of a group, without zombies. */
function membersOf(group: number): readonly string[] {
  const table = execFileSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' });
  return table.split('\n').filter((line) => new RegExp(`^ *${group} +[^Z]`).test(line));
}

const hasStage = (names: readonly string[]): boolean =>
  names.some((name) => name.startsWith('stage-'));
const hasSaidAScene = (words: string): boolean => /^search-/m.test(words);

/** Signals the whole group as a terminal does, and the screens again as their parent does. */
const byCtrlC = (screens: ChildProcess, group: number): void => {
  process.kill(-group, 'SIGINT');
  screens.kill('SIGINT');
};
/** Signals as when the parent is killed. */
const byTheirParent = (screens: ChildProcess): void => {
  screens.disconnect();
};

it.each([
  ['that take pictures, after SIGINT', hasSaidAScene, byCtrlC],
  ['that take pictures, after the end of whoever started them', hasSaidAScene, byTheirParent],
  ['that are still starting, after SIGINT', () => true, byCtrlC],
])(
  'screens %s: end with their host and browser, and leave nothing behind',
  async (_name, isFarEnough, interrupt) => {
    const folder = await temporaryFolder();
    const screens = spawn(process.execPath, ['--import', 'tsx', 'dev/screens/screens.ts'], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      // Leads a group of its own. The browser does, too, and names the folder.
      detached: true,
    });
    program = screens;
    const { pid: group } = screens;
    if (group === undefined) throw new Error('The screens did not start.');
    let said = '';
    screens.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await eventually(() => readdir(folder), hasStage);
    await eventually(() => Promise.resolve(said), isFarEnough);
    const left = (): readonly string[] => [...membersOf(group), ...processesWith(folder)];
    expect(left().length).toBeGreaterThan(0);

    const ended = once(screens, 'exit');
    interrupt(screens, group);
    expect(await ended).toEqual([130, null]);
    await eventually(
      () => Promise.resolve(left()),
      ({ length }) => length === 0,
    );
    expect(hasStage(await readdir(folder))).toBe(false);
  },
);
