import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from './problem';
import { sourceFiles } from './source-files';
import type { Tag } from './wxml-text';
import { tagsOf } from './wxml-text';

/** `<import src>`, `<include src>` and `<wxs src>` whose file does not exist, which no official compiler looks for. */
export function missingSources(folder: string): readonly Problem[] {
  return sourceFiles(folder, ['.wxml']).flatMap((file) =>
    tagsOf(readFileSync(path.join(folder, file), 'utf8')).flatMap((tag) => {
      const source = sourceOf(tag, file);
      if (source === null || existsSync(path.join(folder, source))) return [];
      const message = `<${tag.name} src="${tag.attributes.get('src') ?? ''}"> does not exist`;
      return [{ file, line: tag.line, message }];
    }),
  );
}

/** What an `<import>`, `<include>` or `<wxs>` brings in, as a path from the mini-program's folder; null for another tag, and for a script in place. */
export function sourceOf({ name, attributes }: Tag, file: string): string | null {
  const source = attributes.get('src') ?? '';
  if (!['import', 'include', 'wxs'].includes(name) || source === '') return null;
  const from = source.startsWith('/') ? '.' : path.posix.dirname(file);
  const named = path.posix.join(from, source);
  // WXML may be named without its ending; WXS may not.
  return name === 'wxs' || path.posix.extname(named) !== '' ? named : `${named}.wxml`;
}
