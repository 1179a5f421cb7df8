import { existsSync } from 'node:fs';
import path from 'node:path';
import { ownFiles, ROOT, textOf } from '../support/repository';

const TOP_LEVEL = [
  '.ci',
  '.dependency-cruiser.mjs',
  '.editorconfig',
  '.github',
  '.gitignore',
  '.npmrc',
  '.prettierignore',
  '.prettierrc.json',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'SECURITY.md',
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

/** Tests of several files or folders. */
const ABOUT_THE_WHOLE: Readonly<Record<string, string>> = {
  'miniprogram/board/evenings': 'how few orders are red in a thousand evenings, and none untold',
  'miniprogram/contract/delivery/order-tone': 'one colour of a delivery wherever it is drawn',
  'cloudfunctions/bundle': 'the built functions, through the real SDK',
  'cloudfunctions/core/access/allow-list': 'what is stored and is no phone’s business',
  'cloudfunctions/core/deliveries/dying-instances':
    'one question for all, when those who ask it die',
  'cloudfunctions/core/board/long-day': 'twelve hours within the day’s questions',
  'cloudfunctions/core/board/open-boards': 'what open boards cost, and how old their rows grow',
  'cloudfunctions/core/intake/paid-orders': 'stories of paid orders, and what they cost',
  'cloudfunctions/core/intake/registered-junk': 'what orders that WeChat never knows cost others',
  'cloudfunctions/core/board/wrong-clocks': 'what a wrong clock does to a board',
  'cloudfunctions/core/deliveries/two-services': 'which of two is asked, and what 同城配送 tells',
  'cloudfunctions/core/deliveries/many-watchers': 'one question for all, when many watch',
  'cloudfunctions/core/deliveries/open-lists': 'what open lists cost',
  'cloudfunctions/core/deliveries/wrong-clocks':
    'one look-up over instances, one with a wrong clock',
  'cloudfunctions/core/shop/foreign-documents': 'what others keep in the same environment',
  'cloudfunctions/core/shop/limits-at-once': 'limits of people, stores and accounts, raced',
  'cloudfunctions/core/self-check/unreadable-documents': 'documents of all collections, damaged',
  'cloudfunctions/core/storage/kept-documents': 'documents as 0.9.0 has written them, of all rooms',
  'cloudfunctions/core/notices/dying-tellers': 'one message each, when those who tell it die',
  'cloudfunctions/core/people/unreadable-people': 'people who cannot be read, told of and removed',
  'dev/phone/runtime/map/map': 'the map with all that it draws',
  'dev/phone/runtime/pages': 'pages of a mini-program in the whole runtime',
};

describe('the layout', () => {
  it('has nothing at the top level but what the house has', () => {
    const top = new Set(ownFiles().map((file) => file.split('/')[0]));
    expect([...top].sort()).toEqual(TOP_LEVEL);
  });

  it('keeps composition roots short', () => {
    const long = ownFiles()
      .filter((file) => /^cloudfunctions\/[^/]+\/index\.ts$/.test(file))
      .filter((file) => textOf(file).trimEnd().split('\n').length > 25);
    expect(long).toEqual([]);
  });

  it('has no file over 300 lines that does not say at its head why, and none that says so needlessly', () => {
    const wrong = ownFiles()
      // Excludes npm's files, binaries, and data for map viewers.
      .filter((file) => !/(package-lock\.json|\.(png|jpg|woff2))$/.test(file))
      .filter((file) => {
        const text = textOf(file);
        const isLong = text.trimEnd().split('\n').length > 300;
        return isLong !== /^\/\/ More than 300 lines: .+\n/.test(text);
      });
    expect(wrong).toEqual([]);
  });

  it('names files in kebab-case, and none after a drawer', () => {
    const names = ownFiles()
      .filter((file) => /\.(ts|mjs|wxml|wxss|wxs)$/.test(file))
      .map((file) => path.posix.basename(file).replace(/(?<=.)\..*$/, ''));
    expect(names.filter((name) => !/^\.?[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|manager)$/.test(name))).toEqual(
      [],
    );
  });

  it('mirrors in test/ the file that a test is about', () => {
    const own = new Set(ownFiles().map((file) => file.replace(/\.[^./]+$/, '')));
    const strangers = ownFiles()
      .filter((file) => /^test\/(cloudfunctions|dev|miniprogram)\/.*\.test\.ts$/.test(file))
      .map((file) => file.replace(/^test\//, '').replace(/(\.long)?\.test\.ts$/, ''))
      .filter((file) => !own.has(file) && !existsSync(path.join(ROOT, file)));
    expect([...new Set(strangers)].sort()).toEqual(Object.keys(ABOUT_THE_WHOLE).sort());
  });
});
