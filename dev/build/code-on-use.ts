import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { build } from 'esbuild';

/**
 * The product's own code that few calls need. esbuild would put what is imported on use into the
 * bundle, and make everything that it shares with the rest slower to start. Here such code becomes
 * a file beside the bundle, which is given the bundle's own copies of what they share.
 */

/** Name of the file that holds the code, beside index.js. */
export const ON_USE_FILE = 'on-use.js';

const FOLDER = path.join(__dirname, '../../cloudfunctions/core/providers/wechat-intracity');
const ENTRY = path.join(FOLDER, 'wechat-intracity.ts');
const DOOR = path.join(FOLDER, 'on-use.ts');
const SHARED = 'shared-with-the-bundle';

export interface CodeOnUse {
  readonly text: string;
  /** Files that the code shares with the bundle, as paths from its own folder, sorted. */
  readonly shared: readonly string[];
}

/** Bundles the code. What it imports from outside of its folder is left to the bundle. */
export async function codeOnUse(options: BuildOptions): Promise<CodeOnUse> {
  const shared = new Set<string>();
  const { outputFiles } = await build({
    ...options,
    write: false,
    stdin: {
      contents: `module.exports = (modules) => {
        require(${JSON.stringify(SHARED)}).modules = modules;
        return require(${JSON.stringify(ENTRY)});
      };`,
      resolveDir: FOLDER,
      sourcefile: ON_USE_FILE,
    },
    plugins: [sharedModules(shared)],
  });
  // Sorted, since esbuild finds them in no certain order.
  return { text: outputFiles[0]?.text ?? '', shared: [...shared].sort() };
}

function sharedModules(shared: Set<string>): Plugin {
  return {
    name: 'shared-modules',
    setup(run) {
      run.onResolve({ filter: new RegExp(`^${SHARED}$`) }, () => ({
        path: SHARED,
        namespace: SHARED,
      }));
      run.onResolve(
        { filter: /^\.\.?\// },
        async ({ path: wanted, kind, resolveDir, pluginData }) => {
          if (pluginData === SHARED) return undefined;
          const found = await run.resolve(wanted, { kind, resolveDir, pluginData: SHARED });
          if (found.errors.length > 0 || found.path.startsWith(FOLDER + path.sep)) return undefined;
          const file = path.relative(FOLDER, found.path).split(path.sep).join('/');
          shared.add(file);
          return { path: file, namespace: SHARED };
        },
      );
      run.onLoad({ filter: /.*/, namespace: SHARED }, ({ path: file }) => ({
        contents:
          file === SHARED
            ? 'exports.modules = {};'
            : `module.exports = require(${JSON.stringify(SHARED)}).modules[${JSON.stringify(file)}];`,
      }));
    },
  };
}

/**
 * Replaces the door to the code, in the bundle, by one that reads the file beside it.
 *
 * @param used is told when a function has the door
 */
export function codeBeside({ shared }: CodeOnUse, used: () => void): Plugin {
  return {
    name: 'code-on-use',
    setup(run) {
      run.onResolve(
        { filter: new RegExp(`^\\./${ON_USE_FILE.replace('.', '\\.')}$`) },
        (asked) => ({
          path: asked.path,
          external: true,
        }),
      );
      run.onLoad({ filter: /[\\/]on-use\.ts$/ }, ({ path: file }) => {
        if (file !== DOOR) return undefined;
        used();
        const imports = shared.map((one, at) => `import * as m${at} from ${JSON.stringify(one)};`);
        const modules = shared.map((one, at) => `${JSON.stringify(one)}: m${at}`).join(', ');
        return {
          contents: `${imports.join('\n')}
let code;
export async function intracity() {
  code ??= require('./${ON_USE_FILE}')({ ${modules} });
  return code;
}`,
          loader: 'js',
          resolveDir: FOLDER,
        };
      });
    },
  };
}
