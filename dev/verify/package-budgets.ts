import type { Problem } from '../check/problem';
import type { PackageFiles } from './wechat-compiler';

interface Budget {
  /** The first part of a path in the package; '' is what lies beside app.json, '*' is everything. */
  readonly folder: string;
  /** Compiled as for upload; 1 KB is 1024 bytes, as WeChat counts. */
  readonly kilobytes: number;
  readonly reason: string;
}

/** The mini-program is one package, its main one, which a phone loads before it shows anything. */
export const BUDGETS: readonly Budget[] = [
  {
    folder: '*',
    kilobytes: 365,
    reason: 'no growth beyond this; the aim is 300 KB, WeChat allows 2 MB',
  },
  { folder: 'pages', kilobytes: 75, reason: 'some 4 KB a page' },
  { folder: 'components', kilobytes: 70, reason: 'some 2 KB each, and 10 KB for the icons' },
  { folder: 'miniprogram_npm', kilobytes: 64, reason: '40 KB of vant, 21 KB of superstruct' },
  { folder: 'shared', kilobytes: 52, reason: 'more than half of it is wording' },
  { folder: 'tracking', kilobytes: 28, reason: 'one delivery over time' },
  { folder: 'shop', kilobytes: 30, reason: 'what its pages show' },
  {
    folder: '@babel',
    kilobytes: 20,
    reason: 'helpers for ES5: with async functions comes a third of it',
  },
  { folder: 'images', kilobytes: 20, reason: 'two riders, a store, and two tabs in two themes' },
  { folder: 'platform', kilobytes: 14, reason: 'thin' },
  { folder: '', kilobytes: 14, reason: 'app.json and what outlives a page' },
  { folder: 'styles', kilobytes: 8, reason: 'tokens, and what pages share' },
  { folder: 'search', kilobytes: 6, reason: 'one field and one list' },
];

/** One line of the table of sizes. */
export interface FolderSize {
  readonly folder: string;
  readonly bytes: number;
  readonly budget: Budget | undefined;
  /** What of it is largest: where to begin. */
  readonly largestFile: string;
}

/** Bytes by folder, the largest first, beginning with everything ('*'). */
export function folderSizes(files: PackageFiles): readonly FolderSize[] {
  const folders = new Map<string, [string, number][]>([['*', []]]);
  for (const entry of Object.entries(files)) {
    const folder = entry[0].includes('/') ? (entry[0].split('/')[0] ?? '') : '';
    for (const name of ['*', folder]) {
      folders.set(name, [...(folders.get(name) ?? []), entry]);
    }
  }
  return [...folders]
    .map(([folder, entries]) => ({
      folder,
      bytes: entries.reduce((sum, [, bytes]) => sum + bytes, 0),
      budget: BUDGETS.find((budget) => budget.folder === folder),
      largestFile: entries.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'app.json',
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** Folders that are larger than their budgets, and such as have none; each is told of at its largest file. */
export function budgetProblems(files: PackageFiles): readonly Problem[] {
  return folderSizes(files).flatMap(({ folder, bytes, budget, largestFile }) => {
    const name =
      folder === '*' ? 'the package' : folder === '' ? 'what lies beside app.json' : `${folder}/`;
    const has = `${name} has ${inKilobytes(bytes)} as it is uploaded`;
    if (budget === undefined) {
      return [
        {
          file: largestFile,
          line: 1,
          message: `${has}, and no budget in dev/verify/package-budgets.ts`,
        },
      ];
    }
    if (bytes <= budget.kilobytes * 1024) return [];
    const message = `${has}, more than its budget of ${budget.kilobytes} KB (${budget.reason}); this file is the largest of it, ${inKilobytes(files[largestFile] ?? 0)}`;
    return [{ file: largestFile, line: 1, message }];
  });
}

/** As a person reads it, to a tenth. */
export function inKilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
