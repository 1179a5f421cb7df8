import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildPhone, type PhoneBuild } from '../../../dev/phone/build';
import { problemLine } from '../../../dev/phone/problem';
import { temporaryFolder } from '../../support/temporary-folder';

let folder: string;

// Keeps the build as for a person who reloads. Fonts are written once.
beforeAll(async () => {
  folder = await temporaryFolder();
});

afterEach(() => rm(path.join(folder, 'source'), { recursive: true, force: true }));

/** Builds a mini-program of one page with additional `files`. */
async function build(files: Readonly<Record<string, string>>): Promise<PhoneBuild> {
  const all = {
    'app.json': '{ "pages": ["pages/a/a"] }',
    'app.ts': 'App({});',
    'pages/a/a.wxml': '<view />',
    'pages/a/a.ts': 'Page({});',
    'pages/a/a.json': '{}',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    const file = path.join(folder, 'source', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return buildPhone({
    miniprogramFolder: path.join(folder, 'source'),
    outputFolder: path.join(folder, 'phone'),
  });
}

function built(name: string): Promise<string> {
  return readFile(path.join(folder, 'phone', name), 'utf8');
}

describe('building the phone', () => {
  it('builds a mini-program that is in order, without a document for its scripts to lean on', async () => {
    expect(await build({})).toMatchObject({ ok: true, problems: [] });
    expect(await built('index.html')).toContain('src="app.js"');
    expect(await built('app.js')).toMatch(
      /^(?:"use strict";\s*)?\(function \(window,self,document/,
    );
  });

  it.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [
      {
        'pages/a/a.ts': 'Page({\n  data: }\n);',
        'pages/a/a.wxml': '<view>\n<text></view>',
        'pages/a/a.wxss': '.a {\n  color: red;\n} }',
        'app.wxss': "\n@import 'b.wxss';",
      },
      [
        'pages/a/a.ts:2: ',
        'pages/a/a.wxml:2: ',
        'pages/a/a.wxss:3: ',
        'app.wxss:2: there is no b.wxss',
      ],
    ],
    [
      { 'pages/a/a.json': '{ "usingComponents": {\n "x": "../x/x" } }' },
      ['pages/a/a.json:2: there is no ../x/x.wxml'],
    ],
    [{ 'pages/a/a.json': '{\n  "a": 1,\n}' }, ['pages/a/a.json:3: not JSON']],
    [{ 'app.json': '{ "pages": [] }' }, ['app.json: names no page']],
  ])('says in which file and line mistakes are: %o', async (files, places) => {
    const told = (await build(files)).problems.map(problemLine);
    expect(places.filter((place) => !told.some((line) => line.startsWith(place)))).toEqual([]);
  });

  it('shows mistakes in the page, as text', async () => {
    const { ok } = await build({ 'pages/a/a.json': '{ "usingComponents": { "x": "<b>" } }' });
    expect(ok).toBe(false);
    const html = await built('index.html');
    expect(html).toContain('there is no &#60;b&#62;.wxml');
    expect(html).not.toContain('app.js');
  });

  it('makes a switch of its own of the theme, takes in what is imported, leaves keyframes alone', async () => {
    await build({
      'app.wxss':
        '@media (prefers-color-scheme: dark) { page { color: red; } }\n@media (min-width: 700px) and (prefers-color-scheme: dark) { .a { color: blue; } }',
      'pages/a/a.wxss': "@import './b.wxss';",
      'pages/a/b.wxss': '@keyframes turn { from { width: 10rpx; } to { width: 0; } }',
    });
    const css = await built('app.css');
    expect(css).toMatch(/:where\(\[data-theme='dark'\]\) wx-page \{ color: red; \}/);
    expect(css).toMatch(/@media \(min-width: 700px\) \{ :where\(\[data-theme='dark'\]\) \.a/);
    expect(css).not.toContain('prefers-color-scheme');
    expect(css).toContain('from { width: calc(var(--phone-rpx) * 10); }');
  });

  it("has no icon font of vant's, and asks no public host for it, as the package that is uploaded", async () => {
    await build({ 'pages/a/a.json': '{ "usingComponents": { "i": "@vant/weapp/icon/index" } }' });
    const css = await built('app.css');
    expect(css).toContain('van-icon__info');
    expect(css).not.toMatch(/alicdn|@font-face|van-icon-plus/);
  });
});
