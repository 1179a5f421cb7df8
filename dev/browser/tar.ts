import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const BLOCK = 512;

/**
 * Unpacks a tar archive (ustar: files, folders, symbolic links) into `folder`. For the archives of @sparticuz/chromium; anything else in one
 * is an error, and so is a name that leads out of the folder.
 */
export async function unpackTar(archive: Buffer, folder: string): Promise<void> {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const name = path.posix.join(textAt(header, 345, 155), textAt(header, 0, 100));
    const size = parseInt(textAt(header, 124, 12), 8);
    const target = path.resolve(folder, name);
    if (!`${target}${path.sep}`.startsWith(`${path.resolve(folder)}${path.sep}`)) {
      throw new Error(`The archive names ${name}, outside of its folder`);
    }
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    await unpackEntry(textAt(header, 156, 1), target, content, header);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

async function unpackEntry(
  type: string,
  target: string,
  content: Buffer,
  header: Buffer,
): Promise<void> {
  if (type === '5') {
    await mkdir(target, { recursive: true });
    return;
  }
  await mkdir(path.dirname(target), { recursive: true });
  if (type === '0' || type === '') {
    await writeFile(target, content, { mode: parseInt(textAt(header, 100, 8), 8) || 0o644 });
  } else if (type === '2') {
    await symlink(textAt(header, 157, 100), target);
  } else {
    throw new Error(`The archive holds ${target} of a kind (${type}) that is not expected`);
  }
}

function textAt(header: Buffer, start: number, length: number): string {
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? length : end).trim();
}
