import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a check has against a file. Lines count from 1. */
export interface Problem {
  /** Path from the mini-program's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A file of a mini-program's own source; `file` as in {@link Problem}. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** The files of a mini-program's own source with one of the endings, sorted by their paths. */
export function sourceFiles(folder: string, endings: readonly string[]): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !file.startsWith('miniprogram_npm/') && endings.includes(path.extname(file)))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

/** The line of a place in a text, from 1. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
