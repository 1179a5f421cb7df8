import path from 'node:path';
import { licencesOf } from '../../../dev/build/licences';
import { folderWith } from '../../support/temporary-folder';

const manifest = (name: string, license?: string) =>
  JSON.stringify({ name, version: '1.0.0', license });

it('tells the licence of each package once: its file, else its README’s part, else its name', async () => {
  const folder = await folderWith({
    'own.ts': '',
    'node_modules/b/package.json': manifest('b', 'MIT'),
    'node_modules/b/License.md': 'Words of b.\n',
    'node_modules/b/node_modules/@s/a/package.json': manifest('@s/a', 'MIT'),
    'node_modules/b/node_modules/@s/a/README.md': '# a\n\nLicense\n-------\n\nWords of a.',
    'node_modules/@s/a/package.json': manifest('@s/a', 'MIT'),
    'node_modules/@s/a/README.md': '# a\n\nLicense\n-------\n\nWords of a.',
    'node_modules/c/package.json': manifest('c', 'ISC'),
    'node_modules/d/package.json': manifest('d'),
  });
  const packages = [
    'b/lib/x.js',
    'b/y.js',
    'b/node_modules/@s/a/z.js',
    '@s/a/z.js',
    'c/c.js',
    'd/d',
  ];
  const files = ['own.ts', ...packages.map((file) => path.join('node_modules', file))];
  const texts = await licencesOf(files.map((file) => path.join(folder, file)));
  expect(texts.split(`\n${'-'.repeat(80)}\n\n`)).toEqual([
    '@s/a 1.0.0 (MIT)\n\nLicense\n-------\n\nWords of a.\n',
    'b 1.0.0 (MIT)\n\nWords of b.\n',
    'c 1.0.0 (ISC)\n',
    'd 1.0.0 (its manifest names no licence)\n',
  ]);
});
