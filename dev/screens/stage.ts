import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../browser/launch-browser';
import { timeAt } from '../clock/clock';
import { createHost } from '../host/host';
import type { HostState } from '../host/host-state';

/** A host of its own with a browser beside it: the day is always the same one, and time stands still until it is moved. */
export interface Stage {
  readonly address: string;
  readonly state: () => Promise<HostState>;
  /** Presses one of the console's buttons: POST /host/<name>. */
  readonly act: (name: string, body: object) => Promise<void>;
  /** Moves the clock to so many ms after the beginning. */
  readonly moveTo: (afterMs: number) => Promise<void>;
  /** A browser window that remembers nothing but what it is given. */
  readonly newPage: (options: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Any day would do: it is the one of the sketches. */
const OPENED_AT = Date.parse('2026-11-24T11:50:00+08:00');
/** The host has started long before. */
const BEGINS_AT = Date.parse('2026-11-24T12:00:00+08:00');
/** A clock has to run; at this speed a run of the program is less than a second. */
const ALMOST_STILL = 0.0001;

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stage-'));
  await mkdir(path.join(folder, 'data'));
  await writeFile(
    path.join(folder, 'data/clock.json'),
    JSON.stringify({ realAt: Date.now(), shownAt: OPENED_AT, speed: 1 }),
  );
  const host = await createHost({ port: 0, folder, say: console.log });
  const browser = await launchBrowser();

  const state = async (): Promise<HostState> =>
    (await (await fetch(`${host.address}host/state`)).json()) as HostState;
  const act = async (name: string, body: object): Promise<void> => {
    const response = await fetch(`${host.address}host/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  };
  const moveTo = async (afterMs: number): Promise<void> => {
    const byMs = BEGINS_AT + afterMs - timeAt((await state()).clock, Date.now());
    if (byMs > 0) await act('jump', { byMs });
  };

  await act('speed', { speed: ALMOST_STILL });
  await moveTo(0);
  return {
    address: host.address,
    state,
    act,
    moveTo,
    newPage: async (options) => {
      const context = await browser.newContext({ locale: 'zh-CN', ...options });
      return context.newPage();
    },
    close: async () => {
      await browser.close();
      await host.stop();
      await rm(folder, { recursive: true });
    },
  };
}
