import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../browser/launch-browser';
import { startProduct } from '../start/start-product';

/**
 * Takes the README's picture anew, after the console or the mini-program has changed its looks: `npx tsx dev/console/picture.ts`. A delivery on its
 * way, looked up, half a minute later.
 */
const FILE = path.join(__dirname, '../../docs/images/local-host.png');
/** Enough for the rider to have moved between two questions. */
const WATCHED_MS = 26_000;

async function takePicture(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'picture-'));
  const host = await startProduct({ port: 0, folder, say: console.log });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 940 } });
    await page.goto(host.address);
    const phone = page.frameLocator('iframe');
    await phone.getByText('查骑手').waitFor();
    await page.getByRole('button', { name: '不用了' }).click();
    await page.getByRole('button', { name: /^\d+-1288$/ }).click();
    await phone.getByText('查骑手').click({ force: true });
    await page.getByRole('button', { name: '×10' }).click();
    await page.waitForTimeout(WATCHED_MS);
    await page.screenshot({ path: FILE });
  } finally {
    await browser.close();
    await host.stop();
    await rm(folder, { recursive: true });
  }
}

void takePicture();
