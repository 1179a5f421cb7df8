import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { buildMiniprogramNpm } from '../../dev/build/miniprogram-npm';
import { launchBrowserServer } from '../../dev/browser/launch-browser';
import { builtProduct, settleContent } from './built';
import { privateKeys } from './private-keys';
import { ROOT } from './repository';

/** Age from which no running test uses a build any more. */
const FORGOTTEN_MS = 24 * 3_600_000;

/** Prepares a run of tests: builds the product if necessary, and starts the one shared browser. */
export default async function setUpRun(): Promise<void> {
  const miniprogramFolder = path.join(ROOT, 'miniprogram');
  await buildMiniprogramNpm({ miniprogramFolder, packagesFolder: ROOT });
  const folder = settleContent();
  await builtProduct();
  await forgetOld(folder);
  const browser = await launchBrowserServer();
  process.env['BROWSER_ENDPOINT'] = browser.wsEndpoint();
  privateKeys();
  globalThis.endRun = () => browser.close();
}

declare global {
  /** Ends what the set-up has started. */
  var endRun: (() => Promise<void>) | undefined;
}

/** Removes builds that nobody has used for a day. */
async function forgetOld(used: string): Promise<void> {
  const now = new Date();
  await utimes(used, now, now);
  const below = path.dirname(used);
  for (const folder of (await readdir(below)).map((name) => path.join(below, name))) {
    // Another run may just have removed it.
    const usedAt = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    );
    if (now.getTime() - usedAt > FORGOTTEN_MS) await rm(folder, { recursive: true, force: true });
  }
}
