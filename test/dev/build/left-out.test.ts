import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { leftOut } from '../../../dev/build/left-out';
import { folderWith } from '../../support/temporary-folder';

/** Bundles a program with packages of the test's own. */
async function bundled(program: string, packages: Readonly<Record<string, string>>) {
  const files = Object.entries(packages).map(([name, text]) => [`node_modules/${name}`, text]);
  const folder = await folderWith(Object.fromEntries(files) as Record<string, string>);
  const outfile = path.join(folder, 'bundle.js');
  await build({
    absWorkingDir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    metafile: true,
    logLevel: 'silent',
    plugins: [leftOut],
    outfile,
    stdin: { contents: program, resolveDir: folder },
  });
  return createRequire(__filename)(outfile) as unknown;
}

const AXIOS = { 'axios/index.js': 'throw new Error("run");' };

test('what is left out can be taken and read, and says what to do when it is called', async () => {
  const taken = await bundled(
    "const { create } = require('axios').default; module.exports = () => create();",
    AXIOS,
  );
  expect(taken).toThrow(
    'axios/index.js is left out of the functions: take it off LEFT_OUT in dev/build/left-out.ts.',
  );
});

test('a new SDK that loads other files fails the build, and says what to do', async () => {
  const sdk = { 'wx-server-sdk/index.js': "require('axios');", ...AXIOS };
  await expect(bundled("require('wx-server-sdk');", sdk)).rejects.toThrow(
    /wx-server-sdk no longer loads .*mime-db\/index\.js: look what took its place, and mend LEFT_OUT/,
  );
});

test('a new SDK that takes more of bson fails the build, and says what to do', async () => {
  const packages = {
    '@cloudbase/database/index.js': "const bson_1 = require('bson'); bson_1.serialize({});",
    'bson/index.js': '',
  };
  await expect(bundled("require('@cloudbase/database');", packages)).rejects.toThrow(
    /index\.js takes more of bson than EJSON: mend dev\/build\/left-out\.ts/,
  );
});
