import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BuiltProduct } from '../../dev/host/host';
import { ROOT } from './repository';

/**
 * What tests run on is built once for a state of the source, and found again by later tests and runs: dist/built/<content>/<name>. The builders
 * are loaded where something is to be built: to load them takes a test longer than to find it.
 */
const BUILT = path.join(ROOT, 'dist/built');
/** All that what is built is made from. */
const SOURCES = [
  ...['cloudfunctions', 'miniprogram', 'dev', 'test/dev', 'test/support'],
  ...['package-lock.json', 'tsconfig.json'],
];
/** What is installed, or made of that, is named by package-lock.json. */
const INSTALLED = ['node_modules', 'miniprogram_npm'];
/** Its value is handed from the run's set-up to the processes of the tests: reading all sources takes a while. */
const CONTENT = 'BUILT_FROM_CONTENT';

/** @returns a name of the sources as they are now; of letters alone, since a run of digits in a log is taken for somebody's number */
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

/** For the run's set-up: from now on this process and those that it starts find what is built for the sources as they are now. */
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
 * The folder that holds something built; it is built unless it is there.
 *
 * @param name of what it is, unique among all that tests have built
 */
export async function built(
  name: string,
  build: (folder: string) => Promise<unknown>,
): Promise<string> {
  const content = (process.env[CONTENT] ??= sourceContent());
  const folder = path.join(BUILT, content, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await build(unfinished);
  // Sources that were changed meanwhile are of another content: it serves this process only.
  if (sourceContent() !== content) return unfinished;
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another test was quicker; what it has built is the same.
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The folder of the product's built functions. */
export function builtFunctions(): Promise<string> {
  return built('functions', async (outputFolder) => {
    const { buildFunctions } = await import('../../dev/build/functions');
    await buildFunctions({ outputFolder });
  });
}

/** The built phone with a mini-program: the product's own, or a fixture's. */
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

/** All that a host serves and runs. */
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
