import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BuiltProduct } from '../../dev/host/host';
import { ROOT } from './repository';

/**
 * Folder of builds for tests: dist/built/<content>/<name>. Each is built once per state of the
 * source and shared by all runs. Builders are loaded only when needed, since loading takes long.
 */
const BUILT = path.join(ROOT, 'dist/built');
/** Sources of all builds. */
const SOURCES = [
  ...['cloudfunctions', 'miniprogram', 'dev', 'test/dev', 'test/support'],
  ...['package-lock.json', 'tsconfig.json'],
];
/** Excluded folders, which package-lock.json determines. */
const INSTALLED = ['node_modules', 'miniprogram_npm'];
/** Variable that passes the hash to test processes, since reading all sources takes long. */
const CONTENT = 'BUILT_FROM_CONTENT';

/** @returns hash of the sources, in letters only, since digits in a log look like phone numbers */
function sourceContent(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow)) {
    hash.update(`${path.relative(ROOT, file)}\n`).update(readFileSync(file));
  }
  return hash
    .digest('hex')
    .slice(0, 16)
    .replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
}

/** Fixes the hash of the sources for this process and its children, in the run's set-up. */
export function settleContent(): string {
  const content = sourceContent();
  process.env[CONTENT] = content;
  return path.join(BUILT, content);
}

function filesBelow(source: string): readonly string[] {
  const whole = path.join(ROOT, source);
  if (statSync(whole).isFile()) return [whole];
  return readdirSync(whole)
    .filter((name) => !INSTALLED.includes(name))
    .sort()
    .flatMap((name) => filesBelow(path.join(source, name)));
}

/**
 * Claims a build for this process, or waits until another has made it, since to begin a world costs
 * seconds.
 *
 * @returns file that holds the claim
 */
async function claimOf(folder: string): Promise<string> {
  const claim = `${folder}.claim`;
  await mkdir(path.dirname(folder), { recursive: true });
  while (!existsSync(folder)) {
    try {
      await writeFile(claim, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (await hasEnded(claim)) await rm(claim, { force: true });
      else await pause(100);
    }
  }
  return claim;
}

/** Says whether the process that has claimed a build ended without it, e.g. was killed. */
async function hasEnded(claim: string): Promise<boolean> {
  try {
    process.kill(Number(await readFile(claim, 'utf8')), 0);
    return false;
  } catch {
    return true;
  }
}

/**
 * Returns the folder of a build, and builds it if missing.
 *
 * @param name unique name of the build
 */
export async function built(
  name: string,
  build: (folder: string) => Promise<unknown>,
): Promise<string> {
  const content = (process.env[CONTENT] ??= sourceContent());
  const folder = path.join(BUILT, content, name);
  if (existsSync(folder)) return folder;
  const claim = await claimOf(folder);
  const unfinished = `${folder}.${process.pid}`;
  try {
    if (existsSync(folder)) return folder;
    await mkdir(unfinished, { recursive: true });
    await build(unfinished);
    // Sources changed meanwhile, so only this process may use the build.
    if (sourceContent() !== content) return unfinished;
    await rename(unfinished, folder);
  } catch (error) {
    // Another test was faster. Its result is the same.
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(claim, { force: true });
  }
  return folder;
}

export function builtFunctions(): Promise<string> {
  return built('functions', async (outputFolder) => {
    const { buildFunctions } = await import('../../dev/build/functions');
    await buildFunctions({ outputFolder });
  });
}

/** Builds the phone with the product's mini-program, or a fixture's. */
export function builtPhone(
  miniprogramFolder = path.join(ROOT, 'miniprogram'),
  name = 'phone',
): Promise<string> {
  return built(name, async (outputFolder) => {
    const { buildPhone } = await import('../../dev/phone/build');
    const { ok, problems } = await buildPhone({ miniprogramFolder, outputFolder });
    if (!ok) throw new Error(`The phone was not built: ${JSON.stringify(problems)}`);
  });
}

/** Builds all that a host serves and runs. */
export async function builtProduct(): Promise<BuiltProduct> {
  const [functions, phone, page] = await Promise.all([
    builtFunctions(),
    builtPhone(),
    built('console', async (outputFolder) => {
      const { buildConsole } = await import('../../dev/console/build');
      await buildConsole(outputFolder);
    }),
  ]);
  return { functions, phone, console: page };
}
