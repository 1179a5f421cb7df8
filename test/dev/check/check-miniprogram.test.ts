import { styleProblems, templateAndScriptProblems } from '../../../dev/check/official-compilers';
import { missingSources, templateProblems } from '../../../dev/check/templates';
import { folderWith } from '../../support/temporary-folder';

async function problems(files: Readonly<Record<string, string>>) {
  const folder = await folderWith(files);
  return [templateAndScriptProblems, styleProblems, templateProblems, missingSources].flatMap(
    (check) => check(folder),
  );
}

describe('the checks of WXML, WXS and WXSS', () => {
  it('have nothing against a page that is right, nor look for what a comment names', async () => {
    const found = await problems({
      'pages/a.wxml':
        '<import src="./part.wxml" />\n<wxs module="m" src="./m.wxs" />\n<view wx:for="{{list}}" wx:key="id">{{m.f(item)}}</view>\n',
      'pages/b.wxml': '<!-- <import src="./no.wxml" /> -->\n<view />\n',
      'pages/part.wxml': '<template name="x"><text>1</text></template>\n',
      'pages/m.wxs': 'module.exports = { f: function (x) { return x; } };\n',
      'pages/a.wxss': '@import "../tokens.wxss";\n.a { color: red; }\n',
      'tokens.wxss': 'page { --ink: #000; }\n',
    });
    expect(found).toEqual([]);
  });

  it.each([
    ['an expression that is none', 'pages/a.wxml', '<view>\n</view>\n<view wx:if="{{a b}}" />', 3],
    ['a script with a mistake', 'pages/m.wxs', 'var a = 1;\nvar b = ;\n', 2],
    ['a style with a brace too few', 'pages/a.wxss', '.a {\n  color: red;\n', 3],
    ['a style that imports nothing', 'pages/a.wxss', '.a {}\n@import "./no.wxss";\n', 2],
    ['an attribute twice', 'pages/a.wxml', '<view>\n  <view a="1" a="2" />\n</view>\n', 2],
    ['a tag that is not closed', 'pages/a.wxml', '<view>\n  <text>\n</view>\n', 2],
    ['a template that is not there', 'pages/a.wxml', '<!--\n-->\n<import src="./no.wxml" />\n', 3],
    ['a script that is not there', 'pages/a.wxml', '<wxs module="m" src="./no.wxs" />\n', 1],
  ])('find %s, with file and line', async (_name, file, text, line) => {
    const problem = { file, line, message: expect.any(String) as unknown };
    expect(await problems({ [file]: text })).toContainEqual(problem);
  });

  it('name every style that is broken, not only the first', async () => {
    const broken = '.a { color: red;\n';
    const found = await problems({ 'a.wxss': broken, 'b.wxss': broken, 'c.wxss': '.c {}\n' });
    expect(found.map(({ file }) => file)).toEqual(['a.wxss', 'b.wxss']);
  });
});
