import { existsSync } from 'node:fs';
import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { type Problem, sourceFiles } from './source';
import { sourceOf, tagsOf } from './wxml';

/** Reports glass-easel's warnings: double attributes, `wx:key` without `wx:for`, unclosed tags. */
export function templateProblems(folder: string): readonly Problem[] {
  return sourceFiles(folder, ['.wxml']).flatMap(({ file, text }) => {
    const group = new TmplGroup();
    // The typings declare `any`. `startLine` counts from 0.
    const warnings = group.addTmpl(file.replace(/\.wxml$/, ''), text) as readonly {
      readonly message: string;
      readonly startLine: number;
    }[];
    group.free();
    return warnings.map(({ message, startLine }) => ({ file, line: startLine + 1, message }));
  });
}

/** Finds `<import>`, `<include>` and `<wxs>` whose `src` is missing; no compiler reports them. */
export function missingSources(folder: string): readonly Problem[] {
  return sourceFiles(folder, ['.wxml']).flatMap(({ file, text }) =>
    tagsOf(text).flatMap((tag) => {
      const source = sourceOf(tag, file);
      if (source === null || existsSync(path.join(folder, source))) return [];
      const message = `<${tag.name} src="${tag.attributes.get('src') ?? ''}"> does not exist`;
      return [{ file, line: tag.line, message }];
    }),
  );
}
