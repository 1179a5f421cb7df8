import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * Files of wx-server-sdk and its dependencies that no function needs, each worth more than 10 ms of
 * a cold start: AI, sign-in of web pages, uploads, data models, watches of the database,
 * requests to others than the cloud, forms, types of files; and the debugger's proxies, worth 2 ms.
 */
const LEFT_OUT: readonly string[] = [
  '@cloudbase/node-sdk/dist/ai/index.js',
  '@cloudbase/node-sdk/dist/auth/index.js',
  '@cloudbase/node-sdk/dist/storage/index.js',
  '@cloudbase/wx-cloud-client-sdk/lib/wxCloudClientSDK.cjs.js',
  '@cloudbase/database/dist/commonjs/realtime/websocket-client.js',
  'axios/index.js',
  'form-data/lib/form_data.js',
  'http-proxy-agent/dist/index.js',
  'https-proxy-agent/dist/index.js',
  'mime-db/index.js',
];

/** Whether a file's place in a bundle is taken by a stand-in. */
export function isLeftOut(file: string): boolean {
  return nameOf(file) !== undefined;
}

/**
 * esbuild plugin that puts a stand-in in the place of each of those files. Its properties are the
 * stand-in itself, and whoever calls it is told what to do. Of `bson` the plugin takes EJSON, the
 * text form, without the binary one.
 *
 * @throws Error when the SDK no longer loads one of them, or takes more of `bson`
 */
export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.js$/ }, ({ path: file }) => {
      const name = nameOf(file);
      return name === undefined ? undefined : { contents: standInFor(name) };
    });
    build.onResolve({ filter: /^bson$/ }, ({ importer, kind, resolveDir }) => {
      if (/\bbson_1\.(?!EJSON\b)/.test(readFileSync(importer, 'utf8'))) {
        throw new Error(`${importer} takes more of bson than EJSON: mend dev/build/left-out.ts.`);
      }
      return build.resolve('bson/lib/extended_json', { kind, resolveDir });
    });
    build.onEnd(({ metafile }) => {
      const bundled = Object.keys(metafile?.inputs ?? {});
      if (!bundled.some((file) => file.includes('node_modules/wx-server-sdk/'))) return;
      const found = bundled.map(nameOf);
      const gone = LEFT_OUT.filter((name) => !found.includes(name));
      if (gone.length === 0) return;
      throw new Error(
        `wx-server-sdk no longer loads ${gone.join(', ')}: look what took its place, and mend LEFT_OUT in dev/build/left-out.ts.`,
      );
    });
  },
};

function nameOf(file: string): string | undefined {
  const path = file.replaceAll('\\', '/');
  return LEFT_OUT.find((name) => path.endsWith(`node_modules/${name}`));
}

function standInFor(name: string): string {
  const told = `${name} is left out of the functions: take it off LEFT_OUT in dev/build/left-out.ts.`;
  return `
const fail = () => { throw new Error(${JSON.stringify(told)}); };
const standIn = new Proxy(function () {}, { get: () => standIn, apply: fail, construct: fail });
module.exports = standIn;
`;
}
