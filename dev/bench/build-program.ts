import path from 'node:path';
import { build } from 'esbuild';

const PROJECT_FOLDER = path.join(__dirname, '../..');

/**
 * Bundles a program with the cloud functions' target Node, since tsx makes code slower. The output
 * lies below dist/, where Node still finds the project's node_modules.
 *
 * @param entry source file, relative to the project's folder
 * @returns path of the built file
 */
export async function buildProgram(entry: string, packages: 'bundle' | 'external') {
  const outfile = path.join(PROJECT_FOLDER, 'dist/bench', entry.replace(/\.ts$/, ''), 'index.js');
  await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages,
    platform: 'node',
    target: 'node16.13',
    format: 'cjs',
    minifySyntax: packages === 'bundle',
    logLevel: 'silent',
  });
  return outfile;
}
