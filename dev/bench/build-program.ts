import path from 'node:path';
import { build } from 'esbuild';

const PROJECT_FOLDER = path.join(__dirname, '../..');

/**
 * Bundles a benchmark program with the cloud functions' target Node, because running it through tsx
 * would be slower. The output lies below dist/, where Node still finds the project's node_modules.
 *
 * @param entry source file, relative to the project's folder
 * @param withPackages whether npm packages are bundled, too
 * @returns path of the built file
 */
export async function buildProgram(entry: string, withPackages: boolean): Promise<string> {
  const outfile = path.join(PROJECT_FOLDER, 'dist/bench', entry.replace(/\.ts$/, ''), 'index.js');
  await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: withPackages ? 'bundle' : 'external',
    platform: 'node',
    target: 'node16.13',
    format: 'cjs',
    minifySyntax: withPackages,
    minifyWhitespace: withPackages,
    logLevel: 'silent',
  });
  return outfile;
}
