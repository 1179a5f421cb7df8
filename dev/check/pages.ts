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
  return pagesIn(parsedJson(readFileSync(path.join(folder, 'app.json'), 'utf8')));
}

/** Every page that an app.json names, those of subpackages last (developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html). */
export function pagesIn(app: unknown): readonly Page[] {
  const main = texts(jsonAt(app, 'pages')).map((page, index) => ({
    page,
    place: ['pages', index],
  }));
  const below = subpackagesIn(app).flatMap(({ root, pages, place }) =>
    texts(pages).map((page, index) => ({
      page: path.posix.join(root, page),
      place: [...place, 'pages', index],
    })),
  );
  return [...main, ...below];
}

interface Subpackage {
  /** The folder that it is, from the mini-program's. */
  readonly root: string;
  readonly pages: unknown;
  readonly place: JsonPath;
}

/** The subpackages that an app.json names, by either of the two names of their list. */
export function subpackagesIn(app: unknown): readonly Subpackage[] {
  return ['subPackages', 'subpackages'].flatMap((key) => {
    const packages = jsonAt(app, key);
    if (!Array.isArray(packages)) return [];
    return packages.map((one: unknown, at) => ({
      root: String(jsonAt(one, 'root')),
      pages: jsonAt(one, 'pages'),
      place: [key, at],
    }));
  });
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
