import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { eventually } from '../../support/eventually';
import { ROOT } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

jest.setTimeout(60_000);

const programs: ChildProcess[] = [];

afterEach(() => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
});

/** The processes that were started by one, and by those. */
function descendantsOf(pid: number): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    table.flatMap(([child = 0, of]) => (of === parent ? [child, ...childrenOf(child)] : []));
  return childrenOf(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.each<[string, (program: ChildProcess) => void]>([
  ['SIGINT', (program) => program.kill('SIGINT')],
  [
    'the end of whoever started it',
    (program) => {
      program.disconnect();
    },
  ],
])('the screens after %s', (_name, interrupt) => {
  it('end with their host and browser, and leave nothing behind', async () => {
    const folder = await temporaryFolder();
    const program = spawn(process.execPath, ['--import', 'tsx', 'dev/screens/screens.ts'], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const { pid = 0 } = program;
    programs.push(program);
    // esbuild, a function or two, and the browser's own.
    const started = await eventually(
      () => Promise.resolve(descendantsOf(pid)),
      ({ length }) => length > 4,
    );
    expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^stage-/));

    const ended = once(program, 'exit');
    interrupt(program);
    expect(await ended).toEqual([130, null]);
    await eventually(
      () => Promise.resolve(started.filter(isAlive)),
      ({ length }) => length === 0,
      5000,
    );
    expect((await readdir(folder)).filter((name) => name.startsWith('stage-'))).toEqual([]);
  });
});
