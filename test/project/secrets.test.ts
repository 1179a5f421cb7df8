import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { DEMO_SHOP_SETTINGS } from '../../dev/host/open-shop';
import { BOUND_ACCOUNTS, TEST_SHOP_ID } from '../../dev/sandbox/account';
import { MINI_PROGRAMS } from '../../dev/sandbox/mini-programs';
import { builtFunctions, builtPhone } from '../support/built';

/** Settings of functions, whose values belong to the cloud's console. */
const SETTINGS = [
  ...['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS', 'OWNER_SETUP_CODE', 'WECHAT_APP_SECRET'],
];

/** Shorter values, such as `1`, are in every file. */
const SHORTEST = 6;

/** Text of shipped files: functions for upload, and the compiled mini-program. */
let shipped: ReadonlyMap<string, string>;

beforeAll(async () => {
  const [outputFolder, phoneFolder] = await Promise.all([builtFunctions(), builtPhone()]);
  const base = path.dirname(outputFolder);
  const files = [
    ...(await readdir(outputFolder, { recursive: true })).map((file) =>
      path.join(outputFolder, file),
    ),
    // The phone's own parts are not shipped.
    ...['app.js', 'app.css'].map((file) => path.join(phoneFolder, file)),
  ].filter((file) => path.extname(file) !== '');
  shipped = new Map(
    await Promise.all(
      files.map(async (file) => [path.relative(base, file), await readFile(file, 'utf8')] as const),
    ),
  );
});

describe('what is shipped', () => {
  it('is the mini-program, and every function with all that it needs', () => {
    const functions = ['getOrder', 'shop', 'sweep', 'watch'].flatMap((name) =>
      ['LICENSES.txt', 'config.json', 'index.js', 'package.json'].map((file) =>
        path.join('functions', name, file),
      ),
    );
    expect([...shipped.keys()].sort()).toEqual([
      ...functions.sort(),
      path.join('phone', 'app.css'),
      path.join('phone', 'app.js'),
    ]);
  });

  it('holds the value of no setting, neither the demo’s nor this machine’s', () => {
    const values = [
      ...Object.values(DEMO_SHOP_SETTINGS),
      ...MINI_PROGRAMS.map(({ appSecret }) => appSecret),
      ...BOUND_ACCOUNTS.filter(({ shopId }) => shopId !== TEST_SHOP_ID).flatMap(
        ({ shopId, secret }) => [shopId, secret],
      ),
      ...SETTINGS.map((name) => process.env[name] ?? '').filter(({ length }) => length >= SHORTEST),
    ];
    const found = [...shipped].flatMap(([file, text]) =>
      values.filter((value) => text.includes(value)).map((value) => `${file}: ${value}`),
    );
    expect(values.length).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });

  it('holds nothing that looks like a secret', () => {
    const looks = [...shipped].flatMap(([file, text]) =>
      secretLooksIn(text).map((look) => `${file}: ${look}`),
    );
    expect(looks).toEqual([]);
  });
});

describe('what looks like a secret', () => {
  it.each(['one', 'two', 'three'])('is what random bytes look like (%s)', (seed) => {
    const bytes = createHash('sha256').update(seed).digest();
    for (const form of ['hex', 'base64url', 'base64'] as const)
      expect(secretLooksIn(`const a="${bytes.toString(form)}";`)).toContain(bytes.toString(form));
  });
});

/** Quoted text of letters, digits and base64 marks, longer than a word. */
const QUOTED = /(["'`])([\w+/=-]{20,})\1/g;
/** The form of keys, hashes and AppSecrets. */
const HEXADECIMAL = /(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/gi;
/** Share of changes between kinds of characters. Random text has 2/3, names and paths 1/3. */
const LEAST_CHANGES = 0.4;
/** Path to which an id is joined: small letters between slashes, which also ends with one. */
const PATH = /^\/[a-z0-9/-]+\/$/;

/** Finds likely secrets: long hexadecimal numbers, and quoted random text. */
function secretLooksIn(text: string): readonly string[] {
  const numbers = [...text.matchAll(HEXADECIMAL)].map(([number]) => number);
  const quoted = [...text.matchAll(QUOTED)].map(([, , held = '']) => held);
  return [...numbers, ...quoted.filter(isRandom)];
}

function isRandom(text: string): boolean {
  if (!/\d/.test(text) || !/[a-z]/i.test(text) || PATH.test(text)) return false;
  let changes = 0;
  for (let index = 1; index < text.length; index += 1) {
    if (kindOf(text.charAt(index)) !== kindOf(text.charAt(index - 1))) changes += 1;
  }
  return changes >= LEAST_CHANGES * text.length;
}

function kindOf(character: string): string {
  if (/\d/.test(character)) return 'digit';
  if (/[a-z]/.test(character)) return 'letter';
  return /[A-Z]/.test(character) ? 'capital' : 'mark';
}
