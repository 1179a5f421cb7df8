import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const VERSION = '16.20.2';
const FOLDER = path.join(__dirname, '../../dist/installed');

/**
 * Installs Node 16, the oldest of WeChat's cloud, from npm, outside the project's node_modules,
 * whose .bin it would change. The package `node` would need an install script; this one does not.
 */
export async function node16(): Promise<string> {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = path.join(FOLDER, `node-${VERSION}`);
  const executable = path.join(
    folder,
    'node_modules',
    name,
    process.platform === 'win32' ? 'bin/node.exe' : 'bin/node',
  );
  if (!existsSync(executable)) await install(`${name}@${VERSION}`, folder);
  return executable;
}

/** Installs into a temporary folder and renames it, so that nobody finds half of it. */
async function install(specification: string, folder: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  const isWindows = process.platform === 'win32';
  await promisify(execFile)(
    isWindows ? 'npm.cmd' : 'npm',
    [
      'install',
      '--prefix',
      beside,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      specification,
    ],
    { shell: isWindows },
  );
  try {
    await rename(beside, folder);
  } catch (error) {
    // Another test was faster.
    if (!existsSync(folder)) throw error;
    await rm(beside, { recursive: true });
  }
}
