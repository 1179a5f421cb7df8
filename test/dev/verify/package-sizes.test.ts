import {
  BUDGETS,
  budgetProblems,
  documentedSizeProblems,
  folderSizes,
} from '../../../dev/verify/package-sizes';
import { jsonOf } from '../../support/repository';
import { folderWith } from '../../support/temporary-folder';

const KB = 1024;

describe('the sizes of a package', () => {
  it('are told for the main package, by folder, and for what lies beside app.json', () => {
    const sizes = folderSizes({ 'app.json': 100, 'pages/a/a.js': 300, 'pages/b/b.js': 250 });
    expect(sizes).toEqual([
      expect.objectContaining({ folder: '*', bytes: 650, largestFile: 'pages/a/a.js' }),
      expect.objectContaining({ folder: 'pages', bytes: 550, largestFile: 'pages/a/a.js' }),
      expect.objectContaining({ folder: '', bytes: 100, largestFile: 'app.json' }),
    ]);
  });

  it.each(BUDGETS)(
    'are no problem up to the budget, and one from the next byte on, told at the largest file: $folder',
    ({ folder, kilobytes }) => {
      const file = folder === '*' ? 'pages/a.js' : `${folder}/a.js`;
      const limit = kilobytes * KB;
      expect(budgetProblems({ [file]: limit - 10, [`${file}on`]: 10 })).toEqual([]);
      const message = expect.stringMatching(/more than its budget of \d+ KB/) as unknown;
      expect(budgetProblems({ [file]: limit - 10, [`${file}on`]: 11 })).toEqual([
        { file, line: 1, message },
      ]);
    },
  );

  it('know which folders are subpackages as app.json does', () => {
    const { subPackages } = jsonOf('miniprogram/app.json') as {
      readonly subPackages: readonly { readonly root: string }[];
    };
    const [, ...known] = BUDGETS.map(({ folder }) => folder);
    expect(known).toEqual(subPackages.map(({ root }) => root));
  });
});

test('documents have to tell the size of the main package, and may be off by a twentieth', async () => {
  const documents = { 'README.md': '# A\n\nIts main package has 300 KB.\n' };
  const root = await folderWith({ ...documents, 'README.zh-CN.md': '# A\n主包 300 KB。\n' });
  const problems = (kilobytes: number) =>
    documentedSizeProblems(root, { 'app.js': kilobytes * KB });
  expect(problems(290)).toEqual([]);
  expect(problems(310)).toEqual([]);
  const message = 'the main package has 320.0 KB as it is uploaded, this says 300 KB';
  expect(problems(320)).toEqual([
    { file: '../README.md', line: 3, message },
    { file: '../README.zh-CN.md', line: 2, message },
  ]);
  const silent = await folderWith({ ...documents, 'README.zh-CN.md': '# A\n' });
  expect(documentedSizeProblems(silent, { 'app.js': 300 * KB })).toEqual([
    expect.objectContaining({ file: '../README.zh-CN.md', line: 1 }),
  ]);
});
