import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { Problem } from './problem';
import { sourceFiles } from './source-files';

interface Warning {
  readonly message: string;
  /** Counts from 0. */
  readonly startLine: number;
}

/** What the template compiler of WeChat's glass-easel warns of: doubled attributes, `wx:key` without `wx:for`, tags that are not closed. */
export function templateProblems(folder: string): readonly Problem[] {
  return sourceFiles(folder, ['.wxml']).flatMap((file) => {
    const group = new TmplGroup();
    // The typings know no more than `any` here.
    const warnings = group.addTmpl(
      file.replace(/\.wxml$/, ''),
      readFileSync(path.join(folder, file), 'utf8'),
    ) as readonly Warning[];
    const problems = warnings.map(({ message, startLine }) => ({
      file,
      line: startLine + 1,
      message,
    }));
    group.free();
    return problems;
  });
}
