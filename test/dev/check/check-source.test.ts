import { bannedUses } from '../../../dev/check/banned-uses';
import { componentProblems } from '../../../dev/check/components';
import { styleProblems, templateAndScriptProblems } from '../../../dev/check/official-compilers';
import { pageProblems } from '../../../dev/check/pages';
import type { Problem } from '../../../dev/check/source';
import { subpackageProblems } from '../../../dev/check/subpackages';
import { missingSources, templateProblems } from '../../../dev/check/templates';
import { folderWith } from '../../support/temporary-folder';

type Files = Readonly<Record<string, string>>;

/** Returns the checks' findings in a mini-program of these files, without messages. */
async function places(checks: readonly ((folder: string) => readonly Problem[])[], files: Files) {
  const folder = await folderWith(files);
  const problems = checks.flatMap((check) => check(folder));
  return problems.map(({ file, line }) => `${file}:${line}`);
}

describe('the checks of WXML, WXS and WXSS', () => {
  const found = (files: Files) =>
    places([templateAndScriptProblems, styleProblems, templateProblems, missingSources], files);

  it('have nothing against a page that is right, nor look for what a comment names', async () => {
    const right = {
      'pages/a.wxml':
        '<import src="./part.wxml" />\n<wxs module="m" src="./m.wxs" />\n<view wx:for="{{list}}" wx:key="id">{{m.f(item)}}</view>\n',
      'pages/b.wxml': '<!-- <import src="./no.wxml" /> -->\n<view />\n',
      'pages/part.wxml': '<template name="x"><text>1</text></template>\n',
      'pages/m.wxs': 'module.exports = { f: function (x) { return x; } };\n',
      'pages/a.wxss': '@import "../tokens.wxss";\n.a { color: red; }\n',
      'tokens.wxss': 'page { --ink: #000; }\n',
    };
    expect(await found(right)).toEqual([]);
  });

  it.each([
    ['an expression that is none', 'pages/a.wxml', '<view>\n</view>\n<view wx:if="{{a b}}" />', 3],
    ['a script with a mistake', 'pages/m.wxs', 'var a = 1;\nvar b = ;\n', 2],
    ['a style with a brace too few', 'pages/a.wxss', '.a {\n  color: red;\n', 3],
    ['a style that imports nothing', 'pages/a.wxss', '.a {}\n@import "./no.wxss";\n', 2],
    ['an attribute twice', 'pages/a.wxml', '<view>\n  <view a="1" a="2" />\n</view>\n', 2],
    ['a key of no list', 'pages/a.wxml', '<view>\n  <view wx:key="a" />\n</view>\n', 2],
    ['a tag that is not closed', 'pages/a.wxml', '<view>\n  <text>\n</view>\n', 2],
    ['a template that is not there', 'pages/a.wxml', '<!--\n-->\n<import src="./no.wxml" />\n', 3],
    ['a script that is not there', 'pages/a.wxml', '<wxs module="m" src="./no.wxs" />\n', 1],
  ])('find %s, with file and line', async (_name, file, text, line) => {
    expect(await found({ [file]: text })).toContain(`${file}:${line}`);
  });

  it('name every style that is broken, not only the first', async () => {
    const broken = '.a { color: red;\n';
    const styles = { 'a.wxss': broken, 'b.wxss': broken, 'c.wxss': '.c {}\n' };
    expect(await found(styles)).toEqual(['a.wxss:2', 'b.wxss:2']);
  });
});

describe('pages and components', () => {
  const APP = '{ "pages": ["pages/a"],\n "usingComponents": { "app-icon": "/components/icon" } }';
  const found = (files: Files) =>
    places([pageProblems, componentProblems], {
      'app.json': APP,
      'pages/a.ts': '',
      'pages/a.wxml': '<app-icon />',
      'pages/a.json': '{}',
      'components/icon.json': '{ "component": true }',
      'components/icon.wxml': '<view />',
      ...files,
    });

  it('are right as they are, and those of app.json are everybody’s', async () => {
    expect(await found({})).toEqual([]);
  });

  it('are used in an imported template', async () => {
    const imported = {
      'pages/a.wxml': '<import src="part" /><template is="t" />',
      'pages/a.json': '{ "usingComponents": { "x-part": "../components/icon" } }',
      'pages/part.wxml': '<template name="t"><x-part /></template>',
    };
    expect(await found(imported)).toEqual([]);
  });

  it('are not used in a comment or in a script', async () => {
    const hidden = {
      'pages/a.wxml': '<!-- <x-part /> --><wxs module="m">var a = "<x-part />";</wxs>',
      'pages/a.json': '{\n "usingComponents": {\n "x-part": "../components/icon" }\n}',
    };
    expect(await found(hidden)).toEqual(['pages/a.json:3']);
  });

  it.each([
    [
      'a page without files',
      { 'app.json': APP.replace('"pages/a"', '"pages/a",\n"pages/b"') },
      'app.json:2',
    ],
    [
      'a component that is not there',
      { 'pages/a.json': '{ "usingComponents": {\n "app-icon": "./no" } }' },
      'pages/a.json:2',
    ],
    ['a tag that is no component', { 'pages/a.wxml': '<app-icon />\n<x-a />' }, 'pages/a.wxml:2'],
  ])('are not %s', async (_name, files, place) => {
    expect(new Set(await found(files))).toEqual(new Set([place]));
  });
});

describe('what the product does without', () => {
  it.each([
    ['wx.getLocation', 'a.ts', 'wx.getLocation();'],
    ['wx.request', 'a.ts', 'wx.request();'],
    ['eval(', 'a.wxs', 'eval("1");'],
    ['<web-view', 'a.wxml', '<web-view />'],
    ['show-location', 'a.wxml', '<map show-location />'],
    ['open-type="getPhoneNumber"', 'a.wxml', '<button open-type="getPhoneNumber" />'],
    ['https://example.com/a.png', 'a.wxml', '<image src="https://example.com/a.png" />'],
    ['"requiredPrivateInfos"', 'app.json', '{ "requiredPrivateInfos": ["getLocation"] }'],
    ['"componentFramework"', 'app.json', '{ "componentFramework": "glass-easel" }'],
  ])('is %s', async (name, file, text) => {
    const [problem] = bannedUses(await folderWith({ [file]: `\n${text}` }));
    const message = expect.stringContaining(`${name} is banned: `) as unknown;
    expect(problem).toEqual({ file, line: 2, message });
  });

  it('may be named in a comment, and switched off', async () => {
    const named = {
      'a.ts': '// wx.getLocation\n/* wx.request */ const a = "https://a";',
      'a.wxml': '<!-- <web-view /> --><map show-location="{{false}}" />',
    };
    expect(bannedUses(await folderWith(named))).toEqual([]);
  });
});

describe('a subpackage', () => {
  const found = (files: Files) =>
    places([subpackageProblems], {
      'app.json': '{ "subPackages": [{ "root": "one" }, { "root": "two/" }] }',
      ...files,
    });

  it('has what it likes of itself and of the main package; is opened by its address, and its types are everybody’s', async () => {
    const allowed = {
      'one/page.ts': "import { a } from './a';\nimport { b } from '../shared/b';\n",
      'one/page.json': '{ "usingComponents": { "x-a": "/one/x", "x-b": "../components/b" } }',
      'pages/a.ts': "import { once } from '../onestep/a';\n",
      'pages/b.ts': "import type { A } from '../one/a';\nopen('/one/page');\n",
    };
    expect(await found(allowed)).toEqual([]);
  });

  it('is nobody else’s: not by script, component, template or style', async () => {
    const forbidden = {
      'pages/a.ts': "import { b } from './b';\nimport {\n  a,\n} from '../one/a';\n",
      'pages/a.json': '{ "usingComponents": {\n "x-a": "/two/x" } }',
      'pages/a.wxml': '<view />\n<wxs src="../two/x.wxs" module="x" />',
      'two/page.wxss': '@import "../one/page.wxss";',
    };
    expect(await found(forbidden)).toEqual([
      'pages/a.ts:4',
      'pages/a.json:2',
      'pages/a.wxml:2',
      'two/page.wxss:1',
    ]);
  });
});
