import type { LaunchOptions } from 'playwright-core';
import { npmChromium } from './npm-chromium';

/** Machine for which a browser is found. Tests pass a simulated one. */
export type Machine = Pick<NodeJS.Process, 'platform' | 'arch' | 'env'>;

/** Names of a browser to Playwright, and the environment of its process. */
export type FoundBrowser = Pick<LaunchOptions, 'executablePath' | 'channel' | 'env'>;

/**
 * Finds a Chromium browser: the one that CHROME_PATH names, else on Linux x64 the one from npm,
 * else the installed Edge (Windows) or Chrome. Without one, Playwright says where it has looked.
 */
export async function findBrowser(machine: Machine = process): Promise<FoundBrowser> {
  const { platform, arch, env } = machine;
  const named = env['CHROME_PATH'] ?? '';
  if (named !== '') return { executablePath: named, env };
  if (platform !== 'linux' || arch !== 'x64')
    return { channel: platform === 'win32' ? 'msedge' : 'chrome', env };
  const { executable, environment } = await npmChromium();
  return { executablePath: executable, env: { ...env, ...environment } };
}
