import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, type Metafile, build, transform } from 'esbuild';
import { isLeftOut, leftOut } from './left-out';
import { LICENCES_FILE, licencesOf } from './licences';
import { urlParse } from './url-parse';

const PROJECT_FOLDER = path.join(__dirname, '../..');

export interface FunctionsBuildOptions {
  /** Folder whose subfolders with an index.ts are functions. Default: cloudfunctions/. */
  readonly sourceFolder?: string;
  /** Default: dist/cloudfunctions/. */
  readonly outputFolder?: string;
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
 * @throws Error when wx-server-sdk no longer loads a file that the build leaves out
 */
export async function buildFunctions({
  sourceFolder = path.join(PROJECT_FOLDER, 'cloudfunctions'),
  outputFolder = path.join(PROJECT_FOLDER, 'dist/cloudfunctions'),
}: FunctionsBuildOptions = {}) {
  const entries = await readdir(sourceFolder, { withFileTypes: true });
  const names = entries
    .filter(({ name }) => existsSync(path.join(sourceFolder, name, 'index.ts')))
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    names.map((name) =>
      buildFunction(path.join(sourceFolder, name), path.join(outputFolder, name)),
    ),
  );
}

async function buildFunction(source: string, folder: string) {
  const { outputFiles, metafile } = await build({
    ...BUNDLE,
    write: false,
    entryPoints: [path.join(source, 'index.ts')],
    plugins: [leftOut, urlParse],
  });
  const index = await withShortNames(outputFiles[0]?.text ?? '');

  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'index.js'), index);
  await writeFile(path.join(folder, 'package.json'), await manifestText(source));
  await copyFile(path.join(source, 'config.json'), path.join(folder, 'config.json'));
  await writeFile(path.join(folder, LICENCES_FILE), await licencesOf(inputsOf(metafile)));
  return {
    name: path.basename(source),
    folder,
    /** Bytes of index.js, the only file that a cold start reads. */
    bytes: Buffer.byteLength(index),
  };
}

/**
 * Shortens the names inside of functions, worth 12 ms of a cold start. The names of our functions
 * stay, because they are those of the script itself, so stack traces tell where it was.
 */
async function withShortNames(bundle: string): Promise<string> {
  const short = { minifyIdentifiers: true, minifyWhitespace: true, target: BUNDLE.target ?? '' };
  return (await transform(bundle, short)).code;
}

/** Lists the files of which a bundle contains anything, stand-ins for others aside. */
function inputsOf({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 && !isLeftOut(file) ? [path.join(PROJECT_FOLDER, file)] : [],
    ),
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
