import path from 'node:path';
import { build } from 'esbuild';

const PROJECT_FOLDER = path.join(__dirname, '../..');

/**
 * Builds a program as functions are built, for the cloud's oldest Node. Through tsx it would run
 * slower. The result lies where packages left out of it are found.
 *
 * @param entry source file, relative to the project's folder
 * @param withPackages says whether packages go into the bundle
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
