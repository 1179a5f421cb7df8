import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../browser/launch-browser';
import type { Outcome } from '../cloud/cloud';
import type { Person } from '../host/people';
import { startProduct } from '../start/start-product';

/** A running host and a browser. The host's clock begins on a fixed day and almost stands still. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** First time of the host's clock. The day is arbitrary. */
const BEGINS_AT = Date.parse('2026-11-24T12:00:00+08:00');
/** Speed of the host's clock, which cannot be 0. An hour of real time passes as 0.36 s. */
const ALMOST_STILL = 0.0001;

/** Timeout of the browser's actions, ms. It is long, because the machine may be busy. */
const HANGS_AFTER_MS = 120_000;

/** Order ids of the demo (dev/sandbox/demo-stories.ts) on the day of BEGINS_AT, by state. */
export const ORDER_IDS = {
  waiting: '20261124-1293',
  /** Order whose courier has sent another rider. */
  reassigned: '20261124-1289',
  atStore: '20261124-1286',
  delivering: '20261124-1288',
  delivered: '20261124-1271',
  /** Order whose courier masks the names and phone numbers of riders. */
  returning: '20261124-1279',
  late: '20261124-1284',
  acrossTheRiver: '20261124-1280',
} as const;

/** Starts host and browser. @throws Error if one cannot start, after the other has been ended */
export async function openStage({ hasIntracity = false } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stage-'));
  const ends: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  /** Ends browser and host, and removes their files. */
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const host = await startProduct({
      port: 0,
      folder,
      beginsAt: BEGINS_AT,
      hasIntracity,
      say: console.log,
    });
    ends.push(host.stop);
    const browser = await launchBrowser({ endsWithSignals: false });
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
      /** Sends POST /host/<name>, as a button of the console does. */
      act: async (name: string, body: object) => {
        await post(`host/${name}`, body);
      },
      /** Calls a cloud function as the phone of `person` does. */
      invoke: async (person: Person, name: string, event: unknown) =>
        (await post(`functions/${name}`, { event }, { 'x-person': person.id })) as Outcome,
      /** Opens a browser window with empty storage. */
      newPage: async (options: BrowserContextOptions) => {
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

/** @param query parameters of the phone's URL: `person`, `path`, `theme`, `text` */
export function phoneAddress({ address }: Stage, query: Readonly<Record<string, string>>): string {
  return `${address}phone/?${new URLSearchParams(query).toString()}`;
}
