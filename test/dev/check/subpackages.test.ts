import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { subpackageProblems } from '../../../dev/check/subpackages';
import { temporaryFolder } from '../../support/temporary-folder';

const APP = {
  'app.json': `{ "pages": ["pages/a"], "subPackages": [
    { "root": "one", "pages": ["page"] },
    { "root": "two/", "pages": ["page"] }
  ] }`,
};

async function problems(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [file, text] of Object.entries({ ...APP, ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return subpackageProblems(folder);
}

describe('a subpackage', () => {
  it('has what it likes of itself and of the main package', async () => {
    expect(
      await problems({
        'one/page.ts': "import { a } from './a';\nimport { b } from '../shared/b';\n",
        'one/page.json': '{ "usingComponents": { "x-a": "/one/x", "x-b": "../components/b" } }',
        'pages/a.ts': "import { once } from '../onestep/a';\n",
      }),
    ).toEqual([]);
  });

  it('is nobody else’s: not by script, component, template or style', async () => {
    const found = await problems({
      'pages/a.ts': "import { b } from './b';\nimport {\n  a,\n} from '../one/a';\n",
      'pages/a.json': '{ "usingComponents": {\n "x-a": "/two/x" } }',
      'pages/a.wxml': '<view />\n<wxs src="../two/x.wxs" module="x" />',
      'two/page.wxss': '@import "../one/page.wxss";',
    });
    expect(found).toHaveLength(4);
    expect(found).toEqual(
      expect.arrayContaining([
        {
          file: 'pages/a.ts',
          line: 4,
          message: '../one/a lies in the subpackage one/, which may not be on the phone yet',
        },
        expect.objectContaining({ file: 'pages/a.json', line: 2 }),
        expect.objectContaining({ file: 'pages/a.wxml', line: 2 }),
        expect.objectContaining({ file: 'two/page.wxss', line: 1 }),
      ]),
    );
  });

  it('may be opened by its address, and its types are everybody’s', async () => {
    expect(
      await problems({
        'pages/a.ts': "import type { A } from '../one/a';\nopen('/one/page');\n",
      }),
    ).toEqual([]);
  });
});
