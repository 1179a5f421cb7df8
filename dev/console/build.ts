import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** Builds the developer console's page into `pagesFolder`: HTML, script and style sheet. */
export async function buildConsole(pagesFolder: string): Promise<void> {
  const source = path.join(__dirname, 'page');
  await mkdir(pagesFolder, { recursive: true });
  await Promise.all([
    build({
      entryPoints: [path.join(source, 'console.ts'), path.join(source, 'console.css')],
      outdir: path.join(pagesFolder, 'console'),
      bundle: true,
      format: 'esm',
      target: 'es2022',
      sourcemap: true,
      logLevel: 'warning',
    }),
    copyFile(path.join(source, 'index.html'), path.join(pagesFolder, 'index.html')),
  ]);
}
