import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildFunctions } from '../../../dev/build/functions';
import { temporaryFolder } from '../../support/temporary-folder';

const PROJECT_FOLDER = path.join(__dirname, '../../..');

describe('what is built', () => {
  let folder: string;
  const textOf = (file: string, of = folder): Promise<string> =>
    readFile(path.join(of, 'getOrder', file), 'utf8');

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(path.join(folder, 'getOrder'));
    await writeFile(path.join(folder, 'getOrder/kept.txt'), 'of somebody else');
    await buildFunctions({ outputFolder: folder });
  });

  test('each folder with an index.ts is a function; core is none', async () => {
    const sources = await readdir(path.join(PROJECT_FOLDER, 'cloudfunctions'));
    expect(sources).toContain('core');
    expect((await readdir(folder)).sort()).toEqual(
      sources.filter((name) => name !== 'core' && path.extname(name) === '').sort(),
    );
  });

  test('what else lies there stays', async () => {
    expect(await textOf('kept.txt')).toBe('of somebody else');
  });

  test('the licences of what it contains, and of nothing else', async () => {
    const licences = await textOf('LICENSES.txt');
    for (const name of ['wx-server-sdk', 'superstruct', 'bson'])
      expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\(.*\\)\n\n.*\\S`, 'm'));
    expect(licences).not.toMatch(/^(esbuild|axios) /m);
  });

  test('the manifest asks the cloud to install nothing, and keeps the limits', async () => {
    const manifest: unknown = JSON.parse(await textOf('package.json'));
    expect(manifest).toMatchObject({ name: 'getOrder', main: 'index.js' });
    expect(manifest).toHaveProperty('cloudFunction.timeoutSeconds');
    expect(manifest).not.toHaveProperty('dependencies');
  });

  test('the same source gives the same bytes, and no path of this machine is in them', async () => {
    const again = await temporaryFolder();
    await buildFunctions({ outputFolder: again });
    for (const file of ['index.js', 'package.json', 'config.json']) {
      const text = await textOf(file);
      expect(text === (await textOf(file, again))).toBe(true);
      expect(text.includes(PROJECT_FOLDER)).toBe(false);
    }
  });
});
