import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** Name by which the bundle requires the tables of WeChat's open APIs. */
export const OPEN_API_TABLES = 'wx-server-sdk/open-api-tables';

/** The tables within wx-server-sdk, which is a bundle of webpack: key and function of a module. */
export const TABLES_MODULE = /"\.\/src\/protobuf\/openapi\.js":[^]*?\/\*{3}\/ \}\)/;

/**
 * esbuild plugin that makes a module of its own of the tables, a tenth of the bundle, so that they
 * can be deferred: they are used by calls of open APIs, which we never make.
 *
 * @throws Error when wx-server-sdk has no such tables
 */
export const openApiTables: Plugin = {
  name: 'open-api-tables',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${OPEN_API_TABLES}$`) }, ({ path: name }) => ({
      path: name,
      namespace: 'open-api-tables',
    }));
    build.onLoad({ filter: /.*/, namespace: 'open-api-tables' }, () => {
      const sdk = createRequire(__filename).resolve('wx-server-sdk');
      const [tables = ''] = TABLES_MODULE.exec(readFileSync(sdk, 'utf8')) ?? [];
      const made = tables.indexOf('(function(');
      if (made < 0) throw new Error('wx-server-sdk has no tables of open APIs any more.');
      const contents = `${tables.slice(made)}(module, exports, () => require("protobufjs/minimal"));`;
      return { contents, resolveDir: path.dirname(sdk) };
    });
  },
};
