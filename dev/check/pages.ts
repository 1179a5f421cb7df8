import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JSONPath } from 'jsonc-parser';
import { jsonAt, lineOfPath, parsedJson } from './json-text';
import type { Problem } from './source';

/** A page that app.json names. */
export interface Page {
  /** Path from the mini-program's folder, without extension. */
  readonly page: string;
  /** Position in app.json. */
  readonly place: JSONPath;
}

interface Subpackage {
  /** Folder of the subpackage, from the mini-program's. */
  readonly root: string;
  readonly pages: unknown;
  readonly place: JSONPath;
}

/**
 * Lists the pages of an app.json, subpackages last
 * (developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html).
 */
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

/** Lists the subpackages of an app.json, whose list has either of two names. */
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

/** Finds pages that lack a file. WeChat silently accepts a page without JSON. */
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
