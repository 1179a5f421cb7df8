import path from 'node:path';
import { jsonAt, projectSetting } from './json-text';
import type { Problem } from './source';
import { sourceFiles } from './source';

/** Extensions that WeChat's uploader packs, by its offline list. TypeScript is compiled. */
const UPLOADED = ['.wxml', '.wxss', '.wxs', '.ts', '.js', '.json', '.wasm', '.cer', '.crt'];

/** Finds tsconfig files and manifests for the upload, which `packOptions.ignore` should name. */
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

/** Evaluates an ignore rule. Only the kind in use is known: the end of a name. */
function isIgnored(file: string, rule: unknown): boolean {
  const value = jsonAt(rule, 'value');
  return jsonAt(rule, 'type') === 'suffix' && typeof value === 'string' && file.endsWith(value);
}
