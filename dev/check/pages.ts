import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonPath } from './json-text';
import { jsonAt, lineOfPath, parsedJson } from './json-text';
import type { Problem } from './problem';

/** A page that app.json names. */
export interface Page {
  /** Path from the mini-program's folder, without an ending. */
  readonly page: string;
  /** Where app.json names it. */
  readonly place: JsonPath;
}

/** Every page of a mini-program's app.json, those of subpackages too. */
export function pagesOf(folder: string): readonly Page[] {
  const app = parsedJson(readFileSync(path.join(folder, 'app.json'), 'utf8'));
  const main = texts(jsonAt(app, 'pages')).map((page, index) => ({
    page,
    place: ['pages', index],
  }));
  const below = ['subPackages', 'subpackages'].flatMap((key) => {
    const packages = jsonAt(app, key);
    if (!Array.isArray(packages)) return [];
    return packages.flatMap((one: unknown, at) =>
      texts(jsonAt(one, 'pages')).map((page, index) => ({
        page: path.posix.join(String(jsonAt(one, 'root')), page),
        place: [key, at, 'pages', index],
      })),
    );
  });
  return [...main, ...below];
}

/** Pages of app.json that lack a file. WeChat takes a page without JSON: without a title, without components, and with nobody noticing. */
export function pageProblems(folder: string): readonly Problem[] {
  const text = readFileSync(path.join(folder, 'app.json'), 'utf8');
  return pagesOf(folder).flatMap(({ page, place }) =>
    [['.ts', '.js'], ['.wxml'], ['.json']]
      .filter((endings) =>
        endings.every((ending) => !existsSync(path.join(folder, `${page}${ending}`))),
      )
      .map(([ending = '']) => ({
        file: 'app.json',
        line: lineOfPath(text, place),
        message: `the page ${page} has no ${path.posix.basename(page)}${ending}`,
      })),
  );
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
