import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

/** Fontconfig file: the system's fonts, then the package's. The package's own file is for AWS. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
const PROJECT_FOLDER = path.join(__dirname, '../..');

/**
 * Unpacks the headless Chromium for Linux x64 from npm (`@sparticuz/chromium`) into dist/browser/,
 * once, with libraries that a minimal system lacks. Two processes may call this at the same time.
 *
 * @returns path of the browser, and the environment variables that its process needs
 */
export async function npmChromium() {
  const source = path.join(PROJECT_FOLDER, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = path.join(PROJECT_FOLDER, 'dist/browser', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(path.join(source, 'bin'), folder);
  return {
    executable: path.join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: path.join(folder, 'lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  };
}

/** Unpacks the archives that the package itself unpacks only on AWS. */
async function unpack(bin: string, folder: string): Promise<void> {
  const partial = `${folder}.${process.pid}`;
  await mkdir(partial, { recursive: true });
  const unpackTo = (name: string, target: NodeJS.WritableStream): Promise<void> =>
    pipeline(createReadStream(path.join(bin, name)), createBrotliDecompress(), target);
  await Promise.all([
    unpackTo('chromium.br', createWriteStream(path.join(partial, 'chromium'), { mode: 0o755 })),
    unpackTo('al2023.tar.br', extract(partial)),
    unpackTo('fonts.tar.br', extract(path.join(partial, 'fonts'))),
  ]);
  await writeFile(path.join(partial, 'fonts/fonts.conf'), FONTS_CONF);
  try {
    await rename(partial, folder);
  } catch (error) {
    // The rename fails when another process has unpacked the same files meanwhile.
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
