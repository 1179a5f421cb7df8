import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from '../../../dev/cloud/function-manifest';
import { temporaryFolder } from '../../support/temporary-folder';

async function withFunction(manifest: object): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'getOrder'));
  await writeFile(path.join(folder, 'getOrder/index.js'), '');
  await writeFile(path.join(folder, 'getOrder/package.json'), JSON.stringify(manifest));
  return folder;
}

test('the limits of the manifest hold', async () => {
  const folder = await withFunction({ cloudFunction: { timeoutSeconds: 20, memoryMb: 512 } });
  expect(readManifest(folder, 'getOrder')).toEqual({
    name: 'getOrder',
    folder: path.join(folder, 'getOrder'),
    timeoutSeconds: 20,
    memoryMb: 512,
  });
});

test('where it says nothing, those of WeChat hold: 3 s and 256 MB', async () => {
  const limits = { timeoutSeconds: 3, memoryMb: 256 };
  expect(readManifest(await withFunction({}), 'getOrder')).toMatchObject(limits);
  expect(readManifest(await withFunction({ cloudFunction: {} }), 'getOrder')).toMatchObject(limits);
});

test.each(['stranger', '..', '../getOrder', 'getOrder/', ''])('%p is no function', async (name) => {
  expect(readManifest(await withFunction({}), name)).toBeNull();
});
