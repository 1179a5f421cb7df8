import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../browser/launch-browser';
import { timeAt } from '../clock/clock';
import type { Outcome } from '../cloud/cloud';
import type { CallShop } from '../host/call-shop';
import { callShopAs } from '../host/call-shop';
import { startProduct } from '../start/start-product';
import type { HostState } from '../protocol/host-state';
import type { Person } from '../host/people';

/** A host of its own with a browser beside it: the day is always the same one, and time stands still until it is moved. */
export interface Stage {
  readonly address: string;
  readonly state: () => Promise<HostState>;
  /** Presses one of the console's buttons: POST /host/<name>. */
  readonly act: (name: string, body: object) => Promise<void>;
  /** The function `shop` in the hands of one of the demo's people. */
  readonly shopAs: (person: Person) => CallShop;
  /** Moves the clock to so many ms after the beginning. */
  readonly moveTo: (afterMs: number) => Promise<void>;
  /** A browser window that remembers nothing but what it is given. */
  readonly newPage: (options: BrowserContextOptions) => Promise<Page>;
  /** Ends the browser and the host, and removes what they kept. */
  readonly close: () => Promise<void>;
}

/** Any day would do: it is the one of the sketches. */
const OPENED_AT = Date.parse('2026-11-24T11:50:00+08:00');
/** The host has started long before. */
const BEGINS_AT = Date.parse('2026-11-24T12:00:00+08:00');
/** A clock has to run; at this speed a run of the program is less than a second. */
const ALMOST_STILL = 0.0001;

/** @throws Error when host or browser cannot be started; neither is left running then */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stage-'));
  const ends: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const host = await startProduct({ port: 0, folder, beginsAt: OPENED_AT, say: console.log });
    ends.push(host.stop);
    const browser = await launchBrowser({ endsWithSignals: false });
    ends.push(() => browser.close());
    const stage = {
      ...buttons(host.address),
      newPage: async (options: BrowserContextOptions): Promise<Page> => {
        const context = await browser.newContext({ locale: 'zh-CN', ...options });
        return context.newPage();
      },
      close,
    };
    await stage.act('speed', { speed: ALMOST_STILL });
    await stage.moveTo(0);
    return stage;
  } catch (error) {
    await close();
    throw error;
  }
}

function buttons(address: string): Omit<Stage, 'newPage' | 'close'> {
  const post = async (name: string, body: object, headers: object = {}): Promise<unknown> => {
    const response = await fetch(`${address}${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    return response.json();
  };
  const state = async (): Promise<HostState> =>
    (await (await fetch(`${address}host/state`)).json()) as HostState;
  const act = async (name: string, body: object): Promise<void> => {
    await post(`host/${name}`, body);
  };
  return {
    address,
    state,
    act,
    shopAs: (person) =>
      callShopAs(
        {
          invoke: async (name, event) =>
            (await post(`functions/${name}`, { event }, { 'x-person': person.id })) as Outcome,
        },
        person,
      ),
    moveTo: async (afterMs) => {
      const byMs = BEGINS_AT + afterMs - timeAt((await state()).clock, Date.now());
      if (byMs > 0) await act('jump', { byMs });
    },
  };
}
