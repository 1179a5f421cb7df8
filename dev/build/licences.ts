import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { is, optional, string, type } from 'superstruct';

/** Name of the file beside a bundle that holds the licences of what it contains. */
export const LICENCES_FILE = 'LICENSES.txt';

const PACKAGE = /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const README = /^readme/i;
/** Last part of a README, under a heading of that name. */
const LICENCE_SECTION = /^#*\s*licen[cs]e\s*$[\s\S]*/im;
const manifestShape = type({ name: string(), version: string(), license: optional(string()) });

/**
 * Returns the licence texts of the packages to which files belong, sorted by their names: files of
 * that name, else a part of the README, else the licence's name in the manifest.
 *
 * @param files paths of files; those of no package are left out
 */
export async function licencesOf(files: readonly string[]): Promise<string> {
  const folders = [...new Set(files.flatMap((file) => PACKAGE.exec(file)?.[0] ?? []))];
  const licences = await Promise.all(folders.map(licenceOf));
  // Two copies of one version say the same.
  return [...new Set(licences)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenceOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  if (!is(manifest, manifestShape)) throw new Error(`${folder} has no manifest of a package.`);
  const { name, version, license } = manifest;
  const files = (await readdir(folder)).sort();
  const read = (name: RegExp): Promise<readonly string[]> =>
    Promise.all(
      files
        .filter((file) => name.test(file))
        .map((file) => readFile(path.join(folder, file), 'utf8')),
    );
  const own = await read(LICENCE_FILE);
  const sections = (await read(README)).flatMap((text) => LICENCE_SECTION.exec(text)?.[0] ?? []);
  const texts = own.length > 0 ? own : sections;
  const heading = `${name} ${version} (${license ?? 'its manifest names no licence'})`;
  return `${[heading, ...texts.map((text) => text.trim())].join('\n\n')}\n`;
}
