import path from 'node:path';
import { jsonAt, projectSetting } from './json-text';
import type { Problem } from './source';
import { sourceFiles } from './source';

/** File types that WeChat's uploader packs, by its built-in list. TypeScript is compiled first. */
const UPLOADED = ['.wxml', '.wxss', '.wxs', '.ts', '.js', '.json', '.wasm', '.cer', '.crt'];

/** Finds tsconfig files, manifests and .d.ts files that `packOptions.ignore` fails to exclude. */
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

/** Evaluates an ignore rule. Supports only the type in use: `suffix`, the end of a file name. */
function isIgnored(file: string, rule: unknown): boolean {
  const value = jsonAt(rule, 'value');
  return jsonAt(rule, 'type') === 'suffix' && typeof value === 'string' && file.endsWith(value);
}
