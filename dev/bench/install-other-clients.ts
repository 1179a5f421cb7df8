import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const OTHER_CLIENTS = path.join(__dirname, 'other-clients');
/** To be loaded before a peer: sends what it asks of api.weixin.qq.com to SANDBOX_URL. */
export const REDIRECTED = path.join(OTHER_CLIENTS, 'redirected.cjs');

const INSTALLED = path.join(__dirname, '../../dist/installed');

/** The folder of the peers' packages; installs them, by their own lock, when they are not there. */
export async function installOtherClients(): Promise<string> {
  const lock = await readFile(path.join(OTHER_CLIENTS, 'package-lock.json'));
  const hash = createHash('sha1').update(lock).digest('hex').slice(0, 8);
  const folder = path.join(INSTALLED, `other-clients-${hash}`);
  if (existsSync(folder)) return folder;
  // Beside it, and then moved there at once, so that nobody finds half of it.
  await mkdir(INSTALLED, { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  await cp(OTHER_CLIENTS, beside, { recursive: true });
  const shell = process.platform === 'win32';
  await promisify(execFile)('npm', ['ci', '--ignore-scripts'], { cwd: beside, shell });
  await rename(beside, folder).catch(async (error: unknown) => {
    // Somebody else may have been quicker.
    if (!existsSync(folder)) throw error;
    await rm(beside, { recursive: true });
  });
  return folder;
}
