// Runs the commands of package.json, and first installs missing packages. Uses no package itself.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Folders that `npm run mutation` mutates when none is named. */
const MUTATED = [
  'miniprogram/contract',
  'miniprogram/delivery',
  'miniprogram/ui/wording',
  'cloudfunctions/core',
];

/** Time and disk space to install the packages of each folder. '' is the project itself. */
const COSTS = {
  '': 'about a minute, 350 MB',
  'dev/mutation': 'some seconds, 65 MB',
  'dev/wechat-ci': 'about a minute, 275 MB',
};

/**
 * Commands of package.json, as functions from further arguments (`rest`) to steps. A step has the
 * arguments for node (`words`), and optionally a heading (`say`), a folder whose packages it needs,
 * default environment variables, and whether it ends with this process (`staysWithUs`).
 */
const commands = {
  start: (rest) => [{ words: program('dev/start/start.ts', rest), staysWithUs: true }],
  build: (rest) => [{ words: program('dev/build/build.ts', rest) }],
  test: (rest) => [{ words: tests(rest) }],
  'test:long': (rest) => [
    { packages: 'dev/wechat-ci', words: tests(['--config', 'test/long.config.mjs', ...rest]) },
  ],
  check: () => [
    {
      say: 'Format',
      words: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
    },
    { say: 'Lint', words: tool('eslint/bin/eslint.js', '--max-warnings', '0', '.') },
    {
      words: tool(
        'dependency-cruiser/bin/dependency-cruise.mjs',
        ...['miniprogram', 'cloudfunctions', 'dev', 'test'],
      ),
    },
    { say: 'Types', words: tool('typescript/bin/tsc', '-b') },
    { say: 'What WeChat compiles', words: program('dev/check/check-miniprogram.ts') },
  ],
  format: () => [
    { words: tool('prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', '.') },
  ],
  bench: (rest) => [
    { words: program('dev/build/build.ts') },
    { words: program('dev/bench/bench.ts', rest) },
  ],
  deploy: (rest) => [
    { words: program('dev/deploy/deploy.ts', [...rest, '--check']) },
    ...commands['verify:wechat'](),
    { words: program('dev/deploy/deploy.ts', rest) },
  ],
  'verify:wechat': () => [
    { packages: 'dev/wechat-ci', words: program('dev/build/build.ts') },
    // WeChat's compilers check neither types nor imports.
    { words: tool('typescript/bin/tsc', '-b', 'miniprogram') },
    { words: program('dev/verify/verify.ts') },
  ],
  screens: (rest) => [{ words: program('dev/screens/screens.ts', rest), staysWithUs: true }],
  live: (rest) => [{ words: program('dev/live/live.ts', rest) }],
  mutation: (rest) =>
    (rest.length > 0 ? rest : MUTATED).map((folder) => ({
      say: `Mutants of ${folder}`,
      packages: 'dev/mutation',
      words: [
        'dev/mutation/node_modules/@stryker-mutator/core/bin/stryker.js',
        ...['run', 'dev/mutation/stryker.config.mjs'],
      ],
      // Limits the fuzz tests: a mutant that 100 random cases do not detect counts as survived.
      environment: { MUTATED_FOLDER: folder, FUZZ_CASES: '100' },
    })),
};

await main(process.argv.slice(2));

async function main([name, ...rest]) {
  const steps = Object.hasOwn(commands, name ?? '') ? commands[name](rest) : undefined;
  if (steps === undefined) {
    return end(`Unknown command "${name ?? ''}". There are: ${Object.keys(commands).join(', ')}.`);
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return end(`This needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
  if (!(await install(''))) return;
  for (const { say, packages, ...step } of steps) {
    if (packages !== undefined && !(await install(packages))) return;
    if (say !== undefined) console.log(`\n${say}:`);
    process.exitCode = await run(step);
    if (process.exitCode !== 0) return;
  }
}

/**
 * Runs `npm ci` in a folder, unless node_modules matches the lock file. Of several processes one
 * installs and the others wait. @returns whether all packages are installed
 */
async function install(folder) {
  if (isInstalled(folder)) return true;
  const lock = path.join(root, 'dist/installing');
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let turn = 0; !take(lock); turn += 1) {
    if (turn === 0)
      console.log(
        `Another command is installing the packages: waiting for it … (if there is none, delete ${path.relative('', lock)})`,
      );
    await sleep(500);
  }
  try {
    return isInstalled(folder) || installNow(folder);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Compares package-lock.json with npm's own record. Optional packages may be missing. */
function isInstalled(folder) {
  const present = path.join(root, folder, 'node_modules/.package-lock.json');
  if (!existsSync(present)) return false;
  const { packages: found } = JSON.parse(readFileSync(present, 'utf8'));
  const { packages: wanted } = JSON.parse(
    readFileSync(path.join(root, folder, 'package-lock.json'), 'utf8'),
  );
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === '' || (name in found ? found[name].version === version : optional === true),
  );
}

function installNow(folder) {
  console.log(
    `Installing the packages of ${path.posix.join(folder, 'package-lock.json')} (once; ${COSTS[folder]}) …`,
  );
  // Installs development dependencies even if NODE_ENV is "production".
  const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const npm = process.env.npm_execpath ?? '';
  const options = { cwd: path.join(root, folder), stdio: 'inherit' };
  const { status } = npm.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...words], options)
    : spawnSync('npm', words, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) end('npm could not install the packages: see above. Nothing else was done.');
  return status === 0;
}

/** Creates a lock file with this process's id; removes that of a process that was killed. */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isLeftBehind(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** Whether the process that made the lock is gone, or the lock is older than any installation. */
function isLeftBehind(lock) {
  const made = statSync(lock, { throwIfNoEntry: false });
  if (made === undefined) return false;
  if (Date.now() - made.mtimeMs > 10 * 60_000) return true;
  const maker = Number(readFileSync(lock, 'utf8'));
  return maker > 0 && !isAlive(maker);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function program(file, rest = []) {
  return ['--import', 'tsx', file, ...rest];
}

function tool(file, ...words) {
  return [path.join('node_modules', file), ...words];
}

function tests(rest) {
  return tool('jest/bin/jest.js', ...rest);
}

/**
 * Runs node with these arguments in the project's folder, and forwards signals. With `staysWithUs`
 * the child ends when this process or npm is killed. @returns the exit code
 */
function run({ words, environment, staysWithUs = false }) {
  return new Promise((resolve, reject) => {
    const stdio = staysWithUs ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
    const env = { ...environment, ...process.env };
    const child = spawn(process.execPath, words, { cwd: root, stdio, env });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    const parents = staysWithUs ? parentProcesses() : [];
    const watch = setInterval(() => {
      if (!parents.every(isAlive)) child.kill();
    }, 1000);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? (signal === null ? 1 : 130));
    });
  });
}

/** Returns the ids of our parent process, and of npm if that parent is only npm's shell. */
function parentProcesses() {
  if (process.env.npm_lifecycle_event === undefined) return [process.ppid];
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(process.ppid)]);
  const npm = Number(String(stdout ?? '').trim());
  return npm > 1 ? [process.ppid, npm] : [process.ppid];
}

function end(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
