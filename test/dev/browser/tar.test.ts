import { mkdtemp, readFile, readlink, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unpackTar } from '../../../dev/browser/tar';

/** One entry as tar writes it; only the fields that are read. */
function entry(name: string, type: string, content = '', link = ''): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644', 100);
  header.write(Buffer.byteLength(content).toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  header.write(link, 157);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

const END = Buffer.alloc(1024);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tar-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('unpacking an archive', () => {
  it('brings files, folders and links', async () => {
    const archive = [
      entry('lib/', '5'),
      entry('lib/a', '0', 'x'.repeat(600)),
      entry('b', '2', '', 'lib/a'),
      END,
    ];
    await unpackTar(Buffer.concat(archive), folder);
    expect(await readFile(path.join(folder, 'lib/a'), 'utf8')).toBe('x'.repeat(600));
    expect(await readlink(path.join(folder, 'b'))).toBe('lib/a');
  });

  it('refuses a name that leads out of the folder', async () => {
    await expect(unpackTar(entry('../out', '0', 'x'), folder)).rejects.toThrow('outside');
  });

  it('refuses what it does not know', async () => {
    await expect(unpackTar(entry('device', '3'), folder)).rejects.toThrow('not expected');
  });
});
