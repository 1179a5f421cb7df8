import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import type * as superstruct from 'superstruct';
import { buildMiniprogramNpm } from '../../../dev/build/miniprogram-npm';
import { folderWith } from '../../support/temporary-folder';

const packagesFolder = path.join(__dirname, '../../..');
const VANT_LIB = path.join(packagesFolder, 'node_modules/@vant/weapp/lib');
let miniprogramFolder: string;

/** Makes a mini-program whose page uses components of vant. */
async function use(...components: readonly string[]): Promise<void> {
  miniprogramFolder = await folderWith({ 'pages/page.json': using(...components) });
}

function using(...components: readonly string[]): string {
  const usingComponents = Object.fromEntries(
    components.map((name) => [`van-${name}`, `@vant/weapp/${name}/index`]),
  );
  return JSON.stringify({ usingComponents });
}

const build = () => buildMiniprogramNpm({ miniprogramFolder, packagesFolder });
const built = (file: string) => path.join(miniprogramFolder, 'miniprogram_npm', file);

it('holds a used component and all that it needs, byte for byte, and no other', async () => {
  await use('button');
  const { files } = await build();
  for (const needed of [
    'button/index.wxml',
    'loading/index.js',
    'loading/index.wxss',
    'wxs/utils.wxs',
    'wxs/bem.wxs',
    'common/index.wxss',
    'mixins/basic.js',
  ]) {
    expect(files).toContain(`@vant/weapp/${needed}`);
    expect(readFileSync(built(`@vant/weapp/${needed}`))).toEqual(
      readFileSync(path.join(VANT_LIB, needed)),
    );
  }
  expect(files.filter((file) => file.includes('/picker/'))).toEqual([]);
});

it('names nothing that is not there', async () => {
  await use('button', 'swipe-cell', 'skeleton', 'field', 'picker', 'tab', 'calendar');
  const { files } = await build();
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(built(file), 'utf8');
    for (const [, reference = ''] of text.matchAll(/require\("(\.[^"]+)"\)/g)) {
      expect(files).toContain(path.posix.join(path.posix.dirname(file), `${reference}.js`));
    }
  }
});

it("leaves vant's icon font out, and nothing else of the icon's styles", async () => {
  await use('button');
  await build();
  const source = readFileSync(path.join(VANT_LIB, 'icon/index.wxss'), 'utf8');
  const rules = (css: string) => css.split(/(?<=\})/);
  const packed = rules(readFileSync(built('@vant/weapp/icon/index.wxss'), 'utf8'));
  const left = rules(source).filter((rule) => !packed.includes(rule));
  expect(packed.length + left.length).toBe(rules(source).length);
  expect(left.filter((rule) => !/^(\.van-icon-[a-z0-9-]+:before|@font-face)\{/.test(rule))).toEqual(
    [],
  );
  expect(packed.join('')).not.toContain('alicdn');
});

it('holds what is imported from superstruct as one file that runs by itself', async () => {
  const text = "import { type Struct, array, is } from 'superstruct';";
  const more = "import {\n  nullable,\n  string,\n} from 'superstruct';";
  miniprogramFolder = await folderWith({ 'pages/page.ts': text, 'pages/more.ts': more });
  const { files } = await build();
  expect(files).toEqual(['superstruct/LICENSE', 'superstruct/index.js']);
  const script = readFileSync(built('superstruct/index.js'), 'utf8');
  expect(script).not.toMatch(/require\(/);
  const packed = run(script);
  expect(Object.keys(packed).sort()).toEqual(['array', 'is', 'nullable', 'string']);
  const names = packed.array(packed.nullable(packed.string()));
  expect([packed.is(['a', null], names), packed.is([1], names)]).toEqual([true, false]);
});

/** Runs a CommonJS script without imports. */
function run(script: string): typeof superstruct {
  const module = { exports: {} as typeof superstruct };
  runInNewContext(script, { module });
  return module.exports;
}

it('removes what is no longer used, and leaves equal files alone', async () => {
  await use('button', 'swipe-cell');
  await build();
  const before = statSync(built('@vant/weapp/button/index.js')).mtimeMs;
  writeFileSync(path.join(miniprogramFolder, 'pages/page.json'), using('button'));
  const { files } = await build();
  expect(files.some((file) => file.includes('swipe-cell'))).toBe(false);
  expect(() => statSync(built('@vant/weapp/swipe-cell'))).toThrow('ENOENT');
  expect(statSync(built('@vant/weapp/button/index.js')).mtimeMs).toBe(before);
});

it('says which component does not exist', async () => {
  await use('buton');
  await expect(build()).rejects.toThrow('@vant/weapp has no component buton/index');
});
