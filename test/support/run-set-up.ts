import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { buildMiniprogramNpm } from '../../dev/build/miniprogram-npm';
import { launchBrowserServer } from '../../dev/browser/launch-browser';
import { builtProduct, settleContent } from './built';
import { ROOT } from './repository';

/** Number of kept builds, the latest used first. */
const KEPT = 3;
/** Age below which a build may belong to a running test. */
const IN_USE_MS = 24 * 3_600_000;

/** Prepares a run of tests: builds the product if necessary, and starts the one shared browser. */
export default async function setUpRun(): Promise<void> {
  const miniprogramFolder = path.join(ROOT, 'miniprogram');
  await buildMiniprogramNpm({ miniprogramFolder, packagesFolder: ROOT });
  const folder = settleContent();
  await builtProduct();
  await forgetOld(folder);
  const browser = await launchBrowserServer();
  process.env['BROWSER_ENDPOINT'] = browser.wsEndpoint();
  globalThis.endRun = () => browser.close();
}

declare global {
  /** Ends what the set-up has started. */
  var endRun: (() => Promise<void>) | undefined;
}

async function forgetOld(used: string): Promise<void> {
  const now = new Date();
  await utimes(used, now, now);
  const below = path.dirname(used);
  const found = await Promise.all(
    (await readdir(below)).map(async (name) => {
      const folder = path.join(below, name);
      // Another run may just have removed it.
      const usedAt = await stat(folder).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      return { folder, usedAt };
    }),
  );
  const old = found
    .sort((one, other) => other.usedAt - one.usedAt)
    .slice(KEPT)
    .filter(({ usedAt }) => now.getTime() - usedAt > IN_USE_MS);
  await Promise.all(old.map(({ folder }) => rm(folder, { recursive: true, force: true })));
}
