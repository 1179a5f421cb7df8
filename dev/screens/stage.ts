import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../browser/launch-browser';
import type { Outcome } from '../cloud/cloud';
import type { Host } from '../host/host';
import type { Person } from '../host/people';
import type { ProductOptions } from '../start/start-product';
import { startProduct } from '../start/start-product';

/** A host with a browser, always on the same day. Time stands still until it is moved. */
export interface Stage {
  readonly address: string;
  /** Presses a button of the console: POST /host/<name>. */
  readonly act: (name: string, body: object) => Promise<void>;
  /** Calls a function as a person's phone does. */
  readonly invoke: (person: Person, name: string, event: unknown) => Promise<Outcome>;
  /** Opens a browser window with empty storage. */
  readonly newPage: (options: BrowserContextOptions) => Promise<Page>;
  /** Ends browser and host, and removes their files. */
  readonly close: () => Promise<void>;
}

/** An arbitrary day, that of the sketches. */
const BEGINS_AT = Date.parse('2026-11-24T12:00:00+08:00');
/** The clock must run. At this speed a whole run takes less than a second. */
const ALMOST_STILL = 0.0001;

/** Limit of waiting, for hangs on a busy machine. */
const HANGS_AFTER_MS = 120_000;

/** Order ids of the demo (dev/sandbox/demo-stories.ts) on that day, by state. */
export const ORDER_IDS = {
  waiting: '20261124-1293',
  atStore: '20261124-1286',
  delivering: '20261124-1288',
  delivered: '20261124-1271',
  /** Its courier masks its riders. */
  returning: '20261124-1279',
  late: '20261124-1284',
  acrossTheRiver: '20261124-1280',
} as const;

/** Starters of host and browser. Each is ended with the stage. */
export interface StageParts {
  readonly startHost: (options: ProductOptions) => Promise<Host>;
  readonly launchBrowser: () => Promise<Browser>;
}

const ITS_OWN: StageParts = {
  startHost: startProduct,
  launchBrowser: () => launchBrowser({ endsWithSignals: false }),
};

/** @throws Error when host or browser cannot start; neither is left running then */
export async function openStage(parts: StageParts = ITS_OWN): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stage-'));
  const ends: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const host = await parts.startHost({
      port: 0,
      folder,
      beginsAt: BEGINS_AT,
      say: console.log,
    });
    ends.push(host.stop);
    const browser = await parts.launchBrowser();
    ends.push(() => browser.close());
    const post = async (path: string, body: object, headers: object = {}): Promise<unknown> => {
      const response = await fetch(host.address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return response.json();
    };
    await post('host/speed', { speed: ALMOST_STILL });
    return {
      address: host.address,
      act: async (name, body) => {
        await post(`host/${name}`, body);
      },
      invoke: async (person, name, event) =>
        (await post(`functions/${name}`, { event }, { 'x-person': person.id })) as Outcome,
      newPage: async (options) => {
        const context = await browser.newContext({ locale: 'zh-CN', ...options });
        context.setDefaultTimeout(HANGS_AFTER_MS);
        return context.newPage();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param query as in the phone's address: `person`, `path`, `theme`, `text` */
export function phoneAddress({ address }: Stage, query: Readonly<Record<string, string>>): string {
  return `${address}phone/?${new URLSearchParams(query).toString()}`;
}
