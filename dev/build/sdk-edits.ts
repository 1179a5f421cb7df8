import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { transform } from 'esbuild';

/**
 * As `one.localeCompare(other)`, without its rules for all languages where the keys are plain. Its text goes into the bundle as it stands here: it uses
 * nothing from outside, and names no function inside.
 */
export function compareKeys(one: string, other: string): number {
  if (!/^[a-z\d_-]*$/i.test(one + other)) return one.localeCompare(other);
  // There an underscore comes before a hyphen, and both before digits and letters.
  const a = one.toLowerCase().replace(/_/g, '!');
  const b = other.toLowerCase().replace(/_/g, '!');
  if (a !== b) return a < b ? -1 : 1;
  // Of two that differ in case alone the one with the first small letter comes first.
  return one === other ? 0 : one > other ? -1 : 1;
}

/** How wx-server-sdk's own bundle calls that file. */
const OPEN_API = './src/protobuf/openapi.js';

interface Edit {
  /** The file, below node_modules. */
  readonly file: string;
  readonly from: string;
  /** What stands there instead. @param at the file's whole path */
  readonly to: (at: string) => string;
}

/**
 * What the bundle needs to differ in from wx-server-sdk and what it brings along, word for word.
 *
 * 1. Its version: it reads its own package.json by a path that no longer holds in a bundle, and would send `tcb-node-sdk/unknow`.
 * 2. `models`: every `init()` and every `database()` makes a client of data models that almost no function uses; making it costs more than all the
 *    rest of the start (on Node ≥ 18 it loads fetch, 18 ms). It is made when `models` is first read.
 * 3. The order of the keys that are signed: for it `localeCompare` makes the machine read its rules for all languages, 5 ms at the first request. Keys of
 *    Latin letters, digits, hyphens and underscores are put in the same order without them; any other key still by them.
 * 4. The tables of WeChat's open APIs, which are read at the first call of one: no function of ours makes one.
 * 5. WebAssembly for products and quotients of 64-bit numbers, which is compiled at each start:
 *    without it the same file computes them by itself.
 */
const EDITS: readonly Edit[] = [
  {
    file: '@cloudbase/node-sdk/dist/utils/version.js',
    from: 'exports.version = loadPackage().version;',
    to: (at) =>
      `exports.version = ${JSON.stringify(versionIn(path.join(at, '../../../package.json')))};`,
  },
  {
    file: '@cloudbase/node-sdk/dist/cloudbase.js',
    from: 'const httpClient = wx_cloud_client_sdk_1.default.generateHTTPClient(',
    to: () =>
      'let models; const makeModels = () => wx_cloud_client_sdk_1.default.generateHTTPClient(',
  },
  {
    file: '@cloudbase/node-sdk/dist/cloudbase.js',
    from: 'this.models = httpClient;',
    to: () =>
      "Object.defineProperty(this, 'models', { configurable: true, enumerable: true, get: () => (models ??= makeModels()) });",
  },
  {
    file: '@cloudbase/signature-nodejs/lib/keyvalue.js',
    from: '(l, r) => l.toString().localeCompare(r)',
    to: () => `(${String(compareKeys)})`,
  },
  {
    file: 'wx-server-sdk/index.js',
    from: `"${OPEN_API}":`,
    to: () => `"${OPEN_API}": function (module, exports, __webpack_require__) {
  const read = () => __webpack_require__("${OPEN_API} itself");
  module.exports = new Proxy({}, { get: (_, key) => read()[key] });
},
"${OPEN_API} itself":`,
  },
  {
    file: 'bson/lib/long.js',
    from: 'wasm = new WebAssembly.Instance(',
    to: () => 'wasm = false && new WebAssembly.Instance(',
  },
];

/**
 * Applies the edits above, and fails the build when the SDK no longer reads as they expect. Names
 * inside packages are shortened: a fifth less to read at each start. The product's own stay, so
 * that a stack in the log can be read.
 */
export const sdkEdits: Plugin = {
  name: 'sdk-edits',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.c?js$/ }, async ({ path: at }) => {
      const edits = EDITS.filter(({ file }) => isFile(at, file));
      const contents = edits.reduce(
        (text, { file, from, to }) => {
          if (text.split(from).length !== 2) throw unfit(file);
          return text.replace(from, () => to(at));
        },
        readFileSync(at, 'utf8'),
      );
      const { code } = await transform(contents, { minifyIdentifiers: true, target: 'node16.13' });
      return { contents: code };
    });
    build.onEnd(({ metafile }) => {
      const bundled = Object.keys(metafile?.inputs ?? {});
      if (!bundled.some((input) => input.includes('/@cloudbase/node-sdk/'))) return;
      const gone = EDITS.find(({ file }) => !bundled.some((input) => isFile(input, file)));
      if (gone !== undefined) throw unfit(gone.file);
    });
  },
};

function isFile(at: string, file: string): boolean {
  return at.split(path.sep).join('/').endsWith(`node_modules/${file}`);
}

function versionIn(manifestFile: string): string {
  const manifest: unknown = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error(`${manifestFile} names no version.`);
}

function unfit(file: string): Error {
  return new Error(
    `${file} is not what dev/build/sdk-edits.ts knows: a new version of the SDK? Read it again and mend the edit, or drop it.`,
  );
}
