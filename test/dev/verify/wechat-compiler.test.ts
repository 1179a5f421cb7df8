import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { problemOf } from '../../../dev/verify/wechat-compiler';
import { ROOT } from '../../support/repository';
import { folderWith } from '../../support/temporary-folder';

let folder = '';

beforeAll(async () => {
  folder = await folderWith({
    'app.json':
      '{\n  "pages": [\n    "pages/a",\n    "pages/b"\n  ],\n  "window": {\n    "backgroundColor": 7\n  },\n  "darkmode": 7\n}\n',
    'pages/broken.json': '{\n  "a": 1,\n  "b": {,\n}\n',
  });
});

describe('what miniprogram-ci says', () => {
  it.each([
    [
      'of a script, by its own line',
      ' file: pages/a.ts\n /somewhere/pages/a.ts: Unexpected token (214:6)\n\n> 214 | const = 3;\n',
      { file: 'pages/a.ts', line: 214, message: 'miniprogram-ci: Unexpected token' },
    ],
    [
      'of a page that lacks a file, by the line that names it',
      'miniprogram/app.json: ["pages"][1] could not find the corresponding file: "pages/b.wxml"',
      {
        file: 'app.json',
        line: 4,
        message:
          'miniprogram-ci: ["pages"][1] could not find the corresponding file: "pages/b.wxml"',
      },
    ],
    [
      'of a key, by its line',
      'miniprogram/app.json or theme.json["light"]: darkmode field needs to be boolean',
      { file: 'app.json', line: 9, message: 'miniprogram-ci: darkmode field needs to be boolean' },
    ],
    [
      'of JSON that is none',
      'miniprogram/pages/broken.json: miniprogram/pages/broken.json\nExpecting }, got ,\n> 2 | "a": 1,',
      { file: 'pages/broken.json', line: 1, message: 'miniprogram-ci: Expecting }, got ,' },
    ],
    [
      'otherwise, whole',
      'something else',
      { file: 'app.json', line: 1, message: 'miniprogram-ci: something else' },
    ],
  ])('is told %s', (_name, message, problem) => {
    expect(problemOf(message, folder)).toEqual(problem);
  });

  it('comes with no connection to anywhere', () => {
    const script =
      "require('node:https').get('https://example.com').on('error', (error) => console.log(error.message));" +
      "require('node:net').connect(443, '192.0.2.1').on('error', (error) => console.log(error.message));";
    const { stdout } = spawnSync(
      process.execPath,
      ['--require', path.join(ROOT, 'dev/wechat-ci/offline.cjs'), '-e', script],
      { encoding: 'utf8', timeout: 60_000 },
    );
    expect(stdout.trim().split('\n').sort()).toEqual([
      'offline: 192.0.2.1',
      'offline: example.com',
    ]);
  });
});
