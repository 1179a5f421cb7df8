import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FoundBrowser } from './npm-chromium';
import { npmChromium } from './npm-chromium';

/** The machine to search. Tests pass their own. */
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
 * Finds a Chromium: the one in CHROME_PATH, an installed Chrome, Edge or Chromium, or on Linux x64
 * the one from npm.
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
 * Returns the path of an installed browser, or null.
 *
 * @throws Error when CHROME_PATH names no file
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
