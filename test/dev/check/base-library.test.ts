import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { baseLibrary } from '../../../dev/check/base-library';
import { temporaryFolder } from '../../support/temporary-folder';

async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  const all = { 'project.config.json': '{ "libVersion": "2.20.1" }', 'miniprogram/app.json': '{}' };
  for (const [file, text] of Object.entries({ ...all, ...files })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

describe('the base library', () => {
  it('has to have what is in use, and is told by what is newest', async () => {
    const root = await project({
      'miniprogram/a.ts': 'wx.createMapContext("m").moveAlong;\nwx.getDeviceInfo();\n',
    });
    const { needed, problems } = baseLibrary(root, path.join(root, 'miniprogram'));
    expect(needed).toEqual({ what: 'wx.getDeviceInfo', since: '2.20.1' });
    expect(problems).toEqual([]);
  });

  it('need not have what is asked for first', async () => {
    const root = await project({
      'miniprogram/a.ts':
        "if ('onKeyDown' in wx) wx.onKeyDown(() => undefined);\nwx.offKeyDown();\n",
      'miniprogram/b.ts': '\nwx.onKeyDown(() => undefined);\n',
    });
    const { guarded, problems } = baseLibrary(root, path.join(root, 'miniprogram'));
    expect(guarded).toEqual([]);
    expect(problems.map(({ file, line }) => [file, line])).toEqual([['b.ts', 2]]);
  });

  it('is told what older phones do without', async () => {
    const root = await project({
      'miniprogram/a.ts': "if (wx.canIUse('onKeyDown')) wx.onKeyDown(() => undefined);\n",
    });
    const { guarded, problems } = baseLibrary(root, path.join(root, 'miniprogram'));
    expect(guarded).toEqual([{ what: 'wx.onKeyDown', since: '3.6.0' }]);
    expect(problems).toEqual([]);
  });

  it('counts tags, attributes and keys of app.json', async () => {
    const root = await project({
      'project.config.json': '{ "libVersion": "2.10.0" }',
      'miniprogram/app.json': '{\n  "darkmode": true\n}',
      'miniprogram/a.wxml': '<view>\n  <view aria-label="a" />\n  <match-media />\n</view>\n',
    });
    const { problems } = baseLibrary(root, path.join(root, 'miniprogram'));
    expect(problems.map(({ file, line }) => [file, line])).toEqual([
      ['a.wxml', 3],
      ['app.json', 2],
    ]);
  });
});
