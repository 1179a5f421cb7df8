import path from 'node:path';
import { baseLibrary } from '../../../dev/check/base-library';
import { ROOT, textOf } from '../../support/repository';
import { folderWith } from '../../support/temporary-folder';

async function baseLibraryOf(files: Readonly<Record<string, string>>, libVersion = '2.20.1') {
  const project = { 'project.config.json': JSON.stringify({ libVersion }), 'app/app.json': '{}' };
  return baseLibrary(path.join(await folderWith({ ...project, ...files }), 'app'));
}

const places = ({ problems }: Awaited<ReturnType<typeof baseLibraryOf>>) =>
  problems.map(({ file, line }) => `${file}:${line}`).sort();

describe('the base library', () => {
  it('has to have what is in use, and is told by what is newest', async () => {
    const { needed, problems } = await baseLibraryOf({
      'app/a.ts': 'wx.createMapContext("m").moveAlong;\nwx.getDeviceInfo();\n',
    });
    expect(needed).toEqual({ api: 'wx.getDeviceInfo', since: '2.20.1' });
    expect(problems).toEqual([]);
  });

  it('need not have what is asked for first', async () => {
    const found = await baseLibraryOf({
      'app/a.ts': "if ('onKeyDown' in wx) wx.onKeyDown(() => undefined);\nwx.offKeyDown();\n",
      'app/b.ts': '\nwx.onKeyDown(() => undefined);\n',
    });
    expect(found.guarded).toEqual([]);
    expect(places(found)).toEqual(['b.ts:2']);
  });

  it('is told what older phones do without', async () => {
    const { guarded, problems } = await baseLibraryOf({
      'app/a.ts': "if (wx.canIUse('onKeyDown')) wx.onKeyDown(() => undefined);\n",
    });
    expect(guarded).toEqual([{ api: 'wx.onKeyDown', since: '3.6.0' }]);
    expect(problems).toEqual([]);
  });

  it('counts tags, attributes and keys of app.json', async () => {
    const files = {
      'app/app.json': '{\n  "darkmode": true\n}',
      'app/a.wxml': '<view>\n  <view aria-label="a" />\n  <match-media />\n</view>\n',
    };
    expect(places(await baseLibraryOf(files, '2.10.0'))).toEqual(['a.wxml:3', 'app.json:2']);
  });
});

it('the base library that is needed is the one that the documents name', () => {
  const { since } = baseLibrary(path.join(ROOT, 'miniprogram')).needed;
  for (const file of ['docs/set-up.md', 'docs/set-up.zh-CN.md'])
    expect(textOf(file)).toMatch(new RegExp(`基础库最低可用版本\\*\\*[:：] ?${since}`));
});
