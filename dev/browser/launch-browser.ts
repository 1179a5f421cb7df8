import type { BrowserServer, LaunchOptions } from 'playwright-core';
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from './find-browser';

/** What a closed network and a container need. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages reach this machine only: a test that leans on any other host fails.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Starts a headless browser, found by {@link findBrowser}. The caller closes it.
 *
 * @param endsWithSignals it ends by itself when this process gets a signal; false where the caller sees to that, in an order of its own
 */
export async function launchBrowser({ endsWithSignals = true } = {}): Promise<Browser> {
  return chromium.launch({
    ...(await launchOptions()),
    handleSIGINT: endsWithSignals,
    handleSIGTERM: endsWithSignals,
    handleSIGHUP: endsWithSignals,
  });
}

/** Starts one that other processes connect to, by its `wsEndpoint()`. The caller closes it. */
export async function launchBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' });
}

async function launchOptions(): Promise<LaunchOptions> {
  const { executable, environment } = await findBrowser();
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    executablePath: executable,
    headless: true,
    args: FLAGS,
    env: { ...Object.fromEntries(inherited), ...environment },
  };
}
