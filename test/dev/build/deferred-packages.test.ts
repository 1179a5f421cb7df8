import { build } from 'esbuild';
import { deferPackages } from '../../../dev/build/deferred-packages';
import { openApiTables } from '../../../dev/build/open-api-tables';
import { sdkEdits } from '../../../dev/build/sdk-edits';
import { folderWith } from '../../support/temporary-folder';

describe('a new SDK that no longer fits fails the build, and says how', () => {
  test.each<[string, string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a package that it no longer uses',
      "require('wx-server-sdk');",
      {
        'wx-server-sdk/index.js': `({ "./src/protobuf/openapi.js":\n/***/ (function() {\n/***/ }) }); const JSONBigInt = JSONBigIntDefault({}); require('axios');`,
        'axios/index.js': 'exports.a = 1;',
      },
      /wx-server-sdk no longer uses \.\/ai, .*form-data, .*protobufjs\/minimal: take it off DEFERRED_PACKAGES/,
    ],
    [
      'a package that is imported, not required',
      "import axios from 'axios'; axios();",
      { 'axios/index.js': 'exports.a = 1;' },
      /axios cannot be deferred: .* takes it by import-statement/,
    ],
    [
      'two versions of a package',
      "require('axios'); require('other');",
      {
        'axios/index.js': 'exports.a = 1;',
        'other/index.js': "require('axios');",
        'other/node_modules/axios/index.js': 'exports.a = 2;',
      },
      /axios cannot be deferred: two versions of it are in use/,
    ],
    [
      'a file that reads otherwise',
      "require('@cloudbase/node-sdk');",
      {
        '@cloudbase/node-sdk/package.json':
          '{ "version": "9.9.9", "main": "dist/utils/version.js" }',
        '@cloudbase/node-sdk/dist/utils/version.js': 'exports.version = readVersion();',
      },
      /version\.js is not what dev\/build\/sdk-edits\.ts knows/,
    ],
    [
      'a part of bson that is left out',
      "require('@cloudbase/database');",
      { '@cloudbase/database/index.js': "const bson_1 = require('bson'); bson_1.serialize({});" },
      /@cloudbase\/database\/index\.js is not what dev\/build\/sdk-edits\.ts knows/,
    ],
    [
      'a file that it no longer has',
      "require('@cloudbase/node-sdk');",
      {
        '@cloudbase/node-sdk/package.json': '{ "version": "9.9.9" }',
        '@cloudbase/node-sdk/index.js': 'exports.version = 1;',
      },
      /version\.js is not what dev\/build\/sdk-edits\.ts knows/,
    ],
  ])('%s', async (_, program, packages, told) => {
    const files = Object.entries(packages).map(([name, text]) => [`node_modules/${name}`, text]);
    const folder = await folderWith(Object.fromEntries(files) as Record<string, string>);
    const building = build({
      absWorkingDir: folder,
      bundle: true,
      platform: 'node',
      metafile: true,
      logLevel: 'silent',
      plugins: [sdkEdits, deferPackages(new Map()), openApiTables],
      write: false,
      stdin: { contents: program, resolveDir: folder },
    });
    await expect(building).rejects.toThrow(told);
  });
});
