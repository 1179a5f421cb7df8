import https from 'node:https';
import type { Plugin } from 'esbuild';
import { standInFor } from './deferred-packages';

/**
 * esbuild plugin by which Node loads its client for `https` (4 ms) at its first use. Inside
 * WeChat's cloud the SDK asks the database by `http`, so a look-up that is answered from the
 * database does not need it. Any other loads it while it waits (`connectWeChat`).
 */
export const httpsOnUse: Plugin = {
  name: 'https-on-use',
  setup(build) {
    build.onResolve({ filter: /^(node:)?https$/ }, ({ namespace }) =>
      namespace === 'on-use'
        ? { path: 'https', external: true }
        : { path: 'https', namespace: 'on-use' },
    );
    build.onLoad({ filter: /.*/, namespace: 'on-use' }, () => ({
      contents: standInFor(https, "const load = () => require('https');"),
    }));
  },
};
