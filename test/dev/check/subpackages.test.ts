import { subpackageProblems } from '../../../dev/check/subpackages';
import { folderWith } from '../../support/temporary-folder';

const APP = JSON.stringify({
  pages: ['pages/a'],
  subPackages: [
    { root: 'one', pages: ['page'] },
    { root: 'two/', pages: ['page'] },
  ],
});

async function problems(files: Readonly<Record<string, string>>) {
  return subpackageProblems(await folderWith({ 'app.json': APP, ...files }));
}

describe('a subpackage', () => {
  it('has what it likes of itself and of the main package; may be opened by its address, and its types are everybody’s', async () => {
    const found = await problems({
      'one/page.ts': "import { a } from './a';\nimport { b } from '../shared/b';\n",
      'one/page.json': '{ "usingComponents": { "x-a": "/one/x", "x-b": "../components/b" } }',
      'pages/a.ts': "import { once } from '../onestep/a';\n",
      'pages/b.ts': "import type { A } from '../one/a';\nopen('/one/page');\n",
    });
    expect(found).toEqual([]);
  });

  it('is nobody else’s: not by script, component, template or style', async () => {
    const found = await problems({
      'pages/a.ts': "import { b } from './b';\nimport {\n  a,\n} from '../one/a';\n",
      'pages/a.json': '{ "usingComponents": {\n "x-a": "/two/x" } }',
      'pages/a.wxml': '<view />\n<wxs src="../two/x.wxs" module="x" />',
      'two/page.wxss': '@import "../one/page.wxss";',
    });
    const notHere = 'which may not be on the phone yet';
    expect(found).toEqual([
      { file: 'pages/a.ts', line: 4, message: `../one/a lies in the subpackage one/, ${notHere}` },
      { file: 'pages/a.json', line: 2, message: `/two/x lies in the subpackage two/, ${notHere}` },
      expect.objectContaining({ file: 'pages/a.wxml', line: 2 }),
      expect.objectContaining({ file: 'two/page.wxss', line: 1 }),
    ]);
  });
});
