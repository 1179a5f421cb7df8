import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Copies Noto Sans SC into `folder` once, for machines without a Chinese font. */
export async function writeFonts(folder: string): Promise<void> {
  const done = path.join(folder, 'noto-sans-sc.css');
  if (existsSync(done)) return;
  await mkdir(folder, { recursive: true });
  const noto = path.dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json'));
  await cp(path.join(noto, 'files'), path.join(folder, 'files'), { recursive: true });
  // Renames the font to the family name that the style sheets use.
  const sheet = await readFile(path.join(noto, 'wght.css'), 'utf8');
  await writeFile(done, sheet.replaceAll("'Noto Sans SC Variable'", "'Noto Sans SC'"));
}
