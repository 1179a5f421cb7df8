import { readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonAt, jsonEntries, parsedJson } from './json-text';
import type { Problem } from './problem';
import { sourceFiles } from './source-files';

/** What WeChat's uploader takes into a package besides source, by the list that it falls back to offline; TypeScript among it is compiled. */
const UPLOADED = ['.wxml', '.wxss', '.wxs', '.ts', '.js', '.json', '.wasm', '.cer', '.crt'];

/**
 * Files for the compiler that would travel to every phone: tsconfig files and manifests that `packOptions.ignore` does not keep out.
 *
 * @param root the project's folder, with project.config.json
 */
export function packedFileProblems(root: string, folder: string): readonly Problem[] {
  const config = parsedJson(readFileSync(path.join(root, 'project.config.json'), 'utf8'));
  const ignored = jsonAt(jsonAt(config, 'packOptions'), 'ignore');
  const rules = Array.isArray(ignored) ? ignored : [];
  return sourceFiles(folder, UPLOADED)
    .filter((file) => /^(tsconfig.*|package(-lock)?)\.json$|\.d\.ts$/.test(path.basename(file)))
    .filter((file) => !rules.some((rule: unknown) => isIgnored(file, rule)))
    .map((file) => ({
      file,
      line: 1,
      message: 'goes into the package: packOptions.ignore of project.config.json lets it through',
    }));
}

function isIgnored(file: string, rule: unknown): boolean {
  const entries = Object.fromEntries(jsonEntries(rule));
  const { type, value } = entries;
  if (typeof value !== 'string') return false;
  switch (type) {
    case 'suffix':
      return file.endsWith(value);
    case 'prefix':
      return path.posix.basename(file).startsWith(value);
    case 'file':
      return file === value.replace(/^\//, '');
    case 'folder':
      return file.startsWith(`${value.replace(/^\/|\/$/g, '')}/`);
    default:
      return false;
  }
}
