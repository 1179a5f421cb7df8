import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JSONPath } from 'jsonc-parser';
import { jsonAt, lineOfPath, parsedJson } from './json-text';
import type { Problem } from './source';

/** A page that app.json names. */
export interface Page {
  /** Path from the mini-program's folder, without an ending. */
  readonly page: string;
  /** Where app.json names it. */
  readonly place: JSONPath;
}

interface Subpackage {
  /** The folder that it is, from the mini-program's. */
  readonly root: string;
  readonly pages: unknown;
  readonly place: JSONPath;
}

/** Every page that an app.json names, those of subpackages last (developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html). */
export function pagesIn(app: unknown): readonly Page[] {
  const main = { root: '', pages: jsonAt(app, 'pages'), place: [] };
  return [main, ...subpackagesIn(app)].flatMap(({ root, pages, place }) =>
    (Array.isArray(pages) ? pages : []).flatMap((page: unknown, index) =>
      typeof page === 'string'
        ? [{ page: path.posix.join(root, page), place: [...place, 'pages', index] }]
        : [],
    ),
  );
}

/** The subpackages that an app.json names, by either of the two names of their list. */
export function subpackagesIn(app: unknown): readonly Subpackage[] {
  return ['subPackages', 'subpackages'].flatMap((key) => {
    const packages = jsonAt(app, key);
    return (Array.isArray(packages) ? packages : []).map((one: unknown, at) => ({
      root: String(jsonAt(one, 'root')),
      pages: jsonAt(one, 'pages'),
      place: [key, at],
    }));
  });
}

/** Pages of app.json that lack a file. WeChat takes a page without JSON: without a title, without components, and with nobody noticing. */
export function pageProblems(folder: string): readonly Problem[] {
  const text = readFileSync(path.join(folder, 'app.json'), 'utf8');
  return pagesIn(parsedJson(text)).flatMap(({ page, place }) =>
    [['.ts', '.js'], ['.wxml'], ['.json']]
      .filter((endings) => !endings.some((ending) => existsSync(path.join(folder, page + ending))))
      .map(([ending = '']) => ({
        file: 'app.json',
        line: lineOfPath(text, place),
        message: `the page ${page} has no ${path.posix.basename(page)}${ending}`,
      })),
  );
}
