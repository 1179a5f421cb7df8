import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Problem, lineOf } from '../check/source';
import type { PackageFiles } from './wechat-compiler';

interface Budget {
  /** Folder of a subpackage, which a phone loads on demand; '*' for the main package. */
  readonly folder: string;
  /** Maximum compiled size for upload, in KB of 1024 bytes, as WeChat counts. */
  readonly kilobytes: number;
  readonly reason: string;
}

/** Maximum sizes of the packages. A phone loads the main package before it shows anything. */
export const BUDGETS: readonly Budget[] = [
  { folder: '*', kilobytes: 520, reason: 'what a phone waits for; WeChat allows 2 MB' },
  {
    folder: 'management',
    kilobytes: 205,
    reason: 'what a shop is set up with: nineteen pages, loaded with 店铺, some 10 KB a page',
  },
];

/** Documents that state the size of the main package, with the sentence to check. */
const SENTENCES: Readonly<Record<string, RegExp>> = {
  'README.md': /main package has (\d+) KB/,
  'README.zh-CN.md': /主包 (\d+) KB/,
};

/** Allowed relative error of a stated size, so that not every line of code changes a document. */
const TOLERANCE = 0.05;

/** Computes the bytes of each folder, largest first. '*' is the main package. */
export function folderSizes(files: PackageFiles) {
  const folders = new Map<string, [string, number][]>([['*', []]]);
  for (const entry of Object.entries(files)) {
    const folder = entry[0].includes('/') ? (entry[0].split('/')[0] ?? '') : '';
    for (const name of budgetOf(folder) === undefined ? ['*', folder] : [folder]) {
      folders.set(name, [...(folders.get(name) ?? []), entry]);
    }
  }
  return [...folders]
    .map(([folder, entries]) => ({
      folder,
      bytes: entries.reduce((sum, [, bytes]) => sum + bytes, 0),
      /** Budget of a package; undefined for a folder of the main package. */
      budget: budgetOf(folder),
      /** Largest file of the folder, for the message about a budget. */
      largestFile: entries.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'app.json',
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

function budgetOf(folder: string): Budget | undefined {
  return BUDGETS.find((budget) => budget.folder === folder);
}

/** Finds packages that exceed their budget, and names their largest file. */
export function budgetProblems(files: PackageFiles): readonly Problem[] {
  return folderSizes(files).flatMap(({ folder, bytes, budget, largestFile }) => {
    if (budget === undefined || bytes <= budget.kilobytes * 1024) return [];
    const name = folder === '*' ? 'the main package' : `${folder}/`;
    const message = `${name} has ${inKilobytes(bytes)} as it is uploaded, more than its budget of ${budget.kilobytes} KB (${budget.reason}); this file is the largest of it, ${inKilobytes(files[largestFile] ?? 0)}`;
    return [{ file: largestFile, line: 1, message }];
  });
}

/** Finds documents that state a wrong size of the main package, or no size. */
export function documentedSizeProblems(root: string, files: PackageFiles): readonly Problem[] {
  const bytes = folderSizes(files).find(({ folder }) => folder === '*')?.bytes ?? 0;
  return Object.entries(SENTENCES).flatMap(([file, sentence]) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const told = sentence.exec(text);
    const has = `the main package has ${inKilobytes(bytes)} as it is uploaded`;
    if (told === null) return [{ file: `../${file}`, line: 1, message: `${has}: to be told here` }];
    if (Math.abs(Number(told[1]) * 1024 - bytes) <= bytes * TOLERANCE) return [];
    const message = `${has}, this says ${told[1] ?? ''} KB`;
    return [{ file: `../${file}`, line: lineOf(text, told.index), message }];
  });
}

/** Formats a size in KB with one decimal. */
export function inKilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
