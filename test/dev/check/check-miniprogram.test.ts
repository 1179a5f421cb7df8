import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { missingSources } from '../../../dev/check/missing-sources';
import { styleProblems, templateAndScriptProblems } from '../../../dev/check/official-compilers';
import { templateProblems } from '../../../dev/check/template-problems';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'miniprogram-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

function problems() {
  const tools = path.join(folder, 'miniprogram_npm/tools');
  return [
    ...templateAndScriptProblems(folder, tools),
    ...styleProblems(folder, tools),
    ...templateProblems(folder),
    ...missingSources(folder),
  ];
}

describe('the checks of WXML, WXS and WXSS', () => {
  it('have nothing against a page that is right', () => {
    write({
      'pages/a.wxml':
        '<import src="./part.wxml" />\n<wxs module="m" src="./m.wxs" />\n<view wx:for="{{list}}" wx:key="id">{{m.f(item)}}</view>\n',
      'pages/part.wxml': '<template name="x"><text>1</text></template>\n',
      'pages/m.wxs': 'module.exports = { f: function (x) { return x; } };\n',
      'pages/a.wxss': '@import "../tokens.wxss";\n.a { color: red; }\n',
      'tokens.wxss': 'page { --ink: #000; }\n',
    });
    expect(problems()).toEqual([]);
  });

  it.each([
    [
      'an expression that is none',
      'pages/a.wxml',
      '<view>\n</view>\n<view wx:if="{{a b}}" />\n',
      3,
    ],
    ['a script with a mistake', 'pages/m.wxs', 'var a = 1;\nvar b = ;\n', 2],
    ['a style with a brace too few', 'pages/a.wxss', '.a {\n  color: red;\n', 3],
    ['a style that imports nothing', 'pages/a.wxss', '.a {}\n@import "./no.wxss";\n', 2],
    ['an attribute twice', 'pages/a.wxml', '<view>\n  <view a="1" a="2" />\n</view>\n', 2],
    ['a tag that is not closed', 'pages/a.wxml', '<view>\n  <text>\n</view>\n', 2],
    ['a template that is not there', 'pages/a.wxml', '<!--\n-->\n<import src="./no.wxml" />\n', 3],
    ['a script that is not there', 'pages/a.wxml', '<wxs module="m" src="./no.wxs" />\n', 1],
  ])('find %s, with file and line', (_name, file, text, line) => {
    write({ [file]: text });
    expect(problems()).toContainEqual({ file, line, message: expect.any(String) as unknown });
  });

  it('name every style that is broken, not only the first', () => {
    write({ 'a.wxss': '.a { color: red;\n', 'b.wxss': '.b { color: red;\n', 'c.wxss': '.c {}\n' });
    expect(problems().map(({ file }) => file)).toEqual(['a.wxss', 'b.wxss']);
  });

  it('do not look for what a comment names', () => {
    write({ 'pages/a.wxml': '<!-- <import src="./no.wxml" /> -->\n<view />\n' });
    expect(problems()).toEqual([]);
  });
});
