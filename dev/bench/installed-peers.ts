import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const PEERS = path.join(__dirname, 'peers');
/** To be loaded before a peer: sends what it asks of api.weixin.qq.com to the address in SANDBOX_URL. */
export const REDIRECTED = path.join(PEERS, 'redirected.cjs');

const INSTALLED = path.join(__dirname, '../../dist/installed');

/** The folder in which the peers' packages are installed, by their own lock; installs them when they are not, or are others. */
export async function installedPeers(): Promise<string> {
  const lock = await readFile(path.join(PEERS, 'package-lock.json'));
  const folder = path.join(
    INSTALLED,
    `peers-${createHash('sha1').update(lock).digest('hex').slice(0, 8)}`,
  );
  if (!existsSync(folder)) await install(folder);
  return folder;
}

/** Installs beside the folder and moves it there at once, so that nobody finds half of it. */
async function install(folder: string): Promise<void> {
  await mkdir(INSTALLED, { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    await copyFile(path.join(PEERS, file), path.join(beside, file));
  }
  const isWindows = process.platform === 'win32';
  await promisify(execFile)(isWindows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts'], {
    cwd: beside,
    shell: isWindows,
  });
  try {
    await rename(beside, folder);
  } catch (error) {
    // Somebody else was quicker.
    if (!existsSync(folder)) throw error;
    await rm(beside, { recursive: true });
  }
}
