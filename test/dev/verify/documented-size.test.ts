import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { documentedSizeProblems } from '../../../dev/verify/documented-size';
import { temporaryFolder } from '../../support/temporary-folder';

let root = '';

beforeAll(async () => {
  root = await temporaryFolder();
});

function problems(kilobytes: number) {
  return documentedSizeProblems(root, { 'app.js': kilobytes * 1024 });
}

describe('the size that documents tell', () => {
  it('may be off by a twentieth, and no more', () => {
    writeFileSync(path.join(root, 'README.md'), '# A\n\nIts main package has 300 KB.\n');
    writeFileSync(path.join(root, 'README.zh-CN.md'), '# A\n主包 300 KB。\n');
    expect(problems(290)).toEqual([]);
    expect(problems(310)).toEqual([]);
    const message = 'the main package has 320.0 KB as it is uploaded, this says 300 KB';
    expect(problems(320)).toEqual([
      { file: '../README.md', line: 3, message },
      { file: '../README.zh-CN.md', line: 2, message },
    ]);
  });

  it('has to be told', () => {
    writeFileSync(path.join(root, 'README.md'), '# A\n');
    expect(problems(300)).toEqual([expect.objectContaining({ file: '../README.md', line: 1 })]);
  });
});
