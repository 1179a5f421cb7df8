import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const OTHER_CLIENTS = path.join(__dirname, 'other-clients');
/** A script to load before a client. It redirects requests for api.weixin.qq.com to SANDBOX_URL. */
export const REDIRECTED = path.join(OTHER_CLIENTS, 'redirected.cjs');

const INSTALLED = path.join(__dirname, '../../dist/installed');

/**
 * Installs the packages of other people's clients from their own lock file, unless they are there.
 *
 * @returns their folder
 */
export async function installOtherClients(): Promise<string> {
  const lock = await readFile(path.join(OTHER_CLIENTS, 'package-lock.json'));
  const hash = createHash('sha1').update(lock).digest('hex').slice(0, 8);
  const folder = path.join(INSTALLED, `other-clients-${hash}`);
  if (existsSync(folder)) return folder;
  // Installs into a temporary folder and renames it, so that nobody finds half of it.
  await mkdir(INSTALLED, { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  await cp(OTHER_CLIENTS, beside, { recursive: true });
  const shell = process.platform === 'win32';
  await promisify(execFile)('npm', ['ci', '--ignore-scripts'], { cwd: beside, shell });
  await rename(beside, folder).catch(async (error: unknown) => {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
    await rm(beside, { recursive: true });
  });
  return folder;
}
