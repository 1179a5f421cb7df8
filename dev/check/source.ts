import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Problem in a file. Lines count from 1. */
export interface Problem {
  /** Path relative to the mini-program's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Source file of the mini-program. `file` is a path as in {@link Problem}. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Reads the source files with one of these extensions, sorted by path; skips miniprogram_npm. */
export function sourceFiles(folder: string, endings: readonly string[]): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !file.startsWith('miniprogram_npm/') && endings.includes(path.extname(file)))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

/** Returns the line (from 1) of a character offset. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
