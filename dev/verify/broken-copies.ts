import { randomBytes } from 'node:crypto';
import type { SOURCE_CHECKS } from '../check/check-source';
import type { BrokenCopy } from './broken-copy';
import type { UPLOAD_CHECKS } from './upload-checks';

/** One way in which a copy of the product is broken, and what has to be said of it. */
export interface Fault {
  readonly name: string;
  readonly foundBy: keyof typeof SOURCE_CHECKS | keyof typeof UPLOAD_CHECKS;
  /** Breaks the copy; answers the file, from the mini-program's folder, and the line that have to be named. */
  readonly breakIt: (copy: BrokenCopy) => readonly [file: string, line: number];
  /** A part of the message. */
  readonly words: string;
}

const SEARCH = 'pages/search/search';
const PRIVACY = 'management/pages/privacy/privacy';
/** As app.json names it. */
const PRIVACY_ENTRY = 'pages/privacy/privacy';

/** At least one fault for each check: what no copy breaks, nobody knows to be checked. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'a wrong type',
    foundBy: 'types',
    breakIt: (copy) => appended(copy, 'shared/order-id.ts', 'export const wrong: number = "1";\n'),
    words: "TS2322: Type 'string' is not assignable to type 'number'",
  },
  {
    name: 'an import of what is not there',
    foundBy: 'types',
    breakIt: (copy) => appended(copy, 'shared/order-id.ts', "export * from './no-such-file';\n"),
    words: "TS2307: Cannot find module './no-such-file'",
  },
  {
    name: 'TypeScript that is none',
    foundBy: 'miniprogram-ci',
    breakIt: (copy) => appended(copy, `${SEARCH}.ts`, 'const = 3;\n'),
    words: 'miniprogram-ci: Unexpected token',
  },
  {
    name: 'an app.json with a wrong value',
    foundBy: 'miniprogram-ci',
    breakIt: (copy) => replaced(copy, 'app.json', '"darkmode": true', '"darkmode": 7'),
    words: 'darkmode field needs to be boolean',
  },
  {
    name: 'a page’s JSON with a wrong value',
    foundBy: 'miniprogram-ci',
    breakIt: (copy) =>
      replaced(
        copy,
        `${SEARCH}.json`,
        '"usingComponents"',
        '"disableScroll": "no",\n  "usingComponents"',
      ),
    words: 'disableScroll field needs to be boolean',
  },
  {
    name: 'JSON that is none',
    foundBy: 'miniprogram-ci',
    breakIt: (copy) =>
      replaced(copy, `${SEARCH}.json`, '"usingComponents": {', '"usingComponents": {,'),
    words: 'Expecting',
  },
  {
    name: 'a page without a template',
    foundBy: 'miniprogram-ci',
    breakIt: (copy) => {
      copy.remove(`miniprogram/${PRIVACY}.wxml`);
      return replaced(copy, 'app.json', PRIVACY_ENTRY, PRIVACY_ENTRY);
    },
    words: `could not find the corresponding file: "${PRIVACY}.wxml"`,
  },
  {
    name: 'a page without a script',
    foundBy: 'pages',
    breakIt: (copy) => {
      copy.remove(`miniprogram/${PRIVACY}.ts`);
      return replaced(copy, 'app.json', PRIVACY_ENTRY, PRIVACY_ENTRY);
    },
    words: `the page ${PRIVACY} has no privacy.ts`,
  },
  {
    name: 'a page without JSON',
    foundBy: 'pages',
    breakIt: (copy) => {
      copy.remove(`miniprogram/${PRIVACY}.json`);
      return replaced(copy, 'app.json', PRIVACY_ENTRY, PRIVACY_ENTRY);
    },
    words: `the page ${PRIVACY} has no privacy.json`,
  },
  {
    name: 'a page that app.json does not name',
    foundBy: 'components',
    breakIt: (copy) => {
      copy.write('miniprogram/pages/lost/lost.wxml', '<view />\n');
      return ['pages/lost/lost.wxml', 1];
    },
    words: 'no page of app.json comes to this',
  },
  {
    name: 'a component of a subpackage in the main package',
    foundBy: 'subpackages',
    breakIt: (copy) =>
      replaced(
        copy,
        `${SEARCH}.json`,
        '../../components/icon/icon',
        '../../management/components/check-row/check-row',
      ),
    words: 'lies in the subpackage management/, which may not be on the phone yet',
  },
  {
    name: 'a script of a subpackage in the main package',
    foundBy: 'subpackages',
    breakIt: (copy) =>
      appended(copy, 'phone-memory.ts', "export * from './management/views/choices';\n"),
    words: 'lies in the subpackage management/, which may not be on the phone yet',
  },
  {
    name: 'a WXML expression that is none',
    foundBy: 'wcc',
    breakIt: (copy) => appended(copy, `${PRIVACY}.wxml`, '<view wx:if="{{a b}}" />\n'),
    words: 'Bad attr `wx:if`',
  },
  {
    name: 'a WXS file with a mistake',
    foundBy: 'wcc',
    breakIt: (copy) => {
      copy.write('miniprogram/management/pages/privacy/count.wxs', 'var a = 1;\nvar b = ;\n');
      return ['management/pages/privacy/count.wxs', 2];
    },
    words: 'Expected exp',
  },
  {
    name: 'a style with a bracket too many',
    foundBy: 'wcsc',
    breakIt: (copy) => appended(copy, `${PRIVACY}.wxss`, '.a { color: red; }}\n'),
    words: 'error at token `}`',
  },
  {
    name: 'a style that imports what is not there',
    foundBy: 'wcsc',
    breakIt: (copy) => appended(copy, `${PRIVACY}.wxss`, '@import "./no-such-file.wxss";\n'),
    words: 'no-such-file.wxss` not found',
  },
  {
    name: 'an attribute twice',
    foundBy: 'glass-easel',
    breakIt: (copy) => appended(copy, `${PRIVACY}.wxml`, '<view class="a" class="b" />\n'),
    words: 'duplicated attribute',
  },
  {
    name: 'wx:key without wx:for',
    foundBy: 'glass-easel',
    breakIt: (copy) => appended(copy, `${PRIVACY}.wxml`, '<view wx:key="id" />\n'),
    words: 'invalid attribute',
  },
  {
    name: 'an imported template that is not there',
    foundBy: 'sources',
    breakIt: (copy) => appended(copy, `${PRIVACY}.wxml`, '<import src="./no-such-file.wxml" />\n'),
    words: '<import src="./no-such-file.wxml"> does not exist',
  },
  {
    name: 'a component that its page does not use',
    foundBy: 'components',
    breakIt: (copy) => {
      const trace = '"trace-id": "../../components/trace-id/trace-id"';
      const line = copy.replace(
        `miniprogram/${SEARCH}.json`,
        '"app-icon"',
        `${trace},\n    "app-icon"`,
      );
      return [`${SEARCH}.json`, line];
    },
    words: 'the component trace-id is not used in search.wxml',
  },
  {
    name: 'a component that is not there',
    foundBy: 'components',
    breakIt: (copy) =>
      replaced(copy, `${SEARCH}.json`, 'components/icon/icon"', 'components/icon/icons"'),
    words: 'the component app-icon does not exist: no components/icon/icons.json',
  },
  {
    name: 'a tag that is no component',
    foundBy: 'components',
    breakIt: (copy) => appended(copy, `${PRIVACY}.wxml`, '<trace-id />\n'),
    words: `<trace-id> is neither WeChat's nor in the usingComponents of ${PRIVACY}.json`,
  },
  {
    name: 'a component’s folder that nothing names',
    foundBy: 'components',
    breakIt: (copy) => {
      copy.write('miniprogram/components/lost/lost.json', '{ "component": true }\n');
      copy.write('miniprogram/components/lost/lost.wxml', '<view />\n');
      return ['components/lost/lost.wxml', 1];
    },
    words: 'no page of app.json comes to this',
  },
  {
    name: 'an API that is newer than the base library',
    foundBy: 'base library',
    breakIt: (copy) =>
      appended(copy, 'platform/clipboard.ts', 'export const load = wx.loadBuiltInFontFace;\n'),
    words: 'wx.loadBuiltInFontFace came with base library 3.7.9, project.config.json says 3.6.0',
  },
  {
    name: 'a base library older than what is in use',
    foundBy: 'base library',
    breakIt: (copy) => {
      copy.replace('project.config.json', '"libVersion": "3.6.0"', '"libVersion": "2.12.0"');
      const line = copy.replace('miniprogram/platform/map.ts', 'map.moveAlong(', 'map.moveAlong(');
      return ['platform/map.ts', line];
    },
    words: 'MapContext.moveAlong came with base library 2.13.0, project.config.json says 2.12.0',
  },
  {
    name: 'a banned API',
    foundBy: 'bans',
    breakIt: (copy) =>
      appended(copy, 'platform/device.ts', 'export const where = wx.getLocation;\n'),
    words: 'wx.getLocation is banned',
  },
  {
    name: 'a map that asks where the phone is',
    foundBy: 'bans',
    breakIt: (copy) =>
      replaced(
        copy,
        'components/rider-map/rider-map.wxml',
        'show-location="{{false}}"',
        'show-location',
      ),
    words: 'show-location is banned',
  },
  {
    name: 'a picture from afar',
    foundBy: 'bans',
    breakIt: (copy) =>
      appended(copy, `${PRIVACY}.wxml`, '<image src="https://example.com/a.png" />\n'),
    words: 'https://example.com/a.png is banned',
  },
  {
    name: 'a right that app.json asks for',
    foundBy: 'bans',
    breakIt: (copy) =>
      replaced(
        copy,
        'app.json',
        '"darkmode"',
        '"requiredPrivateInfos": ["getLocation"],\n  "darkmode"',
      ),
    words: '"requiredPrivateInfos" is banned',
  },
  {
    name: 'a tsconfig file in the package',
    foundBy: 'packed files',
    breakIt: (copy) => {
      copy.write('miniprogram/shared/tsconfig.base.json', '{}\n');
      return ['shared/tsconfig.base.json', 1];
    },
    words: 'goes into the package',
  },
  {
    name: 'a package over its budget',
    foundBy: 'budgets',
    breakIt: (copy) => {
      // Of no use to a person, and not to be made smaller.
      const noise = randomBytes(400_000).toString('base64');
      copy.append(
        'miniprogram/styles/tokens.wxss',
        `.a { background: url("data:image/png;base64,${noise}"); }\n`,
      );
      return ['styles/tokens.wxss', 1];
    },
    words: 'styles/ has 5',
  },
  {
    name: 'a README that tells another size',
    foundBy: 'documents',
    breakIt: (copy) => [
      '../README.md',
      copy.replace('README.md', 'main package has ', 'main package has 1'),
    ],
    words: 'KB as it is uploaded, this says 1',
  },
];

function appended(copy: BrokenCopy, file: string, lines: string): readonly [string, number] {
  return [file, copy.append(`miniprogram/${file}`, lines)];
}

function replaced(
  copy: BrokenCopy,
  file: string,
  from: string,
  to: string,
): readonly [string, number] {
  return [file, copy.replace(`miniprogram/${file}`, from, to)];
}
