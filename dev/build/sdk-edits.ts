import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { transform } from 'esbuild';
import { OPEN_API_TABLES, TABLES_MODULE } from './open-api-tables';

/**
 * Sorts like `one.localeCompare(other)`, but without loading the language rules when both keys are
 * ASCII. The text of this function is copied into the bundle, so it refers to nothing outside.
 */
export function compareKeys(one: string, other: string): number {
  if (!/^[a-z\d_-]*$/i.test(one + other)) return one.localeCompare(other);
  // localeCompare sorts underscores before hyphens, and both before digits and letters.
  const a = one.toLowerCase().replace(/_/g, '!');
  const b = other.toLowerCase().replace(/_/g, '!');
  if (a !== b) return a < b ? -1 : 1;
  // Keys that differ in case only: the key with the earlier lower-case letter comes first.
  return one === other ? 0 : one > other ? -1 : 1;
}

/**
 * Reads the parts of a request's address that are signed, like `url.parse`, whose first use costs
 * 2 ms. Returns null for an address that is not as plain as those of requests to the cloud. The
 * text of this function is copied into the bundle, too.
 */
export function partsOfUrl(
  url: string,
): Readonly<Record<'host' | 'pathname' | 'query', string | null>> | null {
  const plain = /^https?:\/\/([a-z\d]+(?:[.-][a-z\d]+)*(?::\d+)?)(\/[\w/-]*)(?:\?([\w=&-]*))?$/;
  const [, host = '', pathname = '', query = null] = plain.exec(url) ?? [];
  return host === '' ? null : { host, pathname, query };
}

interface Edit {
  /** Path relative to node_modules. */
  readonly file: string;
  readonly from: string | RegExp;
  /** Returns the text that replaces `from`. @param at absolute path of the file */
  readonly to: (at: string, found: string) => string;
}

/** Parts of `bson` that its text form needs only for values that our documents do not have. */
const RARE_TYPES = ['binary', 'decimal128', 'objectid', 'timestamp'] as const;

/**
 * Edits of wx-server-sdk and its dependencies in the bundle:
 *
 * 1. Version: the SDK reads its package.json by a path that does not exist in a bundle, and would
 * send `tcb-node-sdk/unknow`.
 * 2. `models`: every `init()` and `database()` creates a client of data models, which costs more
 * than the rest of the start (on Node ≥ 18 it loads fetch, 18 ms). Now its first reader creates it.
 * 3. Sorting of signed keys: `localeCompare` loads rules for all languages, 5 ms at the first
 * request. ASCII letters, digits, hyphens and underscores are sorted without them.
 * 4. Tables of WeChat's open APIs: a module of their own, which deferred-packages.ts defers.
 * 5. WebAssembly for 64-bit integers is compiled at each start. Without it, JavaScript is used.
 * 6. Parser of long numbers in answers of open APIs: it is made at the first such answer.
 * 7. Rare types of `bson`: packages of their own, which deferred-packages.ts defers. The table of
 * types no longer reads all of them at the start.
 * 8. Addresses of requests: read without `url.parse`.
 * 9. Headers and parameters are signed without a copy of each, because the signer only reads them.
 * 10. The key to sign with is derived once a day and credential, not at each of a call's requests.
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
    from: TABLES_MODULE,
    to: () =>
      `"./src/protobuf/openapi.js": function (module) { module.exports = require("${OPEN_API_TABLES}"); }`,
  },
  {
    file: 'bson/lib/long.js',
    from: 'wasm = new WebAssembly.Instance(',
    to: () => 'wasm = false && new WebAssembly.Instance(',
  },
  {
    file: 'wx-server-sdk/index.js',
    from: 'const JSONBigInt = JSONBigIntDefault({',
    to: () => `const JSONBigInt = ((options) => ({
  parse: (text) => JSONBigIntDefault(options).parse(text),
  stringify: (value) => JSONBigIntDefault(options).stringify(value),
}))({`,
  },
  ...RARE_TYPES.map((name) => ({
    file: 'bson/lib/extended_json.js',
    from: `require("./${name}")`,
    to: () => `require("bson/lib/${name}")`,
  })),
  {
    file: 'bson/lib/extended_json.js',
    from: /var keysToCodecs = \{[^}]*\};/,
    to: (_, found) => found.replace(/(\$\w+): ([\w.]+)/g, 'get $1() { return $2; }'),
  },
  {
    file: '@cloudbase/signature-nodejs/lib/signer.js',
    from: 'url_1.parse(url)',
    to: () => `((${String(partsOfUrl)})(url) ?? url_1.parse(url))`,
  },
  {
    file: '@cloudbase/signature-nodejs/lib/index.js',
    from: 'require("clone")',
    to: () => '(given) => given',
  },
  {
    file: '@cloudbase/signature-nodejs/lib/signer.js',
    from: /const secretDate = [^]*?const secretSigning = [^;]*;/,
    to: (_, found) => `const madeOf = [date, service, this.credential.secretKey].join();
        if (Signer.keys?.madeOf !== madeOf) {
          ${found}
          Signer.keys = { madeOf, secretDate, secretService, secretSigning };
        }
        const { secretDate, secretService, secretSigning } = Signer.keys;`,
  },
  {
    file: '@cloudbase/node-sdk/dist/utils/tcbapirequester.js',
    from: '(0, url_1.parse)(url)',
    to: () => `((${String(partsOfUrl)})(url) ?? (0, url_1.parse)(url))`,
  },
];

/**
 * esbuild plugin that applies the edits, and fails the build when the SDK's text no longer contains
 * `from` exactly once. It shortens all names inside packages: a fifth less to read at each start.
 * Of our code eager-modules.ts keeps the names of functions, so that stack traces stay readable.
 */
export const sdkEdits: Plugin = {
  name: 'sdk-edits',
  setup(build) {
    // Of `bson` the SDK uses only EJSON, the text form, which works without the binary one.
    build.onResolve({ filter: /^bson$/ }, ({ importer, kind, resolveDir }) => {
      if (/\bbson_1\.(?!EJSON\b)/.test(readFileSync(importer, 'utf8'))) throw unfit(importer);
      return build.resolve('bson/lib/extended_json', { kind, resolveDir });
    });
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.c?js$/ }, async ({ path: at }) => {
      const edits = EDITS.filter(({ file }) => isFile(at, file));
      const contents = edits.reduce(
        (text, { file, from, to }) => {
          if (text.split(from).length !== 2) throw unfit(file);
          return text.replace(from, (found) => to(at, found));
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
