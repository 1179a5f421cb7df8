import path from 'node:path';
import { build } from 'esbuild';

const PROJECT_FOLDER = path.join(__dirname, '../..');

/**
 * Builds a program for the cloud's oldest Node as functions are built: what tsx runs is slower,
 * since it keeps all names. It lies where packages that are left out of it are found.
 *
 * @param entry its source, from the project's folder
 * @param withPackages whether packages are in it
 * @returns its file
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
