import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

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

interface Edit {
  /** The file, below node_modules. */
  readonly file: string;
  readonly replace: readonly { readonly from: string; readonly to: string }[];
}

/**
 * What the bundle needs to differ in from @cloudbase/node-sdk and the signer that it uses, word for word.
 *
 * 1. Its version: it reads its own package.json by a path that no longer holds in a bundle, and would send `tcb-node-sdk/unknow`.
 * 2. `models`: every `init()` and every `database()` makes a client of data models that almost no function uses; making it costs more than all the
 *    rest of the start (on Node ≥ 18 it loads fetch, 18 ms). It is made when `models` is first read.
 * 3. The order of the keys that are signed: for it `localeCompare` makes the machine read its rules for all languages, 5 ms at the first request. Keys of
 *    Latin letters, digits, hyphens and underscores are put in the same order without them; any other key still by them.
 */
function editsOf(nodeSdkVersion: string): readonly Edit[] {
  return [
    {
      file: '@cloudbase/node-sdk/dist/utils/version.js',
      replace: [
        {
          from: 'exports.version = loadPackage().version;',
          to: `exports.version = ${JSON.stringify(nodeSdkVersion)};`,
        },
      ],
    },
    {
      file: '@cloudbase/node-sdk/dist/cloudbase.js',
      replace: [
        {
          from: 'const httpClient = wx_cloud_client_sdk_1.default.generateHTTPClient(',
          to: 'let models; const makeModels = () => wx_cloud_client_sdk_1.default.generateHTTPClient(',
        },
        {
          from: 'this.models = httpClient;',
          to: "Object.defineProperty(this, 'models', { configurable: true, enumerable: true, get: () => (models ??= makeModels()) });",
        },
      ],
    },
    {
      file: '@cloudbase/signature-nodejs/lib/keyvalue.js',
      replace: [
        {
          from: '(l, r) => l.toString().localeCompare(r)',
          to: `(${String(compareKeys)})`,
        },
      ],
    },
  ];
}

/** Applies the edits above, and fails the build when the SDK no longer reads as they expect. */
export function sdkEdits(nodeModulesFolder: string): Plugin {
  return {
    name: 'sdk-edits',
    setup(build) {
      let edits: Promise<readonly Edit[]> | undefined;
      build.onLoad(
        { filter: /[\\/]@cloudbase[\\/](node-sdk[\\/]dist|signature-nodejs[\\/]lib)[\\/]/ },
        async ({ path: at }) => {
          const file = path.relative(nodeModulesFolder, at).split(path.sep).join('/');
          edits ??= versionOf(nodeModulesFolder).then(editsOf);
          const edit = (await edits).find((each) => each.file === file);
          if (edit === undefined) return undefined;
          return { contents: applied(edit, await readFile(at, 'utf8')), loader: 'js' };
        },
      );
      build.onEnd(({ metafile }) => {
        const bundled = Object.keys(metafile?.inputs ?? {});
        if (!bundled.some((input) => input.includes('/@cloudbase/node-sdk/'))) return;
        for (const { file } of editsOf('')) {
          if (!bundled.some((input) => input.endsWith(`node_modules/${file}`))) throw unfit(file);
        }
      });
    },
  };
}

async function versionOf(nodeModulesFolder: string): Promise<string> {
  const file = path.join(nodeModulesFolder, '@cloudbase/node-sdk/package.json');
  const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error(`${file} names no version.`);
}

function applied(edit: Edit, source: string): string {
  return edit.replace.reduce((text, { from, to }) => {
    if (text.split(from).length !== 2) throw unfit(edit.file);
    return text.replace(from, () => to);
  }, source);
}

function unfit(file: string): Error {
  return new Error(
    `${file} is not what dev/build/sdk-edits.ts knows: a new version of the SDK? Read it again and mend the edit, or drop it.`,
  );
}
