import path from 'node:path';
import { jsonAt, projectSetting } from './json-text';
import type { Problem } from './source';
import { sourceFiles } from './source';

/** What WeChat's uploader takes into a package besides source, by the list that it falls back to offline; TypeScript among it is compiled. */
const UPLOADED = ['.wxml', '.wxss', '.wxs', '.ts', '.js', '.json', '.wasm', '.cer', '.crt'];

/** Files for the compiler that would travel to every phone: tsconfig files and manifests that `packOptions.ignore` of project.config.json does not keep out. */
export function packedFileProblems(folder: string): readonly Problem[] {
  const ignored = jsonAt(projectSetting(folder, 'packOptions'), 'ignore');
  const rules: readonly unknown[] = Array.isArray(ignored) ? ignored : [];
  return sourceFiles(folder, UPLOADED)
    .filter(({ file }) => /^(tsconfig.*|package(-lock)?)\.json$|\.d\.ts$/.test(path.basename(file)))
    .filter(({ file }) => !rules.some((rule) => isIgnored(file, rule)))
    .map(({ file }) => ({
      file,
      line: 1,
      message: 'goes into the package: packOptions.ignore of project.config.json lets it through',
    }));
}

/** Of the ways to name files there only the one in use is known: by the end of their names. */
function isIgnored(file: string, rule: unknown): boolean {
  const value = jsonAt(rule, 'value');
  return jsonAt(rule, 'type') === 'suffix' && typeof value === 'string' && file.endsWith(value);
}
