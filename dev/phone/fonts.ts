import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Puts the phone's fonts into `folder`: Noto Sans SC (for machines without a Chinese font; the
 * browser fetches only the parts it needs) and vant's icon font, which its package serves from a
 * public host. Does nothing when they are there already.
 */
export async function writeFonts(folder: string): Promise<void> {
  const done = path.join(folder, 'noto-sans-sc.css');
  if (existsSync(done)) return;
  await mkdir(folder, { recursive: true });
  const noto = path.dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json'));
  await cp(path.join(noto, 'files'), path.join(folder, 'files'), { recursive: true });
  await writeFile(path.join(folder, 'vant-icon.woff2'), await vantIconFont());
  // Under the name that style sheets ask for.
  const sheet = await readFile(path.join(noto, 'wght.css'), 'utf8');
  await writeFile(done, sheet.replaceAll("'Noto Sans SC Variable'", "'Noto Sans SC'"));
}

/** `@vant/icons` holds its font only inside a style sheet, in base64. */
async function vantIconFont(): Promise<Buffer> {
  const icons = path.dirname(require.resolve('@vant/icons/package.json'));
  const sheet = await readFile(path.join(icons, 'src/encode-woff2.less'), 'utf8');
  const data = /base64,([A-Za-z0-9+/=]+)/.exec(sheet)?.[1];
  if (data === undefined) throw new Error('@vant/icons no longer carries its font in base64');
  return Buffer.from(data, 'base64');
}
