import type { Plugin } from 'esbuild';

/** What wx-server-sdk takes of `url.parse`, made of `URL`. */
const STAND_IN = `
const parse = (text) => {
  const { host, pathname, search } = new URL(text);
  return { host, pathname, query: search === '' ? null : search.slice(1) };
};
module.exports = { ...require('node:url'), parse };
`;

/**
 * esbuild plugin that gives wx-server-sdk another `url.parse`: since Node 24 the old one prints a
 * warning at each start of a function, at its first request to the database.
 */
export const urlParse: Plugin = {
  name: 'url-parse',
  setup(build) {
    build.onResolve({ filter: /^url$/ }, ({ importer }) =>
      /[\\/]@cloudbase[\\/]/.test(importer) ? { path: 'url', namespace: 'url-parse' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'url-parse' }, () => ({ contents: STAND_IN }));
  },
};
