import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './repository';

const VERSION = '16.20.2';

/**
 * Installs Node 16, the oldest of WeChat's cloud, from npm, outside the project's node_modules,
 * whose .bin it would change. The package `node` would need an install script; this one does not.
 */
export async function node16(): Promise<string> {
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  const folder = path.join(ROOT, 'dist/installed', `node-${VERSION}`);
  // npm writes this file last, so that a half-finished installation is begun anew.
  if (!existsSync(path.join(folder, 'node_modules/.package-lock.json'))) {
    await mkdir(folder, { recursive: true });
    const words = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)(
      'npm',
      ['install', '--prefix', folder, ...words, `${name}@${VERSION}`],
      { shell: isWindows },
    );
  }
  return path.join(folder, 'node_modules', name, isWindows ? 'bin/node.exe' : 'bin/node');
}
