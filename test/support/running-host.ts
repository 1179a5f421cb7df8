import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import path from 'node:path';
import type { HostState } from '../../dev/protocol/host-state';
import { listenOnLoopback } from '../../dev/cloud/loopback-server';
import { ROOT } from './repository';

/** `npm start`, in processes of its own. */
export type RunningHost = Awaited<ReturnType<typeof startHost>>;

/** npm's own command, and npm itself below. */
export const BY_RUN: readonly string[] = [process.execPath, 'dev/run.mjs', 'start'];
export const BY_NPM: readonly string[] = ['npm', 'start', '--'];

/**
 * @param program `BY_RUN` or `BY_NPM`
 * @param port free port
 * @param data parent folder of the host's own
 */
export async function startHost(
  [command = '', ...own]: readonly string[],
  port: number,
  data: string,
  options: readonly string[] = [],
) {
  const words = ['--port', String(port), '--no-open', '--data', data, ...options];
  const child = spawn(command, [...own, ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (bytes: Buffer): void => {
      said += bytes.toString();
      const found = /http:\/\/\S+/.exec(said);
      if (found !== null) resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => {
      reject(new Error(`The host ended before it was ready: ${said}`));
    });
  });
  return {
    address,
    state: async () => (await (await fetch(`${address}host/state`)).json()) as HostState,
    /** Presses a button of the console. */
    act: async (name: string, body: object) => {
      await fetch(`${address}host/${name}`, { method: 'POST', body: JSON.stringify(body) });
    },
    /** Returns its exit code, or null when the signal ended it. */
    end: (signal: 'SIGTERM' | 'SIGKILL') => {
      child.kill(signal);
      return ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const { origin, close } = await listenOnLoopback(createServer());
  await close();
  return Number(new URL(origin).port);
}

/** Lists command lines of processes that name a folder. */
export function processesWith(folder: string): readonly string[] {
  const listed =
    process.platform === 'win32'
      ? execFileSync('powershell', [
          '-NoProfile',
          '-Command',
          'Get-CimInstance Win32_Process | ForEach-Object CommandLine',
        ])
      : execFileSync('ps', ['-eo', 'args']);
  return listed
    .toString()
    .split('\n')
    .filter((line) => line.includes(path.normalize(folder)));
}
