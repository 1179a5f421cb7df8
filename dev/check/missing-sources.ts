import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from './problem';
import { sourceFiles } from './source-files';

/** `<import src>`, `<include src>` and `<wxs src>` whose file does not exist, which no official compiler looks for. */
export function missingSources(folder: string): readonly Problem[] {
  return sourceFiles(folder, ['.wxml']).flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8').replace(/<!--[^]*?-->/g, blanked);
    return [...text.matchAll(/<(import|include|wxs)\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/g)].flatMap(
      ({ 1: tag = '', 2: source = '', index }) =>
        existsSync(targetOf(folder, file, tag, source))
          ? []
          : [
              {
                file,
                line: lineOf(text, index),
                message: `<${tag} src="${source}"> does not exist`,
              },
            ],
    );
  });
}

function targetOf(folder: string, file: string, tag: string, source: string): string {
  const from = source.startsWith('/') ? folder : path.join(folder, path.dirname(file));
  const named = path.join(from, source);
  // WXML may be named without its ending; WXS may not.
  return tag === 'wxs' || path.extname(named) !== '' ? named : `${named}.wxml`;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** A comment's lines, empty, so that the lines after it keep their numbers. */
function blanked(comment: string): string {
  return comment.replace(/[^\n]/g, ' ');
}
