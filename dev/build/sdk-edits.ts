import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { transform } from 'esbuild';

/**
 * Compares as `one.localeCompare(other)`, without its rules for all languages where keys are plain.
 * Its text goes into the bundle, so it uses nothing from outside and names no inner function.
 */
export function compareKeys(one: string, other: string): number {
  if (!/^[a-z\d_-]*$/i.test(one + other)) return one.localeCompare(other);
  // localeCompare sorts underscore before hyphen, and both before digits and letters.
  const a = one.toLowerCase().replace(/_/g, '!');
  const b = other.toLowerCase().replace(/_/g, '!');
  if (a !== b) return a < b ? -1 : 1;
  // The one with the first small letter comes first, of two that differ in case alone.
  return one === other ? 0 : one > other ? -1 : 1;
}

/** Name of that file in wx-server-sdk's own bundle. */
const OPEN_API = './src/protobuf/openapi.js';

interface Edit {
  /** Path below node_modules. */
  readonly file: string;
  readonly from: string;
  /** The replacement. @param at absolute path of the file */
  readonly to: (at: string) => string;
}

/**
 * Edits of wx-server-sdk and its packages in the bundle.
 *
 * 1. The version: the SDK reads its package.json by a path that fails in a bundle, and would send
 * `tcb-node-sdk/unknow`.
 * 2. `models`: every `init()` and `database()` creates a client of data models. That costs more
 * than the rest of the start (on Node ≥ 18 it loads fetch, 18 ms). It is created when first read.
 * 3. Sorting of signed keys: `localeCompare` loads rules for all languages, 5 ms at the first
 * request. Keys of Latin letters, digits, hyphens and underscores are sorted without them.
 * 4. Tables of WeChat's open APIs: they are read at the first call of one, which we never make.
 * 5. WebAssembly for 64-bit products and quotients: it is compiled at each start. Without it the
 * same file computes them in JavaScript.
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
 * Applies the edits, and fails the build when the SDK's text no longer fits them. Names inside
 * packages are shortened, a fifth less to read at each start. The product's own names stay, so that
 * stack traces can be read.
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
