import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../check/problem';
import { folderSizes, inKilobytes } from './package-budgets';
import type { PackageFiles } from './wechat-compiler';

/** Where documents say how large the main package is. */
const SENTENCES: Readonly<Record<string, RegExp>> = {
  'README.md': /main package has (\d+) KB/,
  'README.zh-CN.md': /主包 (\d+) KB/,
};

/** A document need not be touched for every line of code. */
const TOLERANCE = 0.05;

/** Documents that tell another size of the main package than it has, or no longer tell it. */
export function documentedSizeProblems(root: string, files: PackageFiles): readonly Problem[] {
  const bytes = folderSizes(files).find(({ folder }) => folder === '*')?.bytes ?? 0;
  return Object.entries(SENTENCES).flatMap(([file, sentence]) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const told = sentence.exec(text);
    const has = `the main package has ${inKilobytes(bytes)} as it is uploaded`;
    if (told === null) return [{ file: `../${file}`, line: 1, message: `${has}: to be told here` }];
    if (Math.abs(Number(told[1]) * 1024 - bytes) <= bytes * TOLERANCE) return [];
    const line = text.slice(0, told.index).split('\n').length;
    return [{ file: `../${file}`, line, message: `${has}, this says ${told[1] ?? ''} KB` }];
  });
}
