import type { Problem } from './source';
import { lineOf, sourceFiles } from './source';

/** Maximum length of a comment line in characters, the same as for code. */
const MOST_COLUMNS = 100;

/** Finds comment lines in WXML and WXSS that are too long. ESLint checks those of scripts. */
export function longComments(folder: string): readonly Problem[] {
  return sourceFiles(folder, ['.wxml', '.wxss']).flatMap(({ file, text }) => {
    const lines = text.split('\n');
    return [...text.matchAll(/<!--[^]*?-->|\/\*[^]*?\*\//g)]
      .flatMap(({ 0: comment, index }) =>
        comment.split('\n').map((_line, below) => lineOf(text, index) + below),
      )
      .filter((line) => Array.from(lines[line - 1] ?? '').length > MOST_COLUMNS)
      .map((line) => ({ file, line, message: `a comment is longer than ${MOST_COLUMNS} columns` }));
  });
}
