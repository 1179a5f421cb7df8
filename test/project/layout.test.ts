import { existsSync } from 'node:fs';
import path from 'node:path';
import { ownFiles, ROOT, textOf } from '../support/repository';

const TOP_LEVEL = [
  '.ci',
  '.dependency-cruiser.mjs',
  '.gitignore',
  '.npmrc',
  '.prettierignore',
  '.prettierrc.json',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'cloudfunctions',
  'dev',
  'docs',
  'eslint.config.mjs',
  'jest.config.mjs',
  'miniprogram',
  'package-lock.json',
  'package.json',
  'project.config.json',
  'test',
  'tsconfig.json',
];

/** Files of more than 300 lines, each with the reason why it is better whole. */
const LONG: Readonly<Record<string, string>> = {
  'package-lock.json': 'written by npm',
  'dev/bench/peers/package-lock.json': 'written by npm',
  'dev/mutation/package-lock.json': 'written by npm',
  'dev/wechat-ci/package-lock.json': 'written by npm',
  'dev/verify/broken-copies.ts': 'one list of the ways in which the product can be broken',
  'test/cloudfunctions/core/orders/delivery-record.test.ts':
    'one list of what is known of an order, and kept of it',
  'test/cloudfunctions/core/shop/access.test.ts': 'one table of who may do what',
  'miniprogram/management/views/self-check-wording.ts':
    'one table of what can be not well, and the way out',
  'test/cloudfunctions/core/wechat/order-answer.test.ts': 'one list of the facts of the contract',
  'test/dev/cloud/database/database.test.ts':
    'one list of everything that the SDK asks of a database',
  'test/dev/sandbox/delivery-api.test.ts': 'one list of the facts of the contract',
  'test/miniprogram/shared/delivery-history.test.ts': 'one list of what a history tells and keeps',
  'test/miniprogram/tracking/delivery-session.test.ts':
    'one list of what a page sees of one delivery over time',
};

/** Tests that are about no one file and no one folder. */
const ABOUT_THE_WHOLE: Readonly<Record<string, string>> = {
  'cloudfunctions/bundle': 'the built functions, through the real SDK',
  'cloudfunctions/core/orders/dying-instances': 'one question for all, when those who ask it die',
  'cloudfunctions/core/orders/many-watchers': 'one question for all, when many watch',
  'dev/cloud/dying-processes': 'one question for all, by the built functions, killed meanwhile',
  'dev/phone/runtime/map/map': 'the map with all that it draws',
  'dev/phone/runtime/pages': 'pages of a mini-program in the whole runtime',
  'dev/sandbox/peers': 'the sandbox as clients from npm see it',
};

/** Binary files have no lines. */
const BINARY = /\.(png|jpg|woff2)$/;

describe('the layout', () => {
  it('has nothing at the top level but what the house has', () => {
    const top = new Set(ownFiles().map((file) => file.split('/')[0]));
    expect([...top].sort()).toEqual(TOP_LEVEL);
  });

  it('gives every deployable function its index.ts, package.json and config.json', () => {
    const folders = new Set(
      ownFiles().flatMap((file) => /^cloudfunctions\/(?!core\/)([^/]+)\//.exec(file)?.[1] ?? []),
    );
    expect(folders.size).toBeGreaterThan(0);
    for (const folder of folders) {
      const files = ['index.ts', 'package.json', 'config.json'].map((name) => `${folder}/${name}`);
      expect(files.filter((file) => !existsSync(path.join(ROOT, 'cloudfunctions', file)))).toEqual(
        [],
      );
    }
  });

  it('keeps composition roots short', () => {
    const long = ownFiles()
      .filter((file) => /^cloudfunctions\/[^/]+\/index\.ts$/.test(file))
      .filter((file) => textOf(file).trimEnd().split('\n').length > 25);
    expect(long).toEqual([]);
  });

  it('has no file over 300 lines without a reason', () => {
    const long = ownFiles()
      .filter((file) => !BINARY.test(file))
      .filter((file) => textOf(file).trimEnd().split('\n').length > 300);
    // Both ways: an excuse goes when its file has become short.
    expect(long.sort()).toEqual(Object.keys(LONG).sort());
  });

  it('names files in kebab-case, and none after a drawer', () => {
    const names = ownFiles()
      .filter((file) => /\.(ts|mjs|wxml|wxss|wxs)$/.test(file))
      .map((file) => path.posix.basename(file).replace(/\..*$/, ''));
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|manager)$/.test(name))).toEqual(
      [],
    );
  });

  it('mirrors in test/ the file that a test is about', () => {
    const own = new Set(ownFiles().map((file) => file.replace(/\.[^./]+$/, '')));
    const strangers = ownFiles()
      .filter((file) => /^test\/(cloudfunctions|dev|miniprogram)\/.*\.test\.ts$/.test(file))
      .map((file) => file.replace(/^test\//, '').replace(/\.test\.ts$/, ''))
      .filter((file) => !own.has(file) && !existsSync(path.join(ROOT, file)));
    expect(strangers.sort()).toEqual(Object.keys(ABOUT_THE_WHOLE).sort());
  });
});
