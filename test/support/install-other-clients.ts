import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
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
  // npm writes this file last, so that a half-finished installation is begun anew.
  if (existsSync(path.join(folder, 'node_modules/.package-lock.json'))) return folder;
  await cp(OTHER_CLIENTS, folder, { recursive: true });
  const shell = process.platform === 'win32';
  await promisify(execFile)('npm', ['ci', '--ignore-scripts'], { cwd: folder, shell });
  return folder;
}
