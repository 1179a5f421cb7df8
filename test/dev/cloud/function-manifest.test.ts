import path from 'node:path';
import { readManifest } from '../../../dev/cloud/function-manifest';
import { folderWith } from '../../support/temporary-folder';

const withFunction = (manifest: object): Promise<string> =>
  folderWith({ 'getOrder/index.js': '', 'getOrder/package.json': JSON.stringify(manifest) });

/** Where a manifest says nothing, the limits of WeChat hold. */
const DEFAULTS = { timeoutSeconds: 3, memoryMb: 256 };

test.each([
  [{ cloudFunction: { timeoutSeconds: 20, memoryMb: 512 } }, { timeoutSeconds: 20, memoryMb: 512 }],
  [{ cloudFunction: {} }, DEFAULTS],
  [{}, DEFAULTS],
])('the limits of the manifest %j hold', async (manifest, limits) => {
  const folder = await withFunction(manifest);
  const name = 'getOrder';
  const own = { name, folder: path.join(folder, name), ...limits };
  expect(readManifest(folder, name)).toEqual(own);
});

test.each(['stranger', '..', '../getOrder', 'getOrder/', ''])('%p is no function', async (name) => {
  expect(readManifest(await withFunction({}), name)).toBeNull();
});
