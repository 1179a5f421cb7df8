import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsedJson } from './json-text';
import { subpackagesIn } from './pages';
import { type Problem, lineOf, sourceFiles } from './source';

/**
 * Patterns of quoted paths, by file extension. Absolute paths in scripts are page URLs: no match.
 */
const REFERENCES: Readonly<Record<string, RegExp>> = {
  '.ts': /(?<!import type [^;]*)(?<=["'])\.{1,2}\/[^"'\n]+(?=["'])/g,
  '.json': /(?<=")\.{0,2}\/[^"\n]+(?=")/g,
  '.wxml': /(?<=\bsrc\s*=\s*["'])\.{0,2}\/[^"'\n]+(?=["'])/g,
  '.wxs': /(?<=["'])\.{1,2}\/[^"'\n]+(?=["'])/g,
  '.wxss': /(?<=["'])\.{0,2}\/[^"'\n]+(?=["'])/g,
};

/**
 * Finds references into a subpackage from outside, which a phone may not have loaded yet. The main
 * package always is (developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html).
 * WeChat's compiler does not check this.
 */
export function subpackageProblems(folder: string): readonly Problem[] {
  const app = parsedJson(readFileSync(path.join(folder, 'app.json'), 'utf8'));
  const roots = subpackagesIn(app).map(({ root }) => path.posix.join(root, '/'));
  const rootOf = (file: string): string | undefined => roots.find((root) => file.startsWith(root));
  return Object.entries(REFERENCES).flatMap(([ending, pattern]) =>
    sourceFiles(folder, [ending]).flatMap(({ file, text }) =>
      [...text.matchAll(pattern)].flatMap(({ 0: reference, index }) => {
        const root = rootOf(targetOf(file, reference));
        if (root === undefined || root === rootOf(file)) return [];
        const message = `${reference} lies in the subpackage ${root}, which may not be on the phone yet`;
        return [{ file, line: lineOf(text, index), message }];
      }),
    ),
  );
}

/** Resolves a reference in a file, relative to the mini-program's folder. */
function targetOf(file: string, reference: string): string {
  return path.posix.join(reference.startsWith('/') ? '.' : path.posix.dirname(file), reference);
}
