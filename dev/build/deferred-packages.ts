import { createRequire } from 'node:module';
import { isAbsolute } from 'node:path';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { build as bundle } from 'esbuild';
import { OPEN_API_TABLES, openApiTables } from './open-api-tables';
import { SHARED_MODULES, sharedModules, takeShared } from './shared-modules';

/** Parts of the SDK's core, which requires them by these relative paths. */
const SDK_PARTS = [
  './ai',
  './analytics',
  './auth',
  './cloudrun',
  './functions',
  './logger',
  './notification',
  './storage',
  './wx',
] as const;

/**
 * Dependencies of wx-server-sdk that no function needs to answer a call: AI, data models, web
 * pages, XML, JWT, proxies, uploads, WeChat's open APIs, database watches, rare types of values.
 * They are bundled into a second file of the function, which is read only at their first use.
 */
export const DEFERRED_PACKAGES = [
  ...SDK_PARTS,
  // File of @cloudbase/database, which requires it by this relative path.
  './realtime/websocket-client',
  '@cloudbase/wx-cloud-client-sdk',
  'agentkeepalive',
  'axios',
  'bson/lib/binary',
  'bson/lib/decimal128',
  'bson/lib/objectid',
  'bson/lib/timestamp',
  'form-data',
  'http-proxy-agent',
  'https-proxy-agent',
  'json-bigint',
  'mime-db',
  'protobufjs/minimal',
  OPEN_API_TABLES,
] as const;

export type DeferredPackage = (typeof DEFERRED_PACKAGES)[number];

/** Name of the second file, which contains the deferred packages and lies beside index.js. */
export const DEFERRED_FILE = 'deferred.js';

/** Resolved file of each deferred package, by package name. The plugin fills it while bundling. */
export type FoundPackages = Map<DeferredPackage, string>;

const nameFilter = new RegExp(
  `^(${DEFERRED_PACKAGES.map((name) => name.replace(/[./]/g, '\\$&')).join('|')})$`,
);

/**
 * Replaces each deferred package by a stand-in with the same keys, an object or a function. It
 * loads the package when a key is read or the function is called. The keys are copied at build
 * time, so that TypeScript's `__importStar`, which lists them, loads nothing.
 */
export function deferPackages(found: FoundPackages): Plugin {
  return {
    name: 'defer-packages',
    setup(build) {
      build.onResolve(
        { filter: nameFilter },
        async ({ path, kind, importer, resolveDir, pluginData }) => {
          const name = DEFERRED_PACKAGES.find((each) => each === path);
          if (name === undefined || pluginData === 'the package itself') return undefined;
          if (kind !== 'require-call') {
            throw new Error(
              `${name} cannot be deferred: ${importer} takes it by ${kind}, not by require(). Take it off DEFERRED_PACKAGES in dev/build/deferred-packages.ts.`,
            );
          }
          const resolved = await build.resolve(path, {
            kind,
            resolveDir,
            pluginData: 'the package itself',
          });
          const before = found.get(name);
          if (before !== undefined && before !== resolved.path) {
            throw new Error(
              `${name} cannot be deferred: two versions of it are in use (${before}, ${resolved.path}).`,
            );
          }
          found.set(name, resolved.path);
          const file = resolved.namespace === 'file' ? resolved.path : undefined;
          return { path: name, namespace: 'deferred', pluginData: file };
        },
      );
      build.onResolve({ filter: /.*/, namespace: 'deferred' }, ({ path }) => {
        if (path === SHARED_MODULES) return { path, namespace: 'deferred' };
        return isAbsolute(path) ? { path } : { path, external: true };
      });
      build.onLoad({ filter: new RegExp(`^${SHARED_MODULES}$`), namespace: 'deferred' }, () => ({
        contents: sharedModules(),
      }));
      build.onLoad({ filter: /.*/, namespace: 'deferred' }, ({ path, pluginData }) => ({
        contents:
          typeof pluginData === 'string'
            ? standIn(path, createRequire(__filename)(pluginData))
            : standInForTable(path),
      }));
      build.onEnd(({ metafile }) => {
        const bundled = Object.keys(metafile?.inputs ?? {});
        if (!bundled.some((input) => input.includes('node_modules/wx-server-sdk/'))) return;
        const absent = DEFERRED_PACKAGES.filter((name) => !found.has(name));
        if (absent.length > 0) {
          throw new Error(
            `wx-server-sdk no longer uses ${absent.join(', ')}: take it off DEFERRED_PACKAGES in dev/build/deferred-packages.ts, and look what took its place.`,
          );
        }
      });
    },
  };
}

/** Number of keys above which a package is a table of data; its keys are not listed at start-up. */
const TABLE_KEYS = 200;

function loaderOf(name: string): string {
  const isPart = SDK_PARTS.some((part) => part === name);
  const given = JSON.stringify(name) + (isPart ? `, require("${SHARED_MODULES}")` : '');
  return `const load = () => require("./${DEFERRED_FILE}")(${given});`;
}

function standInForTable(name: string): string {
  return `${loaderOf(name)}
module.exports = new Proxy({}, {
  get: (_, key) => load()[key],
  has: (_, key) => key in load(),
  ownKeys: () => Reflect.ownKeys(load()),
  getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(load(), key),
});
`;
}

function standIn(name: string, real: unknown): string {
  const keys = Object.keys(Object(real) as object);
  return keys.length > TABLE_KEYS ? standInForTable(name) : standInFor(real, loaderOf(name));
}

/**
 * Returns a module that has the keys of another one, which it loads when a key is read or the
 * module, a function, is called.
 *
 * @param loader script that declares `load()`
 */
export function standInFor(real: unknown, loader: string): string {
  const keys = Object.keys(Object(real) as object);
  const isEsModule = typeof real === 'object' && real !== null && '__esModule' in real;
  return `${loader}
const standIn = ${
    typeof real === 'function'
      ? 'function (...given) { return new.target ? Reflect.construct(load(), given) : Reflect.apply(load(), this, given); }'
      : '{}'
  };
${isEsModule ? 'Object.defineProperty(standIn, "__esModule", { value: true });' : ''}
for (const key of ${JSON.stringify(keys)}) {
  Object.defineProperty(standIn, key, { enumerable: true, configurable: true, get: () => load()[key] });
}
module.exports = standIn;
`;
}

/**
 * Returns the text of deferred.js, and what it contains. It exports `(name, take) => package`,
 * evaluated on first use. `take` is the function of index.js that hands out the shared modules
 * (shared-modules.ts).
 */
export async function deferredFileText(
  found: FoundPackages,
  options: BuildOptions & { readonly metafile: true },
): Promise<{ readonly text: string; readonly metafile: Metafile }> {
  const entries = [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, file]) => `${JSON.stringify(name)}: () => require(${JSON.stringify(file)})`);
  const { outputFiles, metafile } = await bundle({
    ...options,
    plugins: [takeShared, openApiTables],
    write: false,
    stdin: {
      contents: `const shared = require("${SHARED_MODULES}");
const packages = {${entries.join(',')}};
module.exports = (name, take) => { shared.take ??= take; return packages[name](); };`,
      resolveDir: __dirname,
      sourcefile: 'deferred-packages.js',
    },
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild wrote no deferred packages.');
  return { text: file.text, metafile };
}
