import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { build } from 'esbuild';
import { DEFERRED_PACKAGES, deferPackages } from '../../../dev/build/deferred-packages';
import { probeDeferral } from '../../../dev/build/deferral-probe';
import { sdkEdits } from '../../../dev/build/sdk-edits';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a new SDK that no longer fits fails the build, and says how', () => {
  /** A folder with these files in its node_modules. */
  const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
    const folder = await temporaryFolder();
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, 'node_modules', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return folder;
  };
  const options = (folder: string, plugin: Plugin): BuildOptions => ({
    absWorkingDir: folder,
    bundle: true,
    platform: 'node',
    metafile: true,
    logLevel: 'silent',
    plugins: [plugin],
  });
  const bundle = async (
    text: string,
    files: Readonly<Record<string, string>>,
    pluginFor: (nodeModules: string) => Plugin = () => deferPackages(new Map()),
  ): Promise<unknown> => {
    const folder = await folderWith(files);
    return build({
      ...options(folder, pluginFor(path.join(folder, 'node_modules'))),
      write: false,
      stdin: { contents: text, resolveDir: folder },
    });
  };

  test('a package that it no longer uses', async () => {
    const sdk = {
      'wx-server-sdk/index.js': "require('axios');",
      'axios/index.js': 'exports.a = 1;',
    };
    await expect(bundle("require('wx-server-sdk')", sdk)).rejects.toThrow(
      /wx-server-sdk no longer uses @cloudbase\/ai, .*xml2js: take it off DEFERRED_PACKAGES/,
    );
  });

  test('a package that is imported, not required', async () => {
    const sdk = { 'axios/index.js': 'exports.a = 1;' };
    await expect(bundle("import axios from 'axios'; axios();", sdk)).rejects.toThrow(
      /axios cannot be deferred: .* takes it by import-statement/,
    );
  });

  test('two versions of a package', async () => {
    const sdk = {
      'axios/index.js': 'exports.a = 1;',
      'other/index.js': "require('axios');",
      'other/node_modules/axios/index.js': 'exports.a = 2;',
    };
    await expect(bundle("require('axios'); require('other');", sdk)).rejects.toThrow(
      /axios cannot be deferred: two versions of it are in use/,
    );
  });

  test('a package that it uses as soon as it starts', async () => {
    const folder = await folderWith({
      'wx-server-sdk/index.js': `
        ${DEFERRED_PACKAGES.map((name) => `require('${name}');`).join('\n')}
        exports.init = () => require('axios').a;
        exports.database = () => ({ collection: () => ({ doc: () => null }) });`,
      ...Object.fromEntries(
        DEFERRED_PACKAGES.map((name) => [`${name}/index.js`, 'exports.a = 1;']),
      ),
    });
    await expect(probeDeferral(options(folder, deferPackages(new Map())), folder)).rejects.toThrow(
      'wx-server-sdk now uses axios as soon as it starts',
    );
  });

  test('a file that reads otherwise', async () => {
    const sdk = {
      '@cloudbase/node-sdk/package.json': '{ "version": "9.9.9", "main": "dist/utils/version.js" }',
      '@cloudbase/node-sdk/dist/utils/version.js': 'exports.version = readVersion();',
    };
    await expect(bundle("require('@cloudbase/node-sdk')", sdk, sdkEdits)).rejects.toThrow(
      /version\.js is not what dev\/build\/sdk-edits\.ts knows/,
    );
  });
});
