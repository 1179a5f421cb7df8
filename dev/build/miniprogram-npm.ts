import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { licencesOf } from './licences';
import { withoutIconFont } from './vant-icon-font';

const OUTPUT = 'miniprogram_npm';
const VANT = '@vant/weapp/';
const COMPONENT_SUFFIXES = ['.js', '.json', '.wxml', '.wxss', '.wxs'];

interface MiniprogramNpmOptions {
  /** Root folder of the mini-program, which contains app.json. */
  readonly miniprogramFolder: string;
  /** Folder whose node_modules contain the packages. */
  readonly packagesFolder: string;
}

/**
 * Writes `miniprogram_npm`: the vant components that the mini-program uses, without vant's icon
 * font, the part of superstruct that it imports, and their licences. Unchanged files are not
 * written, unused files are removed. Replaces "build npm" in WeChat DevTools.
 *
 * @returns the total size in bytes, and sorted paths below `miniprogram_npm`, with forward slashes
 * @throws Error when @vant/weapp lacks a used component
 */
export async function buildMiniprogramNpm({
  miniprogramFolder,
  packagesFolder,
}: MiniprogramNpmOptions) {
  const target = path.join(miniprogramFolder, OUTPUT);
  const { resolve } = createRequire(path.join(path.resolve(packagesFolder), 'package.json'));
  const vantFolder = path.join(path.dirname(resolve('@vant/weapp/package.json')), 'lib');

  const contents = new Map([
    ['superstruct/index.js', await superstructPart(miniprogramFolder, packagesFolder)],
  ]);
  for (const file of await vantFiles(vantFolder, await usedComponents(miniprogramFolder))) {
    const text = await readFile(path.join(vantFolder, file), 'utf8');
    contents.set(VANT + file, withoutIconFont(VANT + file, text));
  }
  const packed = [...contents.keys()];
  for (const name of ['superstruct', '@vant/weapp']) {
    if (!packed.some((file) => file.startsWith(`${name}/`))) continue;
    const folder = path.dirname(resolve(`${name}/package.json`));
    contents.set(`${name}/LICENSE`, await licencesOf([folder]));
  }
  let bytes = 0;
  for (const [file, text] of contents) {
    bytes += await writeIfOther(path.join(target, file), text);
  }
  const files = [...contents.keys()].sort();
  await removeOthers(target, files);
  return { files, bytes };
}

/** Bundles what the mini-program imports from superstruct: half of its code. */
async function superstructPart(miniprogramFolder: string, packagesFolder: string): Promise<string> {
  const texts = await ownTexts(miniprogramFolder, '.ts');
  const imports = texts.flatMap((text) => [
    ...text.matchAll(/import \{([^}]*)\} from 'superstruct'/g),
  ]);
  const names = imports.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  const values = new Set(names.filter((name) => name !== '' && !name.startsWith('type ')));
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${[...values].sort().join(', ')} } from 'superstruct/dist/index.mjs'`,
      resolveDir: packagesFolder,
    },
    absWorkingDir: packagesFolder,
    bundle: true,
    format: 'cjs',
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** Lists every path under `usingComponents` in the mini-program's JSON files. */
async function usedComponents(miniprogramFolder: string): Promise<readonly string[]> {
  return (await ownTexts(miniprogramFolder, '.json')).flatMap(usingComponents);
}

/** Reads the mini-program's own files with a suffix. */
async function ownTexts(miniprogramFolder: string, suffix: string): Promise<readonly string[]> {
  const files = await readdir(miniprogramFolder, { recursive: true });
  const own = files.filter((file) => file.endsWith(suffix) && !file.startsWith(OUTPUT));
  return Promise.all(own.map((file) => readFile(path.join(miniprogramFolder, file), 'utf8')));
}

function usingComponents(json: string): readonly string[] {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || !('usingComponents' in value)) return [];
  return Object.values(value.usingComponents ?? {}).filter((used) => typeof used === 'string');
}

/** Lists the files that the used vant components need, relative to vant's lib folder. */
async function vantFiles(vantFolder: string, used: readonly string[]): Promise<Set<string>> {
  const components = used.filter((component) => component.startsWith(VANT));
  const files = new Set(
    components.flatMap((component) => componentFiles(vantFolder, component.slice(VANT.length))),
  );
  // A `Set` iteration also visits the elements that are added during the loop.
  for (const file of files) {
    for (const needed of await neededBy(vantFolder, file)) files.add(needed);
  }
  return files;
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

const REFERENCES: Readonly<Record<string, RegExp>> = {
  '.js': /require\(["'](\.[^"']+)["']\)/g,
  '.wxs': /require\(["'](\.[^"']+)["']\)/g,
  '.wxml': /<(?:wxs|import|include)[^>]*\ssrc=["'](\.[^"']+)["']/g,
  '.wxss': /@import\s+["'](\.[^"']+)["']/g,
};

/** Lists the files that a file refers to: components in JSON, require(), src and @import. */
async function neededBy(vantFolder: string, file: string): Promise<readonly string[]> {
  const text = await readFile(path.join(vantFolder, file), 'utf8');
  const suffix = path.posix.extname(file);
  const beside = (reference: string): string =>
    path.posix.join(path.posix.dirname(file), reference);

  if (suffix === '.json') {
    return usingComponents(text).flatMap((used) => componentFiles(vantFolder, beside(used)));
  }
  const pattern = REFERENCES[suffix];
  if (pattern === undefined) return [];
  const needed = [...text.matchAll(pattern)].map(([, reference = '']) => beside(reference));
  return needed.map((name) => (suffix === '.js' && !name.endsWith('.js') ? `${name}.js` : name));
}

/**
 * Writes a file unless it has this text already, so that watchers do not report a change.
 *
 * @returns the file's size in bytes
 */
async function writeIfOther(file: string, text: string): Promise<number> {
  const present = existsSync(file) ? await readFile(file, 'utf8') : null;
  if (present !== text) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return Buffer.byteLength(text);
}

/** Removes all files that are not in `kept`, and folders that contain none of those. */
async function removeOthers(folder: string, kept: readonly string[]): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    const file = name.split(path.sep).join('/');
    if (kept.some((each) => `${each}/`.startsWith(`${file}/`))) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
