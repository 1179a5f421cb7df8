import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildMiniprogramNpm } from '../../../dev/build/miniprogram-npm';

const packagesFolder = path.join(__dirname, '../../..');
const VANT_LIB = path.join(packagesFolder, 'node_modules/@vant/weapp/lib');
let miniprogramFolder: string;

beforeEach(() => {
  miniprogramFolder = mkdtempSync(path.join(tmpdir(), 'miniprogram-npm-'));
});
afterEach(() => {
  rmSync(miniprogramFolder, { recursive: true });
});

function use(...components: readonly string[]): void {
  const usingComponents = Object.fromEntries(
    components.map((name) => [`van-${name}`, `@vant/weapp/${name}/index`]),
  );
  mkdirSync(path.join(miniprogramFolder, 'pages'), { recursive: true });
  writeFileSync(
    path.join(miniprogramFolder, 'pages/page.json'),
    JSON.stringify({ usingComponents }),
  );
}

const build = () => buildMiniprogramNpm({ miniprogramFolder, packagesFolder });
const built = (file: string) => path.join(miniprogramFolder, 'miniprogram_npm', file);

it('holds a used component and all that it needs, byte for byte, and no other', async () => {
  use('button');
  const { files } = await build();
  for (const needed of [
    'button/index.wxml',
    'loading/index.js',
    'icon/index.wxss',
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
  use('button', 'swipe-cell', 'skeleton', 'field', 'picker', 'tab', 'calendar');
  const { files } = await build();
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(built(file), 'utf8');
    for (const [, reference = ''] of text.matchAll(/require\("(\.[^"]+)"\)/g)) {
      expect(files).toContain(path.posix.join(path.posix.dirname(file), `${reference}.js`));
    }
  }
});

it('holds superstruct as one file that runs by itself', async () => {
  use();
  const { files } = await build();
  expect(files).toEqual(['superstruct/index.js']);
  expect(readFileSync(built('superstruct/index.js'), 'utf8')).not.toMatch(/require\(/);
});

it('removes what is no longer used, and leaves equal files alone', async () => {
  use('button', 'swipe-cell');
  await build();
  const before = statSync(built('@vant/weapp/button/index.js')).mtimeMs;
  use('button');
  const { files } = await build();
  expect(files.some((file) => file.includes('swipe-cell'))).toBe(false);
  expect(() => statSync(built('@vant/weapp/swipe-cell'))).toThrow('ENOENT');
  expect(statSync(built('@vant/weapp/button/index.js')).mtimeMs).toBe(before);
});

it('says which component does not exist', async () => {
  use('buton');
  await expect(build()).rejects.toThrow('@vant/weapp has no component buton/index');
});
