import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What WeChat DevTools' "build npm" would make of the packages in use: a place for everything, byte for byte. */
export interface MiniprogramNpm {
  /** Paths below `miniprogram_npm`, ascending, with forward slashes. */
  readonly files: readonly string[];
  /** Sum of their sizes. */
  readonly bytes: number;
}

export interface MiniprogramNpmOptions {
  /** The mini-program's root (where app.json is). */
  readonly miniprogramFolder: string;
  /** The folder whose node_modules hold the packages. */
  readonly packagesFolder: string;
}

const VANT = '@vant/weapp/';
const COMPONENT_SUFFIXES = ['.js', '.json', '.wxml', '.wxss', '.wxs'];

/**
 * Fills `miniprogram_npm` with just the vant components that some JSON of the mini-program uses (with all they use themselves) and with superstruct.
 * Works in place: files that are the same already stay untouched, files that nothing uses any more are removed.
 *
 * @throws when a used component does not exist in @vant/weapp
 */
export async function buildMiniprogramNpm(options: MiniprogramNpmOptions): Promise<MiniprogramNpm> {
  const target = path.join(options.miniprogramFolder, 'miniprogram_npm');
  const { resolve } = createRequire(
    path.join(path.resolve(options.packagesFolder), 'package.json'),
  );
  const vantFolder = path.join(path.dirname(resolve('@vant/weapp/package.json')), 'lib');

  const sources = new Map<string, string>();
  for (const file of await vantFiles(options.miniprogramFolder, vantFolder)) {
    sources.set(VANT + file, path.join(vantFolder, file));
  }
  // Its CommonJS build is one file without further imports: what DevTools makes of it too.
  sources.set('superstruct/index.js', resolve('superstruct'));

  let bytes = 0;
  for (const [file, source] of sources) {
    bytes += await copyIfOther(source, path.join(target, file));
  }
  await removeOthers(target, new Set([...sources.keys()].map((file) => path.join(target, file))));
  return { files: [...sources.keys()].sort(), bytes };
}

/** The files below vant's lib that the mini-program needs, as relative paths with forward slashes. */
async function vantFiles(miniprogramFolder: string, vantFolder: string): Promise<Set<string>> {
  const files = new Set<string>();
  const open: string[] = [];
  const need = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    open.push(file);
  };

  for (const used of await usedComponents(miniprogramFolder)) {
    if (!used.startsWith(VANT)) continue;
    for (const file of componentFiles(vantFolder, used.slice(VANT.length))) need(file);
  }
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const needed of await neededBy(vantFolder, file)) need(needed);
  }
  return files;
}

/** Every path under `usingComponents` in the mini-program's own JSON. */
async function usedComponents(miniprogramFolder: string): Promise<Set<string>> {
  const used = new Set<string>();
  for (const file of await filesBelow(miniprogramFolder, 'miniprogram_npm')) {
    if (!file.endsWith('.json')) continue;
    for (const component of usingComponents(await readFile(file, 'utf8'))) used.add(component);
  }
  return used;
}

function usingComponents(json: string): readonly string[] {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || !('usingComponents' in value)) return [];
  return Object.values(value.usingComponents ?? {}).filter((used) => typeof used === 'string');
}

function componentFiles(vantFolder: string, component: string): readonly string[] {
  const files = COMPONENT_SUFFIXES.map((suffix) => component + suffix).filter((file) =>
    existsSync(path.join(vantFolder, file)),
  );
  if (!files.includes(`${component}.json`)) {
    throw new Error(`@vant/weapp has no component ${component}: check usingComponents.`);
  }
  return files;
}

/** What one file names: components in JSON, scripts and WXS by require or src, styles by @import. */
async function neededBy(vantFolder: string, file: string): Promise<readonly string[]> {
  const text = await readFile(path.join(vantFolder, file), 'utf8');
  const beside = (reference: string): string =>
    path.posix.normalize(path.posix.join(path.posix.dirname(file), reference));

  if (file.endsWith('.json')) {
    return usingComponents(text).flatMap((used) => componentFiles(vantFolder, beside(used)));
  }
  const pattern = REFERENCES[path.posix.extname(file)];
  if (pattern === undefined) return [];
  const needed = [...text.matchAll(pattern)].map((match) => beside(match[1] ?? ''));
  return file.endsWith('.js') ? needed.map((script) => withSuffix(script, '.js')) : needed;
}

const REFERENCES: Readonly<Record<string, RegExp>> = {
  '.js': /require\(["'](\.[^"']+)["']\)/g,
  '.wxs': /require\(["'](\.[^"']+)["']\)/g,
  '.wxml': /<(?:wxs|import|include)[^>]*\ssrc=["'](\.[^"']+)["']/g,
  '.wxss': /@import\s+["'](\.[^"']+)["']/g,
};

function withSuffix(file: string, suffix: string): string {
  return file.endsWith(suffix) ? file : file + suffix;
}

/** Copies unless the same bytes are there; answers the size. Leaving equal files alone keeps watchers quiet. */
async function copyIfOther(source: string, target: string): Promise<number> {
  const wanted = await readFile(source);
  const present = existsSync(target) ? await readFile(target) : null;
  if (present?.equals(wanted) !== true) {
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(source, target);
  }
  return wanted.length;
}

async function removeOthers(folder: string, keep: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await removeOthers(file, keep);
    else if (!keep.has(file)) await rm(file);
  }
  if ((await readdir(folder)).length === 0) await rmdir(folder);
}

async function filesBelow(folder: string, except: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === except) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(file, except)));
    else files.push(file);
  }
  return files;
}
