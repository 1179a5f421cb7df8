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
  const { executable, environment } = await findBrowser();
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return chromium.launch({
    executablePath: executable,
    headless: true,
    args: FLAGS,
    handleSIGINT: endsWithSignals,
    handleSIGTERM: endsWithSignals,
    handleSIGHUP: endsWithSignals,
    env: { ...Object.fromEntries(inherited), ...environment },
  });
}
