import path from 'node:path';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/** Name by which both files of a function require what they share. */
export const SHARED_MODULES = 'shared-modules';

/**
 * Modules of the SDK that its deferred parts share with index.js. Else deferred.js would contain
 * the half of the SDK a second time, with a state of its own and without the edits of sdk-edits.ts.
 */
const SHARED = [
  'cloudbase',
  'const/code',
  'const/symbol',
  'utils/cloudplatform',
  'utils/request',
  'utils/request-core',
  'utils/tcbapirequester',
  'utils/tcbopenapicommonrequester',
  'utils/tcbopenapiendpoint',
  'utils/tracing',
  'utils/utils',
  'utils/version',
] as const;

/** Returns the module of index.js that hands out what is shared, by name. */
export function sharedModules(): string {
  const { resolve } = createRequire(__filename);
  const folder = path.dirname(resolve('@cloudbase/node-sdk'));
  const entries = SHARED.map((name) => {
    const file = path.join(folder, `${name}.js`);
    return `${JSON.stringify(name)}: () => require(${JSON.stringify(file)})`;
  });
  return `const modules = {${entries.join(',')}};\nmodule.exports = (name) => modules[name]();`;
}

/** esbuild plugin that takes the shared modules of deferred.js from index.js. */
export const takeShared: Plugin = {
  name: 'take-shared',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${SHARED_MODULES}$`) }, () => ({
      path: SHARED_MODULES,
      namespace: 'shared',
    }));
    build.onResolve({ filter: /^\.\.?\// }, ({ path: required, resolveDir }) => {
      const file = path.join(resolveDir, required).split(path.sep).join('/');
      const name = SHARED.find((each) => file.endsWith(`/@cloudbase/node-sdk/dist/${each}`));
      return name === undefined ? undefined : { path: name, namespace: 'shared' };
    });
    build.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => ({
      contents:
        name === SHARED_MODULES
          ? 'exports.take = undefined;'
          : `module.exports = require("${SHARED_MODULES}").take(${JSON.stringify(name)});`,
    }));
  },
};
