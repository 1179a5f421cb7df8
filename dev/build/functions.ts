import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions, Metafile } from 'esbuild';
import { build } from 'esbuild';
import type { FoundPackages } from './deferred-packages';
import { DEFERRED_FILE, deferPackages, deferredFileText } from './deferred-packages';
import { withEagerModules } from './eager-modules';
import { httpsOnUse } from './https-on-use';
import { LICENCES_FILE, licencesOf } from './licences';
import { openApiTables } from './open-api-tables';
import { sdkEdits } from './sdk-edits';

const PROJECT_FOLDER = path.join(__dirname, '../..');

export interface FunctionsBuildOptions {
  /** Folder whose subfolders with an index.ts are functions. Default: cloudfunctions/. */
  readonly sourceFolder?: string;
  /** Default: dist/cloudfunctions/. */
  readonly outputFolder?: string;
  /** Whether rarely used packages go to deferred.js (default) instead of index.js. */
  readonly trim?: boolean;
}

export interface BuiltFunction {
  readonly name: string;
  readonly folder: string;
  /** Bytes of index.js, the only file that a cold start reads. */
  readonly bytes: number;
  /** Bytes of deferred.js beside it; 0 when there is none. */
  readonly deferredBytes: number;
}

/** Options of esbuild. Node 16.13 is the oldest version that WeChat offers for functions. */
const BUNDLE: BuildOptions & { readonly metafile: true } = {
  absWorkingDir: PROJECT_FOLDER,
  bundle: true,
  platform: 'node',
  target: 'node16.13',
  format: 'cjs',
  // The ES build, of which esbuild drops unused parts; the CommonJS build would be bundled whole.
  alias: { superstruct: 'superstruct/dist/index.mjs' },
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'silent',
};

/**
 * Builds every cloud function into a folder for upload: index.js with all code that a call needs,
 * package.json without dependencies, config.json, the packages' licences. Keeps other files in the
 * output folder. The same source gives the same bytes.
 *
 * @throws Error when wx-server-sdk no longer contains code that the build replaces or defers
 */
export async function buildFunctions({
  sourceFolder = path.join(PROJECT_FOLDER, 'cloudfunctions'),
  outputFolder = path.join(PROJECT_FOLDER, 'dist/cloudfunctions'),
  trim = true,
}: FunctionsBuildOptions = {}): Promise<readonly BuiltFunction[]> {
  const entries = await readdir(sourceFolder, { withFileTypes: true });
  const names = entries
    .filter(({ name }) => existsSync(path.join(sourceFolder, name, 'index.ts')))
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    names.map((name) =>
      buildFunction(path.join(sourceFolder, name), path.join(outputFolder, name), trim),
    ),
  );
}

async function buildFunction(
  source: string,
  folder: string,
  trim: boolean,
): Promise<BuiltFunction> {
  const found: FoundPackages = new Map();
  const { outputFiles, metafile } = await build({
    ...BUNDLE,
    minifyWhitespace: false,
    write: false,
    entryPoints: [path.join(source, 'index.ts')],
    plugins: [sdkEdits, ...(trim ? [deferPackages(found), httpsOnUse] : []), openApiTables],
  });
  const index = inAscii(await withEagerModules(outputFiles[0]?.text ?? ''));
  const deferred = found.size > 0 ? await deferredFileText(found, BUNDLE) : null;

  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'index.js'), index);
  await writeFile(path.join(folder, 'package.json'), await manifestText(source));
  await copyFile(path.join(source, 'config.json'), path.join(folder, 'config.json'));
  const contained = [metafile, ...(deferred === null ? [] : [deferred.metafile])].flatMap(inputsOf);
  await writeFile(path.join(folder, LICENCES_FILE), await licencesOf(contained));
  const deferredFile = path.join(folder, DEFERRED_FILE);
  if (deferred === null) await rm(deferredFile, { force: true });
  else await writeFile(deferredFile, deferred.text);
  return {
    name: path.basename(source),
    folder,
    bytes: Buffer.byteLength(index),
    deferredBytes: Buffer.byteLength(deferred?.text ?? ''),
  };
}

/** Lists the files of which a bundle contains anything. */
function inputsOf({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path.join(PROJECT_FOLDER, file)] : [],
    ),
  );
}

/**
 * Escapes what esbuild leaves in regular expressions. A file of ASCII only takes Node half the
 * memory to read, and less time.
 */
function inAscii(script: string): string {
  return script.replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Returns the function's manifest without dependencies, since the bundle contains them. */
async function manifestText(source: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null) {
    throw new Error(`${path.join(source, 'package.json')} is no manifest.`);
  }
  const kept = Object.entries(manifest).filter(
    ([key]) => !['dependencies', 'devDependencies', 'scripts'].includes(key),
  );
  return `${JSON.stringify({ ...Object.fromEntries(kept), main: 'index.js' }, null, 2)}\n`;
}
