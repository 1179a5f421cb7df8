import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const PROJECT_FOLDER = path.join(__dirname, '../..');

/**
 * Bundles function-process.ts for Node 16.13, the cloud's oldest version. The file is replaced
 * atomically, and only if it has changed, because other hosts may be starting it.
 *
 * @returns path of the bundle
 */
export async function buildFunctionProcess(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [path.join(__dirname, 'function-process.ts')],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node16.13',
    format: 'cjs',
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  const file = path.join(PROJECT_FOLDER, 'dist/cloud/function-process.js');
  if (existsSync(file) && (await readFile(file, 'utf8')) === text) return file;
  await mkdir(path.dirname(file), { recursive: true });
  const written = `${file}.${process.pid}`;
  await writeFile(written, text);
  await rename(written, file);
  return file;
}
