import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FoundBrowser } from './npm-chromium';
import { npmChromium } from './npm-chromium';

/** Machine on which a browser is searched for. Tests pass a simulated one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
}

const THIS_MACHINE: Machine = {
  platform: process.platform,
  arch: process.arch,
  environment: process.env,
  exists: existsSync,
};

/**
 * Finds a Chromium browser: the one that CHROME_PATH names, else an installed Chrome, Edge or
 * Chromium, else on Linux x64 the one from npm.
 *
 * @throws Error with one sentence for the person when there is none
 */
export async function findBrowser(machine: Machine = THIS_MACHINE): Promise<FoundBrowser> {
  const installed = installedBrowser(machine);
  if (installed !== null) return { executable: installed, environment: {} };
  if (machine.platform === 'linux' && machine.arch === 'x64') return npmChromium();
  throw new Error(
    'The browser tests need Chrome, Edge or Chromium: install one of them, or name its program in CHROME_PATH.',
  );
}

/**
 * Returns the path of an installed browser; null when there is none.
 *
 * @throws Error when CHROME_PATH names a file that does not exist
 */
export function installedBrowser(machine: Machine): string | null {
  const named = machine.environment['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!machine.exists(named))
      throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
    return named;
  }
  return usualPlaces(machine).find(machine.exists) ?? null;
}

function usualPlaces({ platform, environment }: Machine): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => environment[name])
      .filter((root) => root !== undefined);
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return programs.flatMap((program) => roots.map((root) => path.win32.join(root, program)));
  }
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
  ];
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}
