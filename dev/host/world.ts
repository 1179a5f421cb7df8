import { rm } from 'node:fs/promises';
import path from 'node:path';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import type { ClockState } from '../clock/clock';
import { type Cloud, createCloud } from '../cloud/cloud';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';
import { createSandbox } from '../sandbox/sandbox';
import { openHostClock } from './host-clock';
import type { WorldKind } from '../protocol/host-state';
import { kindOfKept, noteKind } from './kept-data';
import { createMovingOn } from './moving-on';
import { openDemoShop } from './open-demo-shop';
import { DEMO_SHOP_SETTINGS } from './open-shop';
import { OWNER } from './people';
import { playDemoHistory } from './play-demo-history';
import { minutelyWatch, runTimer } from './run-timer';

/** Simulated world behind the host's pages: clock, sandbox (WeChat and couriers) and cloud. */
export type World = Awaited<ReturnType<typeof openWorld>>;

export interface WorldOptions {
  /** Folder for deliveries, database and clock, which no other host may use. */
  readonly folder: string;
  readonly functionsFolder: string;
  /** URL of the host, where functions find the imitated WeChat API. */
  readonly address: string;
  readonly clockChanged: (state: ClockState) => void;
  /** Time at which the clock starts without saved data, in ms since 1970. Default: real time. */
  readonly beginsAt?: number;
  /**
   * True gives the demo's shop an account of 同城配送, and plays its deliveries. Its keys take a
   * second to make, which few tests need. Default: false.
   */
  readonly hasIntracity?: boolean;
  /** Receives messages about progress and errors. */
  readonly say: (sentence: string) => void;
}

/** Age of the demo's shop at the start, in ms. It exceeds the age of the first delivery. */
const OPENED_BEFORE_MS = 3 * 3_600_000;

/** Interval in ms of real time at which what happens by itself is looked after. */
const MOVES_EVERY_MS = 1000;

/** Caller of a function over HTTP, who has a token but is nobody. */
const HTTP_CALLER = { openId: '', appId: STAFF_MINI_PROGRAM.appId, source: 'wx_http' };

/**
 * Opens the simulated world that is saved in the folder, or a new one. Data of another version are
 * put aside.
 *
 * @param wanted kind of shop to start with, deleting saved data; null: the saved one, or the demo
 * @throws Error that says what to do when a file is damaged
 */
export async function openWorld(options: WorldOptions, wanted: WorldKind | null = null) {
  const { folder, functionsFolder, address, clockChanged, beginsAt, say } = options;
  const hasIntracity = options.hasIntracity === true;
  if (wanted !== null) await rm(folder, { recursive: true, force: true });
  const kept = await kindOfKept(folder, say);
  const kind = kept ?? wanted ?? 'demo';
  const clock = openHostClock(path.join(folder, 'clock.json'), clockChanged, beginsAt);
  const sandbox = createSandbox({
    now: clock.now,
    journalFile: path.join(folder, 'sandbox.journal'),
    invoke: (name, event) => cloud.invoke(name, event, HTTP_CALLER),
  });
  const cloud: Cloud = await createCloud({
    functionsFolder,
    databaseFile: path.join(folder, 'database.journal'),
    clock: clock.state,
    // Directs the functions' WeChat requests to the host.
    environment: { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: address },
    faults: sandbox.faults,
    say,
  });
  const movingOn = createMovingOn(sandbox, clock);
  let watch = (): void => undefined;
  const moves = setInterval(() => {
    movingOn.moveDue();
    watch();
  }, MOVES_EVERY_MS);
  moves.unref();
  return {
    kind,
    clock,
    sandbox,
    cloud,
    movingOn,
    /** Sets up the shop and plays its history. Call it once functions can reach the sandbox. */
    begin: async () => {
      // Creates the collections as a deployment does (dev/deploy).
      if (kept === null) COLLECTION_NAMES.forEach(cloud.database.makeCollection);
      if (kept === null && kind === 'demo') {
        clock.showPast(clock.now() - OPENED_BEFORE_MS);
        await openDemoShop(cloud, hasIntracity ? await sandbox.intracityKeys() : null);
        clock.showPast(null);
      }
      const watcher = kind === 'demo' ? OWNER : null;
      await playDemoHistory(sandbox, cloud, clock, hasIntracity, watcher);
      await runTimer(cloud, 'sweep', clock.now());
      watch = minutelyWatch(cloud, clock, say);
      if (kept === null) noteKind(folder, kind);
    },
    close: async () => {
      clearInterval(moves);
      clock.close();
      await cloud.stop();
    },
  };
}
