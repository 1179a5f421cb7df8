import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withoutIconFont } from '../build/vant-icon-font';
import { SourceError } from './problem';

const NPM = 'miniprogram_npm/';

/**
 * Reads source files by path without extension and leading slash (`pages/search/search`,
 * `miniprogram_npm/@vant/weapp/button/index`). Packages are read from node_modules, so that the
 * phone needs no "build npm" of WeChat DevTools first.
 */
export class SourceFiles {
  private readonly packages = new Map<string, string>();

  constructor(readonly folder: string) {}

  /** Returns the absolute path of a file, which may not exist. `extension` includes the dot. */
  fileOf(sourcePath: string, extension: string): string {
    if (!sourcePath.startsWith(NPM)) return path.join(this.folder, sourcePath + extension);
    const rest = sourcePath.slice(NPM.length);
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(rest)?.[0] ?? rest;
    return path.join(this.packageFolder(name), rest.slice(name.length) + extension);
  }

  has(sourcePath: string, extension: string): boolean {
    return existsSync(this.fileOf(sourcePath, extension));
  }

  read(sourcePath: string, extension: string): string {
    const text = readFileSync(this.fileOf(sourcePath, extension), 'utf8');
    if (!sourcePath.startsWith(NPM)) return text;
    return withoutIconFont(sourcePath.slice(NPM.length) + extension, text);
  }

  /** Reads a JSON file. @throws SourceError with file and line if it holds no JSON object */
  readJson(sourcePath: string): Record<string, unknown> {
    const file = `${sourcePath}.json`;
    const text = this.read(sourcePath, '.json');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      const position = /position (\d+)/.exec(String(cause))?.[1];
      const line = position === undefined ? null : lineAt(text, Number(position));
      throw new SourceError(file, line, `not JSON: ${String(cause)}`, { cause });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new SourceError(file, 1, 'must hold an object');
    }
    return value as Record<string, unknown>;
  }

  private packageFolder(name: string): string {
    const known = this.packages.get(name);
    if (known !== undefined) return known;
    const folder = findPackage(name, this.folder);
    this.packages.set(name, folder);
    return folder;
  }
}

/** Returns the number, from 1, of the line that holds the character at `offset`. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Returns the folder of a package's mini-program files, which its package.json may name. */
function findPackage(name: string, from: string): string {
  let manifestFile: string;
  try {
    manifestFile = require.resolve(`${name}/package.json`, { paths: [from, __dirname] });
  } catch {
    // Falls back to the output of "build npm". The caller reports files that are missing there.
    return path.join(from, NPM, name);
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { miniprogram?: string };
  return path.join(path.dirname(manifestFile), manifest.miniprogram ?? 'miniprogram_dist');
}
