import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../check/source';
import { lineOf } from '../check/source';
import type { PackageFiles } from './wechat-compiler';

interface Budget {
  /** Top-level folder of compiled files; '' for files beside app.json, '*' for the main package. */
  readonly folder: string;
  /** True for a subpackage of app.json, which a phone loads on demand. */
  readonly isSubpackage?: true;
  /** Maximum compiled size for upload, in KB of 1024 bytes, as WeChat counts. */
  readonly kilobytes: number;
  readonly reason: string;
}

/** Maximum sizes. A phone loads the main package before it shows anything. */
export const BUDGETS: readonly Budget[] = [
  { folder: '*', kilobytes: 320, reason: 'what a phone waits for; WeChat allows 2 MB' },
  {
    folder: 'delivery',
    isSubpackage: true,
    kilobytes: 160,
    reason:
      'one delivery over time, loaded with 查单 and 看板: sheet, map, way; the map of all; ' +
      'store, receiver and 取货码 of 同城配送',
  },
  {
    folder: 'management',
    isSubpackage: true,
    kilobytes: 150,
    reason:
      'what a shop is set up with: fifteen pages, loaded with 店铺, some 8 KB a page, and 33 KB ' +
      'for keys of 同城配送, which the phone reads itself to say at once what is wrong',
  },
  { folder: 'ui', kilobytes: 66, reason: 'half of it is wording, 6 KB are icons' },
  { folder: 'miniprogram_npm', kilobytes: 42, reason: '29 KB of vant, 10 KB of superstruct' },
  { folder: 'contract', kilobytes: 44, reason: 'what phone and cloud say to each other' },
  {
    folder: 'pages',
    kilobytes: 56,
    reason: 'some 4 KB a page, 查单 more, 看板 with its template 30',
  },
  {
    folder: '@babel',
    kilobytes: 16,
    reason: 'helpers for ES5: with async functions comes a third of it',
  },
  { folder: 'images', kilobytes: 7, reason: 'a store, and three tabs in two themes' },
  { folder: 'services', kilobytes: 18, reason: 'what the app keeps and calls' },
  { folder: 'shop', kilobytes: 12, reason: 'what 店铺 shows, and what its pages share' },
  { folder: 'platform', kilobytes: 17, reason: 'thin' },
  { folder: '', kilobytes: 14, reason: 'app.json and what outlives a page' },
  { folder: 'styles', kilobytes: 8, reason: 'tokens, and what pages share' },
  {
    folder: 'board',
    kilobytes: 30,
    reason: 'what is under way: its order, filters, keys and bell',
  },
  { folder: 'search', kilobytes: 6, reason: 'one field and one list' },
];

/** Documents that state the size of the main package, with the sentence to check. */
const SENTENCES: Readonly<Record<string, RegExp>> = {
  'README.md': /main package has (\d+) KB/,
  'README.zh-CN.md': /主包 (\d+) KB/,
};

/** Allowed relative error of a stated size, so that not every line of code changes a document. */
const TOLERANCE = 0.05;

export interface FolderSize {
  readonly folder: string;
  readonly bytes: number;
  readonly budget: Budget | undefined;
  /** Largest file of the folder, for the message about a budget. */
  readonly largestFile: string;
}

/** Computes the bytes of each folder, largest first. '*' is the main package. */
export function folderSizes(files: PackageFiles): readonly FolderSize[] {
  const folders = new Map<string, [string, number][]>([['*', []]]);
  for (const entry of Object.entries(files)) {
    const folder = entry[0].includes('/') ? (entry[0].split('/')[0] ?? '') : '';
    const isMain = budgetOf(folder)?.isSubpackage !== true;
    for (const name of isMain ? ['*', folder] : [folder]) {
      folders.set(name, [...(folders.get(name) ?? []), entry]);
    }
  }
  return [...folders]
    .map(([folder, entries]) => ({
      folder,
      bytes: entries.reduce((sum, [, bytes]) => sum + bytes, 0),
      budget: budgetOf(folder),
      largestFile: entries.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'app.json',
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

function budgetOf(folder: string): Budget | undefined {
  return BUDGETS.find((budget) => budget.folder === folder);
}

/** Finds folders that exceed their budget or have none, and names their largest file. */
export function budgetProblems(files: PackageFiles): readonly Problem[] {
  return folderSizes(files).flatMap(({ folder, bytes, budget, largestFile }) => {
    const name =
      folder === '*'
        ? 'the main package'
        : folder === ''
          ? 'what lies beside app.json'
          : `${folder}/`;
    const excess =
      budget === undefined
        ? 'and no budget in dev/verify/package-sizes.ts'
        : `more than its budget of ${budget.kilobytes} KB (${budget.reason}); this file is the largest of it, ${inKilobytes(files[largestFile] ?? 0)}`;
    if (budget !== undefined && bytes <= budget.kilobytes * 1024) return [];
    const message = `${name} has ${inKilobytes(bytes)} as it is uploaded, ${excess}`;
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
