import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { jsonOf, ROOT } from '../support/repository';

let project = '';

/** A project with one package, which stands in for the tool that `format` runs: it says its words and ends with the code in TOOL_CODE. */
beforeEach(() => {
  project = mkdtempSync(path.join(os.tmpdir(), 'project-'));
  mkdirSync(path.join(project, 'dev'));
  cpSync(path.join(ROOT, 'dev/run.mjs'), path.join(project, 'dev/run.mjs'));
  write('tool/package.json', { name: 'prettier', version: '1.0.0' });
  mkdirSync(path.join(project, 'tool/bin'));
  writeFileSync(
    path.join(project, 'tool/bin/prettier.cjs'),
    "console.log('tool:', ...process.argv.slice(2)); process.exit(Number(process.env.TOOL_CODE));",
  );
  const dependencies = { prettier: 'file:tool' };
  write('package.json', { name: 'project', version: '1.0.0', dependencies });
  write('package-lock.json', {
    name: 'project',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'project', version: '1.0.0', dependencies },
      'node_modules/prettier': { resolved: 'tool', link: true },
      tool: { name: 'prettier', version: '1.0.0' },
    },
  });
});

afterEach(() => {
  rmSync(project, { recursive: true });
});

function write(file: string, value: unknown): void {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), JSON.stringify(value));
}

interface Run {
  readonly code: number | null;
  readonly said: string;
}

function run(words: readonly string[], toolCode = 0): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['dev/run.mjs', ...words], {
      cwd: project,
      env: { ...process.env, TOOL_CODE: String(toolCode) },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        said += bytes.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, said });
    });
  });
}

const INSTALLING = /Installing the packages/g;

describe('the commands', () => {
  it('install first when nothing is installed, and say so once', async () => {
    const first = await run(['format']);
    const second = await run(['format']);
    expect(first).toMatchObject({ code: 0 });
    expect(first.said).toMatch(INSTALLING);
    expect(first.said).toContain('tool: --write');
    expect(second.said).not.toMatch(INSTALLING);
    expect(second.said).toContain('tool: --write');
  });

  it('install anew when the lock file names other versions than are there', async () => {
    await run(['format']);
    write('node_modules/.package-lock.json', {
      packages: { 'node_modules/prettier': { link: true }, tool: { version: '0.9.0' } },
    });
    expect((await run(['format'])).said).toMatch(INSTALLING);
  });

  it('install once when two are called at once', async () => {
    const both = await Promise.all([run(['format']), run(['format'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.flatMap(({ said }) => said.match(INSTALLING) ?? [])).toHaveLength(1);
  });

  it('take over from an installation that was killed', async () => {
    mkdirSync(path.join(project, 'dist'));
    // No process has this number: it is beyond the largest there is.
    writeFileSync(path.join(project, 'dist/installing'), '99999999');
    expect(await run(['format'])).toMatchObject({ code: 0 });
    expect(existsSync(path.join(project, 'dist/installing'))).toBe(false);
  });

  it('install what a command alone needs beside it, and tell it which folder it is about', async () => {
    const name = '@stryker-mutator/core';
    write('dev/mutation/stryker/package.json', { name, version: '1.0.0' });
    mkdirSync(path.join(project, 'dev/mutation/stryker/bin'));
    writeFileSync(
      path.join(project, 'dev/mutation/stryker/bin/stryker.js'),
      "console.log('mutates', process.env.MUTATED_FOLDER, 'by', process.argv.at(-1));",
    );
    write('dev/mutation/package.json', {
      name: 'mutation',
      dependencies: { [name]: 'file:stryker' },
    });
    write('dev/mutation/package-lock.json', {
      name: 'mutation',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'mutation', dependencies: { [name]: 'file:stryker' } },
        [`node_modules/${name}`]: { resolved: 'stryker', link: true },
        stryker: { name, version: '1.0.0' },
      },
    });
    await run(['format']);
    const first = await run(['mutation']);
    const second = await run(['mutation', 'some/folder']);
    expect(first.said).toContain(
      'Installing the packages of dev/mutation/package-lock.json (once; some seconds, 65 MB)',
    );
    expect(first.said.match(/mutates \S+ by \S+/g)).toEqual([
      'mutates miniprogram/shared by dev/mutation/stryker.config.mjs',
      'mutates miniprogram/tracking by dev/mutation/stryker.config.mjs',
      'mutates cloudfunctions/core by dev/mutation/stryker.config.mjs',
    ]);
    expect(second).toMatchObject({ code: 0 });
    expect(second.said).not.toMatch(INSTALLING);
    expect(second.said.match(/mutates \S+/g)).toEqual(['mutates some/folder']);
  });

  it('end with the code of what they ran', async () => {
    expect(await run(['format'], 3)).toMatchObject({ code: 3 });
  });

  it('are the scripts of package.json, and are named when something else is asked for', async () => {
    const { code, said } = await run(['nonsense']);
    expect(code).toBe(1);
    const named = /There are: (.*)\.$/m.exec(said)?.[1]?.split(', ') ?? [];
    const scripts = Object.fromEntries(named.map((name) => [name, `node dev/run.mjs ${name}`]));
    expect(jsonOf('package.json')).toHaveProperty('scripts', scripts);
  });
});
