import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { jsonOf, textOf } from '../support/repository';
import { folderWith } from '../support/temporary-folder';

/** Returns files of a tool's stand-in, and of a folder that depends on it. */
function withTool(name: string, program: string, code: string): Readonly<Record<string, string>> {
  const dependencies = { [name]: 'file:tool' };
  const tool = { name, version: '1.0.0' };
  return {
    'tool/package.json': JSON.stringify(tool),
    [`tool/${program}`]: code,
    'package.json': JSON.stringify({ name: 'folder', dependencies }),
    'package-lock.json': JSON.stringify({
      name: 'folder',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'folder', dependencies },
        [`node_modules/${name}`]: { resolved: 'tool', link: true },
        tool,
      },
    }),
  };
}

/** The stand-in of `format`: it prints its arguments and exits with TOOL_CODE. */
const TOOL =
  "console.log('tool:', ...process.argv.slice(2)); process.exit(Number(process.env.TOOL_CODE));";

const PROJECT = {
  'dev/run.mjs': textOf('dev/run.mjs'),
  ...withTool('prettier', 'bin/prettier.cjs', TOOL),
};

/** Returns npm's record of that project's installed packages. */
const installed = (version: string) => ({
  'node_modules/prettier/bin/prettier.cjs': TOOL,
  'node_modules/.package-lock.json': JSON.stringify({
    packages: { 'node_modules/prettier': { link: true }, tool: { version } },
  }),
});

function run(project: string, words: readonly string[], toolCode = 0) {
  return new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
    const env = { ...process.env, TOOL_CODE: String(toolCode) };
    const child = execFile(
      process.execPath,
      ['dev/run.mjs', ...words],
      { cwd: project, env },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, said: stdout + stderr });
      },
    );
  });
}

const INSTALLING = /Installing the packages/g;

describe('the commands', () => {
  it('install first when nothing is installed, and say so once', async () => {
    const project = await folderWith(PROJECT);
    const first = await run(project, ['format']);
    const second = await run(project, ['format']);
    expect(first).toMatchObject({ code: 0 });
    expect(first.said).toMatch(INSTALLING);
    expect(first.said).toContain('tool: --write');
    expect(second.said).not.toMatch(INSTALLING);
    expect(second.said).toContain('tool: --write');
  });

  it('install anew when the lock file names other versions than are there', async () => {
    const project = await folderWith({ ...PROJECT, ...installed('0.9.0') });
    expect((await run(project, ['format'])).said).toMatch(INSTALLING);
  });

  it('install once when two are called at once', async () => {
    const project = await folderWith(PROJECT);
    const both = await Promise.all([run(project, ['format']), run(project, ['format'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.flatMap(({ said }) => said.match(INSTALLING) ?? [])).toHaveLength(1);
  });

  it('take over from an installation that was killed', async () => {
    // No process has this number: it is beyond the largest there is.
    const project = await folderWith({ ...PROJECT, 'dist/installing': '99999999' });
    expect(await run(project, ['format'])).toMatchObject({ code: 0 });
    expect(existsSync(path.join(project, 'dist/installing'))).toBe(false);
  });

  it('install what a command alone needs beside it, and tell it which folder it is about', async () => {
    const stryker = withTool(
      '@stryker-mutator/core',
      'bin/stryker.js',
      "console.log('mutates', process.env.MUTATED_FOLDER, 'by', process.argv.at(-1));",
    );
    const beside = Object.entries(stryker).map(
      ([file, text]) => [`dev/mutation/${file}`, text] as const,
    );
    const project = await folderWith({
      ...PROJECT,
      ...installed('1.0.0'),
      ...Object.fromEntries(beside),
    });
    const first = await run(project, ['mutation']);
    const second = await run(project, ['mutation', 'some/folder']);
    expect(first.said).toContain(
      'Installing the packages of dev/mutation/package-lock.json (once; some seconds, 65 MB)',
    );
    expect(first.said.match(/mutates \S+ by \S+/g)).toEqual([
      'mutates miniprogram/contract by dev/mutation/stryker.config.mjs',
      'mutates miniprogram/delivery by dev/mutation/stryker.config.mjs',
      'mutates miniprogram/ui/wording by dev/mutation/stryker.config.mjs',
      'mutates cloudfunctions/core by dev/mutation/stryker.config.mjs',
    ]);
    expect(second).toMatchObject({ code: 0 });
    expect(second.said).not.toMatch(INSTALLING);
    expect(second.said.match(/mutates \S+/g)).toEqual(['mutates some/folder']);
  });

  it('end with the code of what they ran', async () => {
    const project = await folderWith({ ...PROJECT, ...installed('1.0.0') });
    expect(await run(project, ['format'], 3)).toMatchObject({ code: 3 });
  });

  it('are the scripts of package.json, and are named when something else is asked for', async () => {
    const { code, said } = await run(await folderWith(PROJECT), ['nonsense']);
    expect(code).toBe(1);
    const named = /There are: (.*)\.$/m.exec(said)?.[1]?.split(', ') ?? [];
    const scripts = Object.fromEntries(named.map((name) => [name, `node dev/run.mjs ${name}`]));
    expect(jsonOf('package.json')).toHaveProperty('scripts', scripts);
  });
});
