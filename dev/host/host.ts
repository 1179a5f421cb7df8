import { rm } from 'node:fs/promises';
import path from 'node:path';
import sirv from 'sirv';
import { buildFunctions } from '../build/functions';
import { buildMiniprogramNpm } from '../build/miniprogram-npm';
import { createCloud } from '../cloud/cloud';
import { buildConsole } from '../console/build';
import { createSandbox, DEMO_ACCOUNT } from '../sandbox/sandbox';
import { createActions } from './actions';
import { createEventStream } from './event-stream';
import { openHostClock } from './host-clock';
import type { HostState } from './host-state';
import type { Handler, HttpServer, Router } from './http-server';
import { openHttpServer, pathOf } from './http-server';
import { BadRequest, readJson, sendJson } from './json-body';
import { DEMO_SHOP_SETTINGS, openShop } from './open-shop';
import { CLERK, PEOPLE, personById } from './people';
import { createPhoneBuilder } from './phone-builder';
import { playPast } from './play-past';
import { shownCall } from './shown-call';
import { shownDelivery } from './shown-delivery';
import type { TileSource } from './tile-source';
import { originOf } from './tile-source';
import { createToldArrivals } from './told-arrivals';

export interface HostOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Of this host alone: deliveries, database and clock are kept in it, functions and pages are built into it. */
  readonly folder: string;
  /** Forgets what was kept. */
  readonly fresh?: boolean;
  /** Without it the phone draws the demo district, and nothing but this machine is ever asked. */
  readonly tiles?: TileSource;
  /** Told, in one sentence, what goes on. */
  readonly say: (sentence: string) => void;
}

export interface Host {
  /** `http://127.0.0.1:8123/` */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const PROJECT_FOLDER = path.join(__dirname, '../..');

/** Pages run their own code only, and in no frame but the console's. Leaflet and the product's styles set style attributes. */
function pageHeaders(tiles: TileSource | undefined): Readonly<Record<string, string>> {
  const images = ["'self'", 'data:', ...(tiles === undefined ? [] : [originOf(tiles)])].join(' ');
  return {
    'Content-Security-Policy': `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src ${images}; font-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'`,
    'X-Content-Type-Options': 'nosniff',
  };
}

/**
 * Builds and starts the whole product on this machine: sandbox, cloud, phone and console behind one loopback address.
 *
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken
 */
export async function createHost(options: HostOptions): Promise<Host> {
  // First: whoever has the port has the folder.
  const server = await openHttpServer(options.port, options.say);
  try {
    return await serveProduct(server, options);
  } catch (error) {
    // A port that nobody answers at would look like a host that is still starting.
    await server.stop();
    throw error;
  }
}

async function serveProduct(server: HttpServer, options: HostOptions): Promise<Host> {
  const { folder, say, tiles } = options;
  const address = `http://127.0.0.1:${server.port}/`;
  const dataFolder = path.join(folder, 'data');
  const pagesFolder = path.join(folder, 'pages');
  const functionsFolder = path.join(folder, 'functions');
  const miniprogramFolder = path.join(PROJECT_FOLDER, 'miniprogram');
  if (options.fresh === true) await rm(dataFolder, { recursive: true, force: true });
  await Promise.all([
    buildFunctions({ outputFolder: functionsFolder }),
    buildMiniprogramNpm({ miniprogramFolder, packagesFolder: PROJECT_FOLDER }),
    buildConsole(pagesFolder),
  ]);
  const buildPhone = createPhoneBuilder({
    miniprogramFolder,
    outputFolder: path.join(pagesFolder, 'phone'),
    say,
  });
  await buildPhone();

  const events = createEventStream();
  const clock = openHostClock(path.join(dataFolder, 'clock.json'), (state) => {
    events.send({ type: 'clock', clock: state });
  });
  const sandbox = createSandbox({
    now: clock.now,
    journalFile: path.join(dataFolder, 'sandbox.journal'),
  });
  const cloud = await createCloud({
    functionsFolder,
    databaseFile: path.join(dataFolder, 'database.journal'),
    clock: clock.state,
    environment: functionSettings(address),
    faults: sandbox.faults,
    say,
  });

  const askSandbox: Router = (_method, requested) =>
    requested.startsWith('/cgi-bin/') ? sandbox.handle : undefined;
  server.serveWhileStarting(askSandbox);
  await openShop(cloud, { account: DEMO_ACCOUNT, clerks: [CLERK] });
  await playPast(sandbox, cloud, clock);
  /** Made while the past was played, not since the start. */
  const ofThePast = new Set(cloud.log());
  const toldArrivals = createToldArrivals(Date.now);

  const state = (): HostState => ({
    clock: clock.state(),
    people: PEOPLE.map(({ id, name }) => ({ id, name })),
    deliveries: sandbox
      .deliveries()
      .map((delivery) => shownDelivery(sandbox, toldArrivals, delivery, clock.now())),
    calls: cloud
      .log()
      .filter((entry) => !ofThePast.has(entry))
      .map(shownCall)
      .reverse(),
    faults: sandbox.faults.active(),
    tiles: tiles ?? null,
  });
  const tellState = (): void => {
    events.send({ type: 'state', state: state() });
  };
  sandbox.subscribe(({ type }) => {
    if (type === 'delivery') tellState();
  });
  cloud.subscribe(tellState);
  sandbox.faults.subscribe(tellState);

  const actions = createActions(sandbox, clock);
  const act: Handler = async (request, response) => {
    const action = actions.get(pathOf(request).slice('/host/'.length));
    if (action === undefined) throw new BadRequest('There is no such action.');
    action(await readJson(request));
    sendJson(response, 200, state());
  };
  const callFunction: Handler = async (request, response) => {
    const person = personById(request.headers['x-person']?.toString());
    if (person === undefined) throw new BadRequest('X-Person names nobody who is known here.');
    const name = pathOf(request).slice('/functions/'.length);
    const { openId } = person;
    const outcome = await cloud.invoke(name, eventIn(await readJson(request)), {
      openId,
      appId: DEMO_ACCOUNT.appId,
    });
    toldArrivals.heard(outcome);
    sendJson(response, 200, outcome);
  };
  const headers = pageHeaders(tiles);
  const files = sirv(pagesFolder, {
    dev: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    },
  });
  const file: Handler = (request, response) => {
    files(request, response, () => {
      sendJson(response, 404, { error: 'There is no such file.' });
    });
  };
  const phonePage: Handler = async (request, response) => {
    await buildPhone();
    await file(request, response);
  };

  const route: Router = (method, requested) => {
    const forSandbox = askSandbox(method, requested);
    if (forSandbox !== undefined) return forSandbox;
    if (method === 'POST') {
      if (requested.startsWith('/functions/')) return callFunction;
      return requested.startsWith('/host/') ? act : undefined;
    }
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    if (requested === '/host/state') {
      return (_request, response) => {
        sendJson(response, 200, state());
      };
    }
    if (requested === '/host/events')
      return (_request, response) => {
        events.open(response);
      };
    return requested === '/phone/' ? phonePage : file;
  };

  server.serve(route);
  return {
    address,
    stop: async () => {
      events.close();
      clock.close();
      await cloud.stop();
      await server.stop();
    },
  };
}

/** What the functions are told of their shop: they cannot tell this from WeChat but by the address. */
function functionSettings(address: string): Readonly<Record<string, string>> {
  return { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: address };
}

function eventIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'event' in body ? body.event : undefined;
}
