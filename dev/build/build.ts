import path from 'node:path';
import { buildFunctions } from './functions';
import { buildMiniprogramNpm } from './miniprogram-npm';

/** Runs `npm run build`: builds cloud functions for upload, and miniprogram_npm for DevTools. */
async function build(): Promise<void> {
  const root = path.resolve(__dirname, '../..');
  const [functions, npm] = await Promise.all([
    buildFunctions({}),
    buildMiniprogramNpm({
      miniprogramFolder: path.join(root, 'miniprogram'),
      packagesFolder: root,
    }),
  ]);
  for (const { name, folder, bytes } of functions) {
    console.log(`${path.relative(root, folder)}: function ${name}, ${kilobytes(bytes)}`);
  }
  console.log(`miniprogram/miniprogram_npm: ${npm.files.length} files, ${kilobytes(npm.bytes)}`);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

void build();
