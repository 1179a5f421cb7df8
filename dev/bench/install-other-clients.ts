import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const OTHER_CLIENTS = path.join(__dirname, 'other-clients');
/** Script for `node --require` that redirects requests for api.weixin.qq.com to SANDBOX_URL. */
export const REDIRECTED = path.join(OTHER_CLIENTS, 'redirected.cjs');

const INSTALLED = path.join(__dirname, '../../dist/installed');

/**
 * Installs the npm packages of the compared clients from their own lock file, if not installed.
 *
 * @returns folder that contains their node_modules
 */
export async function installOtherClients(): Promise<string> {
  const lock = await readFile(path.join(OTHER_CLIENTS, 'package-lock.json'));
  const hash = createHash('sha1').update(lock).digest('hex').slice(0, 8);
  const folder = path.join(INSTALLED, `other-clients-${hash}`);
  if (existsSync(folder)) return folder;
  // Installs into a temporary folder and renames it, so that no process finds it half installed.
  await mkdir(INSTALLED, { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  await cp(OTHER_CLIENTS, beside, { recursive: true });
  const shell = process.platform === 'win32';
  await promisify(execFile)('npm', ['ci', '--ignore-scripts'], { cwd: beside, shell });
  await rename(beside, folder).catch(async (error: unknown) => {
    // The rename fails when another process has installed the packages meanwhile.
    if (!existsSync(folder)) throw error;
    await rm(beside, { recursive: true });
  });
  return folder;
}
