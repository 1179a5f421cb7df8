import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The files of a mini-program's own source with one of the endings, as paths from its folder with forward slashes, sorted. */
export function sourceFiles(folder: string, endings: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !file.startsWith('miniprogram_npm/') && endings.includes(path.extname(file)))
    .sort();
}
