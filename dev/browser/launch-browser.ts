import { type BrowserServer, type LaunchOptions, chromium, type Browser } from 'playwright-core';
import { findBrowser } from './find-browser';

/** Features that Playwright turns off. They are named again, since Chromium heeds the last list. */
const OFF_FOR_PLAYWRIGHT = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...['TcpPortRandomizationWin', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  ...['PreconnectToSearch', 'msForceBrowserSignIn', 'msEdgeUpdateLaunchServicesPreferredVersion'],
];
/** Pages that Chromium loads for the address bar of each tab. They take as long as our own. */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** Command-line flags that let the browser run in containers and without a network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...OFF_FOR_PLAYWRIGHT, ...ADDRESS_BAR].join()}`,
  // Makes every host name except this machine fail to resolve.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Starts a headless browser (see {@link findBrowser}). The caller closes it.
 *
 * @param endsWithSignals false when the caller itself closes the browser on SIGINT, SIGTERM, SIGHUP
 */
export async function launchBrowser({ endsWithSignals = true } = {}): Promise<Browser> {
  return chromium.launch({
    ...(await launchOptions()),
    handleSIGINT: endsWithSignals,
    handleSIGTERM: endsWithSignals,
    handleSIGHUP: endsWithSignals,
  });
}

/** Starts a browser to which other processes connect by `wsEndpoint()`. The caller closes it. */
export async function launchBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' });
}

async function launchOptions(): Promise<LaunchOptions> {
  return { ...(await findBrowser()), headless: true, args: FLAGS };
}
