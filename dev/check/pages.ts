import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonAt, lineNaming, parsedJson } from './json-text';
import type { Problem } from './source';

/** Page that app.json lists. */
export interface Page {
  /** Path relative to the mini-program's folder, without extension. */
  readonly page: string;
  /** Path as app.json has it: relative to its subpackage. */
  readonly named: string;
}

interface Subpackage {
  /** Folder of the subpackage, relative to the mini-program's folder. */
  readonly root: string;
  readonly pages: unknown;
}

/**
 * Lists the pages of an app.json, subpackages last
 * (developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html).
 */
export function pagesIn(app: unknown): readonly Page[] {
  const main = { root: '', pages: jsonAt(app, 'pages') };
  return [main, ...subpackagesIn(app)].flatMap(({ root, pages }) =>
    (Array.isArray(pages) ? pages : []).flatMap((named: unknown) =>
      typeof named === 'string' ? [{ page: path.posix.join(root, named), named }] : [],
    ),
  );
}

/** Lists the subpackages of an app.json. WeChat accepts both spellings of the key. */
export function subpackagesIn(app: unknown): readonly Subpackage[] {
  return ['subPackages', 'subpackages'].flatMap((key) => {
    const packages = jsonAt(app, key);
    return (Array.isArray(packages) ? packages : []).map((one: unknown) => ({
      root: String(jsonAt(one, 'root')),
      pages: jsonAt(one, 'pages'),
    }));
  });
}

/** Finds pages without a script, template or JSON file. WeChat accepts a missing JSON silently. */
export function pageProblems(folder: string): readonly Problem[] {
  const text = readFileSync(path.join(folder, 'app.json'), 'utf8');
  return pagesIn(parsedJson(text)).flatMap(({ page, named }) =>
    [['.ts', '.js'], ['.wxml'], ['.json']]
      .filter((endings) => !endings.some((ending) => existsSync(path.join(folder, page + ending))))
      .map(([ending = '']) => ({
        file: 'app.json',
        line: lineNaming(text, named),
        message: `the page ${page} has no ${path.posix.basename(page)}${ending}`,
      })),
  );
}
